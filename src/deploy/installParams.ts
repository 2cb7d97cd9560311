import type { PriceRules } from "../consumer/index.js";
import type { SigningClient } from "../core/client.js";
import type { SendOptions } from "../core/tx.js";
import type { Decimal } from "../math/decimal.js";
import type { PowerLimits, UpdateConsumerParams } from "../staking/index.js";
import type { Relaying } from "./relaying.js";

/** Bytes of the contracts. */
export interface ContractBytes {
  readonly lockup: Uint8Array;
  readonly provider: Uint8Array;
  readonly slasher: Uint8Array;
  readonly consumer: Uint8Array;
  readonly staking: Uint8Array;
  /** Needed only where a consumer chain names a `feedOwner`. */
  readonly feed?: Uint8Array;
}

/** A chain and the account that installs on it. */
export interface InstallChain {
  readonly chainId: string;
  readonly client: SigningClient;
  readonly sender: string;
  /**
   * On this chain: may give up a dead channel and name another counterparty (`unbindChannel`, `setCounterparty`). On
   * the provider chain also names slashers, sweeps unallocated rewards and names lienholders at the lockup. Nobody where
   * left out; then a link whose client expired can only be left, not mended.
   */
  readonly admin?: string;
}

/** A meta-staking to be made. */
export interface NewStaking {
  /** Seconds that the chain takes to pay out an undelegation. */
  readonly unbondingTime: number;
  /** The denom in which the chain pays stakers. */
  readonly rewardsDenom: string;
  /** What holds for all its consumers together; none where left out. */
  readonly limits?: PowerLimits;
}

export interface InstallProviderChain extends InstallChain {
  /** Of its bech32 addresses. */
  readonly prefix: string;
  /** The denom that can be bonded. */
  readonly denom: string;
  /**
   * Lets owners delegate bonded tokens on this chain too: with a new meta-staking, or with the one at this address, which
   * must have been told this lockup when it was made (`InstallConsumerChain.lockup`). Not at all where left out, for ever.
   */
  readonly localStaking?: NewStaking | string;
}

/** How much of the chain a consumer may have, and what it is paid; as `updateConsumer`. */
export type ConsumerTerms = Pick<UpdateConsumerParams, "maxShare" | "overflow" | "rewardFactor">;

export interface InstallConsumerChain extends InstallChain, PriceRules, ConsumerTerms {
  readonly prefix: string;
  /** The denom that the chain delegates. */
  readonly denom: string;
  /** The denom in which it pays stakers. */
  readonly rewardsDenom: string;
  /** Consumer tokens for one provider token, both in base units: the price in force until another is taken. */
  readonly localForRemote: Decimal;
  /** Makes a price feed whose price this account sets, and has the consumer read it; instead of `priceFeed`. */
  readonly feedOwner?: string;
  /**
   * What meta-staking gets from the sender to delegate, and what the consumer may have delegated: base units. 0 where
   * governance is to fund and register the consumer (`communityPoolSpendMsg`, `addConsumerSudoMsg`); then it sets its terms.
   */
  readonly funds: bigint;
  /** Seconds that the chain takes to pay out an undelegation. */
  readonly unbondingTime: number;
  /** The meta-staking of this chain, whose admin the sender is; a new one where left out. */
  readonly metaStaking?: string;
  /** Of a new meta-staking: what holds for all its consumers together. */
  readonly limits?: PowerLimits;
  /** Of a new meta-staking: this chain's own lockup, there already or to come; see `predictLockup`. */
  readonly lockup?: string;
  /**
   * From 0 to 1: the share of a validator's stake that this chain's reports of slashes may take within one unbonding
   * period. 0 where left out: then only slashers slash.
   */
  readonly maxReportedSlash?: Decimal;
}

export interface InstallParams {
  readonly provider: InstallProviderChain;
  readonly consumers: readonly InstallConsumerChain[];
  readonly wasm: ContractBytes;
  readonly relaying: Relaying;
  /** Who may submit evidence to the slashers; the provider chain's sender where left out. */
  readonly evidenceOwner?: string;
  /** Seconds that stake stays slashable after an unstake; the consumer chain's unbonding time where left out. */
  readonly unbondingPeriod?: number;
  /** Seconds that a packet lives; 3600 where left out. */
  readonly packetLifetime?: number;
  /** Seconds after a packet's timeout from which stake that was never answered can leave; 3600 where left out. */
  readonly answerGrace?: number;
  /** Tells installations of one sender apart: it goes into every salt. At most 24 characters. */
  readonly salt?: string;
}

/** What an installation tells while it works. */
export interface InstallProgress {
  readonly chainId: string;
  readonly step: "stored" | "instantiated" | "connected" | "channel opened";
  readonly what: string;
}

export interface InstallOptions extends Omit<SendOptions, "onProgress"> {
  readonly onProgress?: (progress: InstallProgress) => void;
}
