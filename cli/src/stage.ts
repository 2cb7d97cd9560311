import type { EncodeObject, SigningClient } from "mesh-security-sdk";
import type { Relaying } from "mesh-security-sdk/deploy";
import type { ConsensusKey } from "./consensusKey.js";

/**
 * A set of chains with a relayer, as the demo and the scenarios see them. The embedded devnet stands behind it, and
 * a pair of real chains can: nothing here tells which.
 */
export interface Stage {
  /** By short name: `osmosis`, `juno`, `stargaze`. */
  chain(name: ChainName): StageChain;
  readonly relaying: Relaying;
  /** Seconds that a packet has to live: it arrives by far sooner where a relayer runs, and the time can be waited out. */
  readonly packetLifetime: number;
  /** Lets `seconds` of chain time go by on every chain; blocks are made meanwhile. */
  passTime(seconds: number): Promise<void>;
  /** Lets so many blocks go by that validators earn what is worth collecting. */
  accrue(): Promise<void>;
  /** Carries packets until none is left that can be carried. */
  relay(): Promise<void>;
  /** Nothing is carried from now on. */
  stopRelayer(): Promise<void>;
  startRelayer(): Promise<void>;
  /** What waiting for an event does between two looks. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  close(): Promise<void>;
}

export const CHAIN_NAMES = ["osmosis", "juno", "stargaze"] as const;
export type ChainName = (typeof CHAIN_NAMES)[number];

export interface StageChain {
  readonly name: ChainName;
  readonly chainId: string;
  readonly prefix: string;
  readonly bondDenom: string;
  /** Denom in which the chain pays its stakers. */
  readonly rewardsDenom: string;
  /** Seconds that the chain takes to pay out an undelegation. */
  readonly unbondingTime: number;
  readonly client: SigningClient;
  /** Operator addresses of the bonded validators, at least three; the first one signs every block of the chain. */
  readonly validators: readonly string[];
  /** The key with which one of {@link validators} signs its votes. */
  consensusKey(validator: string): ConsensusKey;
  /** A new account that holds `amount` of the bond denom; its client is {@link client}. */
  account(label: string, amount: bigint): Promise<string>;
  /** What x/staking says that `delegator` has at `validator`, in whole tokens. */
  delegation(delegator: string, validator: string): Promise<bigint>;
  /** The account of x/gov, by which the messages of a proposal are signed. */
  readonly government: string;
  /** Proposes messages, has most of the bonded stake vote for them, and waits until they have run; throws where they failed. */
  govern(title: string, messages: readonly EncodeObject[]): Promise<void>;
}
