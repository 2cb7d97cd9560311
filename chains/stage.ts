import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import type { SigningCosmWasmClient } from "@cosmjs/cosmwasm-stargate";
import { StargateClient } from "@cosmjs/stargate";
import { type ChainName, consensusKey, type Stage, type StageChain } from "mesh-security-cli";
import { anyMessage } from "mesh-security-sdk/deploy";
import { Accounts, connect } from "./accounts.js";
import { endpoint } from "./endpoint.js";
import { faucetName, namedAccount, operatorName } from "./genesis.js";
import { govAccount, govern } from "./governance.js";
import type { RunningChain } from "./hermes.js";
import type { NetworkFacts } from "./network.js";
import { ownRelayer, relayerAccounts } from "./relaying.js";
import { FAUCETS, PACKET_LIFETIME, UNBONDING_TIME, UNIT, VALIDATORS } from "./settings.js";
import { until } from "./until.js";

/** Base units that a relayer gets for gas on each chain. */
const RELAYER_PURSE = 1_000n * UNIT;
/** Blocks in which validators earn what is worth collecting. */
const EARNING_BLOCKS = 8;
/** Seconds beyond a waited time that chains may take to get there. */
const SPARE = 60;
const MILLISECONDS = 1_000;

/** A number that no other world of this run has, over all processes. */
function takeNumber(folder: string): number {
  mkdirSync(join(folder, "worlds"), { recursive: true });
  for (let number = 0; number < FAUCETS; number += 1) {
    try {
      mkdirSync(join(folder, "worlds", `${number}`));
      return number;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  throw new RangeError(`no more than ${FAUCETS} worlds fit into one run`);
}

interface FundedChain extends StageChain {
  readonly client: SigningCosmWasmClient;
  /** Pays an account that is known by its name. */
  payNamed(name: string, amount: bigint): Promise<string>;
}

async function operators(chain: RunningChain["chain"]): Promise<string[]> {
  const accounts = VALIDATORS.map(({ moniker }) =>
    namedAccount({ ...chain, prefix: `${chain.prefix}valoper` }, operatorName(moniker)),
  );
  return Promise.all(accounts);
}

async function stageChain(running: RunningChain, world: number, folder: string): Promise<FundedChain> {
  const { chain, endpoints } = running;
  const accounts = new Accounts(chain.prefix);
  const faucet = await accounts.add(faucetName(world));
  const client = await connect(endpoints.rpc, chain.denom, accounts);
  const reader = await StargateClient.connect(endpoint(endpoints.rpc));
  const given = new Map<string, number>();
  const validators = await operators(chain);
  let paying: Promise<unknown> = Promise.resolve();
  const payNamed = async (name: string, amount: bigint) => {
    const address = await accounts.add(name);
    const coins = [{ denom: chain.denom, amount: amount.toString() }];
    // One payment after the other: the next one's sequence is known when the last is in a block.
    const paid = paying.then(() => client.sendTokens(faucet, address, coins, "auto"));
    paying = paid.catch(() => {});
    const { code, rawLog } = await paid;
    if (code !== 0) throw new Error(`the faucet of ${chain.chainId} could not pay: ${rawLog}`);
    return address;
  };
  return {
    name: chain.name,
    chainId: chain.chainId,
    prefix: chain.prefix,
    bondDenom: chain.denom,
    rewardsDenom: chain.denom,
    unbondingTime: UNBONDING_TIME,
    client,
    validators,
    consensusKey(validator) {
      const { moniker } = VALIDATORS[validators.indexOf(validator)] ?? {};
      if (moniker === undefined) throw new RangeError(`${validator} is no validator of ${chain.chainId}`);
      return consensusKey(chain.chainId, moniker);
    },
    payNamed,
    account(label, amount) {
      const count = given.get(label) ?? 0;
      given.set(label, count + 1);
      return payNamed(`world ${world}: ${label} ${count}`, amount);
    },
    async delegation(delegator, validator) {
      return BigInt((await reader.getDelegation(delegator, validator))?.amount ?? 0);
    },
    government: govAccount(running),
    govern: (title, messages) => govern(running, folder, title, messages.map(anyMessage)),
  };
}

async function timeOf({ client }: FundedChain): Promise<number> {
  return Date.parse((await client.getBlock()).header.time) / MILLISECONDS;
}

async function waitFor(chain: FundedChain, seconds: number): Promise<void> {
  const target = (await timeOf(chain)) + seconds;
  const reached = async () => ((await timeOf(chain)) >= target ? true : undefined);
  const deadline = (seconds + SPARE) * MILLISECONDS;
  await until(`${seconds} s of ${chain.chainId}`, reached, { deadline });
}

/** A stage on chains that other processes run. */
export interface ChainsStage extends Stage {
  /** Waits for one chain alone: others may have stopped. */
  passTimeOn(name: ChainName, seconds: number): Promise<void>;
}

/** A world of its own on running chains: its own accounts, contracts, channels and relayer. */
export async function startOnChains(facts: NetworkFacts): Promise<ChainsStage> {
  const world = takeNumber(facts.folder);
  const name = `world ${world}`;
  const made = await Promise.all(facts.nodes.map((node) => stageChain(node, world, facts.folder)));
  const chains = new Map<ChainName, FundedChain>(made.map((chain) => [chain.name, chain]));
  await Promise.all(
    made.map((chain) => Promise.all(relayerAccounts(name).map((account) => chain.payNamed(account, RELAYER_PURSE)))),
  );
  const relayer = await ownRelayer(facts, name, join(facts.folder, `world-${world}`));
  const chain = (wanted: ChainName) => {
    const found = chains.get(wanted);
    if (found === undefined) throw new RangeError(`${wanted} was not started`);
    return found;
  };
  return {
    chain,
    relaying: relayer.relaying,
    packetLifetime: PACKET_LIFETIME,
    passTimeOn: (wanted, seconds) => waitFor(chain(wanted), seconds),
    async passTime(seconds) {
      await Promise.all(made.map((each) => waitFor(each, seconds)));
    },
    async accrue() {
      await Promise.all(
        made.map(async ({ chainId, client }) => {
          const target = (await client.getHeight()) + EARNING_BLOCKS;
          const reached = async () => ((await client.getHeight()) >= target ? true : undefined);
          await until(`${EARNING_BLOCKS} blocks of ${chainId}`, reached);
        }),
      );
    },
    relay: relayer.relay,
    stopRelayer: relayer.stop,
    startRelayer: relayer.start,
    // In full: whoever waits counts what it asked for against its deadline.
    pause: (milliseconds, signal) => timer(milliseconds, undefined, signal === undefined ? {} : { signal }),
    async close() {
      await relayer.stop();
      for (const { client } of made) client.disconnect();
    },
  };
}
