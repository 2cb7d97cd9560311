import { assertAccount } from "../core/address.js";
import { toBech32 } from "../core/bech32.js";
import { toUtf8 } from "../core/bytes.js";
import type { EncodeObject, WireCoin } from "../core/client.js";
import { type Coin, coinToWire } from "../core/coin.js";
import { InvalidArgumentError } from "../errors/input.js";
import { type AnyMessage, anyMessage } from "./anyMessage.js";
import { sha256 } from "./hash.js";

/** Bytes of a proposal's texts that x/gov takes where a chain has not changed it. */
const LONGEST_TITLE = 255;
const LONGEST_SUMMARY = 40 * LONGEST_TITLE;
const ADDRESS_LENGTH = 20;

/**
 * The account of x/gov on a chain: the `authority` of every message in a proposal.
 *
 * @param prefix - of the chain's bech32 addresses.
 *
 * @example
 * ```ts
 * await govAccount("cosmos"); // "cosmos10d07y265gmmuvt4z0w9aw880jnsr700j6zn9kn"
 * ```
 */
export async function govAccount(prefix: string): Promise<string> {
  return toBech32(prefix, (await sha256(toUtf8("gov"))).subarray(0, ADDRESS_LENGTH));
}

export interface CommunityPoolSpendParams {
  /** The account of x/gov, see {@link govAccount}. */
  readonly authority: string;
  readonly recipient: string;
  /** Ascending by denom. */
  readonly coins: readonly Coin[];
  /** The module that keeps the pool: x/distribution where left out, x/protocolpool on chains that have it. */
  readonly pool?: "distribution" | "protocolpool";
}

const SPEND = {
  distribution: "/cosmos.distribution.v1beta1.MsgCommunityPoolSpend",
  protocolpool: "/cosmos.protocolpool.v1.MsgCommunityPoolSpend",
} as const;

/**
 * `MsgCommunityPoolSpend`, to be put into a proposal: funds meta-staking out of the community pool.
 *
 * @throws InvalidAddressError, InvalidDenomError, InvalidAmountError, InvalidArgumentError
 *
 * @example
 * ```ts
 * communityPoolSpendMsg({ authority, recipient: staking, coins: [{ denom: "ujuno", amount: 5_000_000_000n }] });
 * ```
 */
export function communityPoolSpendMsg(params: CommunityPoolSpendParams): EncodeObject {
  const prefix = assertAccount(params.authority, undefined, "authority");
  assertAccount(params.recipient, prefix, "recipient");
  const { pool = "distribution" } = params;
  if (!Object.hasOwn(SPEND, pool)) {
    throw new InvalidArgumentError("pool", '"distribution" or "protocolpool"', pool);
  }
  return Object.freeze({
    typeUrl: SPEND[pool],
    value: Object.freeze({
      authority: params.authority,
      recipient: params.recipient,
      amount: Object.freeze(params.coins.map((coin) => coinToWire(coin))),
    }),
  });
}

export interface SubmitProposalParams {
  /** Signs and pays the deposit. */
  readonly proposer: string;
  /** Run in this order if the proposal passes, all or none; each signed by the account of x/gov. */
  readonly messages: readonly EncodeObject[];
  /** What is paid at once towards the deposit; may be less than the chain asks for in all. */
  readonly deposit: readonly Coin[];
  readonly title: string;
  readonly summary: string;
  /** Where the whole text stands; empty where left out. JSON must repeat title and summary. */
  readonly metadata?: string;
  /** A shorter vote that needs more votes; false where left out. */
  readonly expedited?: boolean;
}

/** The fields of x/gov's `MsgSubmitProposal`. */
export interface MsgSubmitProposal {
  readonly messages: readonly AnyMessage[];
  readonly initialDeposit: readonly WireCoin[];
  readonly proposer: string;
  readonly metadata: string;
  readonly title: string;
  readonly summary: string;
  readonly expedited: boolean;
}

function assertBytes(argument: string, text: string, least: number, most: number): string {
  const length = typeof text === "string" ? toUtf8(text).length : -1;
  if (length < least || length > most) {
    throw new InvalidArgumentError(argument, `a text of ${least} to ${most} bytes`, text);
  }
  return text;
}

/**
 * x/gov's `MsgSubmitProposal`: what the `…SudoMsg` builders and {@link communityPoolSpendMsg} make becomes one decision.
 * Frozen.
 *
 * @throws InvalidAddressError, InvalidArgumentError, InvalidDenomError, InvalidAmountError
 *
 * @example
 * ```ts
 * submitProposalMsg({
 *   proposer,
 *   messages: [
 *     communityPoolSpendMsg({ authority, recipient: staking, coins: [funds] }),
 *     addConsumerSudoMsg({ authority, contract: staking, consumer, funds }),
 *   ],
 *   deposit: [{ denom: "ujuno", amount: 10_000_000n }],
 *   title: "Take security from Osmosis",
 *   summary: "Registers a consumer and funds it with 5,000 JUNO.",
 * });
 * ```
 */
export function submitProposalMsg(params: SubmitProposalParams): EncodeObject<MsgSubmitProposal> {
  assertAccount(params.proposer, undefined, "proposer");
  if (params.messages.length === 0) throw new InvalidArgumentError("messages", "at least one message", 0);
  return Object.freeze({
    typeUrl: "/cosmos.gov.v1.MsgSubmitProposal",
    value: Object.freeze({
      messages: Object.freeze(params.messages.map(anyMessage)),
      initialDeposit: Object.freeze(params.deposit.map((coin) => coinToWire(coin))),
      proposer: params.proposer,
      metadata: assertBytes("metadata", params.metadata ?? "", 0, LONGEST_TITLE),
      title: assertBytes("title", params.title, 1, LONGEST_TITLE),
      summary: assertBytes("summary", params.summary, 1, LONGEST_SUMMARY),
      expedited: params.expedited ?? false,
    }),
  });
}
