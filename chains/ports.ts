import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below those that systems give to outgoing connections (from 32768 on Linux): of these one can be taken between the
 * look and the node's start.
 */
const FIRST = 20_000;
const COUNT = 12_000;
/** Spreads processes that look at the same time. */
const STRIDE = 31;

let next = (process.pid * STRIDE) % COUNT;

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

/** So many ports of the loopback address that nobody listens on, and that this process never got before. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let looked = 0; looked < COUNT && ports.length < count; looked += 1) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) ports.push(port);
  }
  if (ports.length < count) throw new Error(`fewer than ${count} ports are free from ${FIRST} to ${FIRST + COUNT - 1}`);
  return ports;
}
