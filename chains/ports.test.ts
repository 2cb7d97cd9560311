import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { freePorts } from "./ports.js";

describe("freePorts", () => {
  test("default", async () => {
    const sets = await Promise.all([freePorts(3), freePorts(3)]);
    const ports = sets.flat();
    expect(new Set(ports).size).toBe(6);
    expect(ports.every((port) => port >= 20_000 && port < 32_000)).toBe(true);
  });

  test("behavior: a port that somebody listens on is passed over", async () => {
    const [last = 0] = await freePorts(1);
    const server = createServer().listen(last + 1, "127.0.0.1");
    await once(server, "listening");
    const [port] = await freePorts(1);
    server.close();
    expect(port).not.toBe(last + 1);
  });
});
