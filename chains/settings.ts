import { createHash } from "node:crypto";
import { Bip39 } from "@cosmjs/crypto";
import type { ChainName } from "mesh-security-cli";

/** What is fixed of each chain. */
export interface ChainSettings {
  readonly name: ChainName;
  readonly chainId: string;
  readonly prefix: string;
  readonly denom: string;
}

export const CHAINS: Readonly<Record<ChainName, ChainSettings>> = {
  osmosis: { name: "osmosis", chainId: "osmosis-1", prefix: "osmo", denom: "uosmo" },
  juno: { name: "juno", chainId: "juno-1", prefix: "juno", denom: "ujuno" },
  stargaze: { name: "stargaze", chainId: "stargaze-1", prefix: "stars", denom: "ustars" },
};

/** Base units in one token. */
export const UNIT = 1_000_000n;

/**
 * Validators by moniker with what they stake in tokens. Only the first has a process: the others are never seen to
 * sign, and blocks go on for as long as they stay below a third of the power.
 */
export const VALIDATORS = [
  { moniker: "north", stake: 1_000_000n },
  { moniker: "east", stake: 100_000n },
  { moniker: "south", stake: 100_000n },
] as const;

/** Seconds in which x/staking pays an undelegation out. */
export const UNBONDING_TIME = 72;
/** Seconds that a light client trusts a header; must stay below {@link UNBONDING_TIME}. */
export const TRUSTING_PERIOD = 60;
/** Seconds in which a proposal can be voted on. */
export const VOTING_PERIOD = 12;
/** Seconds that a packet lives in the scenarios: far above what a relayer needs, short enough to be waited out. */
export const PACKET_LIFETIME = 40;
/** Accounts that pay newly made ones; each scenario file takes one of its own, so that sequences never clash. */
export const FAUCETS = 48;
/** Base units of each faucet. */
export const FAUCET_BALANCE = 10_000_000n * UNIT;

/** The mnemonic that belongs to a name, the same at every start. Of test chains only: anybody can compute it. */
export function mnemonicOf(name: string): string {
  return Bip39.encode(createHash("sha256").update(`mesh-security test chains: ${name}`).digest()).toString();
}
