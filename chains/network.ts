import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHAIN_NAMES, type ChainName } from "mesh-security-cli";
import { ensureBinaries } from "./build.mjs";
import { faucetName, KEEPER } from "./genesis.js";
import type { Guarded } from "./guarded.js";
import { type RunningChain, setUpHermes } from "./hermes.js";
import { type Node, startNode } from "./node.js";
import { CHAINS, FAUCETS, mnemonicOf } from "./settings.js";

/** What a process needs to use chains that another one started. Plain data. */
export interface NetworkFacts {
  readonly folder: string;
  readonly hermes: string;
  readonly nodes: readonly RunningChain[];
  /** Connections between osmosis and the others: their ids, osmosis' end first. */
  readonly connections: Readonly<Record<string, readonly [string, string]>>;
  /** Mnemonic of an account that has coins on each chain, and that no world takes before all others are taken. */
  readonly faucet: string;
}

/** Chains with their connections. */
export interface Chains {
  readonly facts: NetworkFacts;
  node(name: ChainName): Node;
  /** Ends every process. The folder with data and logs goes too, unless it is to be kept. */
  stop(options: { readonly keep: boolean }): Promise<void>;
}

/** Starts chains anew, each with one node on the loopback address, and connects osmosis with every other one. */
export async function startChains(
  under: string,
  options: {
    readonly names?: readonly ChainName[];
    /** Whether a relayer carries the packets of every channel; else each world brings its own. */
    readonly carryAll?: boolean;
    readonly onProgress?: (line: string) => void;
  } = {},
): Promise<Chains> {
  const tell = options.onProgress ?? (() => {});
  const bin = await ensureBinaries();
  mkdirSync(under, { recursive: true });
  const folder = mkdtempSync(join(under, "run-"));
  const env = { PATH: process.env.PATH, LD_LIBRARY_PATH: bin };
  const names = options.names ?? CHAIN_NAMES;
  const nodes = await Promise.all(
    names.map((name) => {
      const chain = CHAINS[name];
      const files = { binary: join(bin, `wasmd-${chain.prefix}`), home: join(folder, name), env };
      return startNode(files, chain, join(folder, `${name}.log`));
    }),
  );
  tell(`${names.join(", ")} make blocks`);
  const hermes = join(bin, "hermes");
  const keeper = await setUpHermes(hermes, join(folder, "keeper"), nodes, KEEPER);
  const [home, ...others] = nodes;
  if (home === undefined) throw new RangeError("a network without chains");
  const connections: Record<string, readonly [string, string]> = {};
  // One after the other: the keeper's account makes them all.
  for (const { chain } of others) {
    const ends = await keeper.connect(home.chain.chainId, chain.chainId);
    connections[chain.chainId] = ends;
    // Hermes keeps only clients fresh that a channel stands on.
    await keeper.openChannel(
      { chainId: home.chain.chainId, connectionId: ends[0], portId: "transfer" },
      { chainId: chain.chainId, connectionId: ends[1], portId: "transfer" },
      { order: "unordered", version: "ics20-1" },
    );
    tell(`${home.chain.chainId} and ${chain.chainId} are connected`);
  }
  const keeping: Guarded = await (options.carryAll === true ? keeper.carryAll() : keeper.keepClients());
  const stop = async ({ keep }: { readonly keep: boolean }) => {
    await keeping.stop();
    await Promise.all(nodes.map((node) => node.stop()));
    if (keep) tell(`data and logs are kept in ${folder}`);
    else rmSync(folder, { recursive: true });
  };
  return {
    facts: {
      folder,
      hermes,
      nodes: nodes.map(({ chain, endpoints }) => ({ chain, endpoints })),
      connections,
      faucet: mnemonicOf(faucetName(FAUCETS - 1)),
    },
    node(name) {
      const node = nodes.find(({ chain }) => chain.name === name);
      if (node === undefined) throw new RangeError(`${name} was not started`);
      return node;
    },
    stop,
  };
}
