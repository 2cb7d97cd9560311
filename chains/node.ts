import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type NodeFiles, writeGenesis } from "./genesis.js";
import { type Guarded, startGuarded } from "./guarded.js";
import { freePorts } from "./ports.js";
import type { ChainSettings } from "./settings.js";
import { until } from "./until.js";

/** Block intervals: a block takes about this, and a little for what is in it. */
const CONSENSUS_TIMEOUT = "200ms";

/** Where a node answers, all on the loopback address. */
export interface Endpoints {
  readonly rpc: string;
  readonly grpc: string;
}

/** One chain with its one node. */
export interface Node {
  readonly chain: ChainSettings;
  readonly endpoints: Endpoints;
  /** Ends its process; the data stay. */
  stop(): Promise<void>;
  /** Starts its process on the data that it has, and waits for the next block. */
  start(): Promise<void>;
}

function setConsensusTimes(home: string): void {
  const path = join(home, "config", "config.toml");
  const config = readFileSync(path, "utf8").replace(
    /^(timeout_(?:propose|prevote|precommit|commit)) = .*$/gm,
    `$1 = "${CONSENSUS_TIMEOUT}"`,
  );
  writeFileSync(path, config);
}

async function height(rpc: string): Promise<number> {
  const answer = await fetch(`${rpc}/status`);
  const { result } = (await answer.json()) as { result: { sync_info: { latest_block_height: string } } };
  return Number(result.sync_info.latest_block_height);
}

/** Makes a chain from nothing and starts its node. Its words go to `log`. */
export async function startNode(files: NodeFiles, chain: ChainSettings, log: string): Promise<Node> {
  await writeGenesis(files, chain);
  setConsensusTimes(files.home);
  const [rpcPort, p2pPort, grpcPort] = await freePorts(3);
  const rpc = `http://127.0.0.1:${rpcPort}`;
  const args = [
    ...["start", "--home", files.home, "--minimum-gas-prices", `0${chain.denom}`, "--log_level", "error"],
    ...["--rpc.laddr", `tcp://127.0.0.1:${rpcPort}`, "--p2p.laddr", `tcp://127.0.0.1:${p2pPort}`],
    ...["--grpc.address", `127.0.0.1:${grpcPort}`, "--rpc.pprof_laddr", ""],
    ...["--api.enable=false", "--grpc-web.enable=false"],
  ];
  let running: Guarded | undefined;
  const node: Node = {
    chain,
    endpoints: { rpc, grpc: `http://127.0.0.1:${grpcPort}` },
    async stop() {
      await running?.stop();
      running = undefined;
    },
    async start() {
      running = await startGuarded(files.binary, args, { log, env: files.env });
      const first = await until(`${chain.chainId} to answer`, () => height(rpc));
      await until(`a block of ${chain.chainId}`, async () => ((await height(rpc)) > first ? true : undefined));
    },
  };
  await node.start();
  return node;
}
