import { InvalidArgumentError } from "../errors/input.js";
import type { ChainEvent, EncodeObject, SigningClient, StdFee } from "./client.js";
import { errorFrom, thrownError } from "./failure.js";
import { feeFor } from "./fee.js";
import type { ErrorMatcher } from "./matcher.js";

/** Simulated gas is multiplied by this where only a gas price is given; the state may move until the block. */
const GAS_MARGIN = 1.4;

/**
 * How a transaction pays: "auto" or a multiplier leave it to the client (which simulates first), a `StdFee` is taken
 * as it is, and `{ gasPrice }` (such as `0.025uosmo`) simulates and multiplies by `margin` (1.4).
 */
export type Fee = "auto" | number | StdFee | { readonly gasPrice: string; readonly margin?: number };

/** What a sender tells while it works. */
export type TxProgress =
  | { readonly stage: "simulated"; readonly gas: number }
  | { readonly stage: "sending" }
  | { readonly stage: "included"; readonly transactionHash: string; readonly height: number };

/** Options of every sender. */
export interface SendOptions {
  /** "auto" where left out. */
  readonly fee?: Fee;
  readonly memo?: string;
  /** Ends the work with the signal's reason, until the transaction goes out; after that it is waited for. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TxProgress) => void;
  /** Pays the fee by a fee allowance. Needs a fee that is a `StdFee` or a gas price. */
  readonly feeGranter?: string;
}

/** Options of {@link sendMsgs} and {@link simulateMsgs}. */
export interface MsgOptions {
  /** Matchers of the contracts that the messages reach, so that their refusals have a class. */
  readonly errors?: readonly ErrorMatcher[];
}

/** A transaction that is in a block and succeeded. */
export interface SentTx {
  readonly transactionHash: string;
  readonly height: number;
  readonly events: readonly ChainEvent[];
  readonly gasUsed: bigint;
}

/**
 * The gas that messages would use now. Refusals of contract and chain come as the errors they are; nothing is sent.
 *
 * @throws TxFailedError's subclasses without a transaction hash.
 *
 * @example
 * ```ts
 * await simulateMsgs(client, sender, [bondMsg({ contract, sender, funds })], { errors: [lockupErrorFrom] });
 * ```
 */
export async function simulateMsgs(
  client: Pick<SigningClient, "simulate">,
  sender: string,
  messages: readonly EncodeObject[],
  options: MsgOptions & { readonly memo?: string } = {},
): Promise<number> {
  try {
    return await client.simulate(sender, messages, options.memo ?? "");
  } catch (error) {
    throw thrownError(error, false, options.errors);
  }
}

async function resolveFee(
  client: Pick<SigningClient, "simulate">,
  sender: string,
  messages: readonly EncodeObject[],
  options: SendOptions & MsgOptions,
): Promise<"auto" | number | StdFee> {
  const fee = options.fee ?? "auto";
  if (typeof fee === "object" && "gasPrice" in fee) {
    const gas = await simulateMsgs(client, sender, messages, options);
    options.onProgress?.({ stage: "simulated", gas });
    return feeFor(Math.ceil(gas * (fee.margin ?? GAS_MARGIN)), fee.gasPrice, options.feeGranter);
  }
  if (options.feeGranter === undefined) return fee;
  if (typeof fee === "object") return { ...fee, granter: options.feeGranter };
  throw new InvalidArgumentError("fee", "a StdFee or a gas price, which feeGranter needs", fee);
}

/**
 * Sends messages of one sender in one transaction and waits for its block. Sends once, whatever happens.
 *
 * @throws TxFailedError's subclasses where chain or contract refuse; SigningRejectedError; TxStatusUnknownError where
 * the client failed without an answer; InvalidArgumentError; the signal's reason.
 *
 * @example
 * ```ts
 * const { transactionHash } = await sendMsgs(
 *   client,
 *   sender,
 *   [bondMsg({ contract, sender, funds }), grantClaimMsg({ contract, sender, lienholder, validator, amount: 5n })],
 *   { errors: [lockupErrorFrom, providerErrorFrom] },
 * );
 * ```
 */
export async function sendMsgs(
  client: Pick<SigningClient, "simulate" | "signAndBroadcast">,
  sender: string,
  messages: readonly EncodeObject[],
  options: SendOptions & MsgOptions = {},
): Promise<SentTx> {
  options.signal?.throwIfAborted();
  const fee = await resolveFee(client, sender, messages, options);
  options.signal?.throwIfAborted();
  options.onProgress?.({ stage: "sending" });
  const result = await client.signAndBroadcast(sender, messages, fee, options.memo ?? "").catch((error: unknown) => {
    throw thrownError(error, true, options.errors);
  });
  const { transactionHash, height, events, gasUsed } = result;
  if (result.code !== 0) {
    throw errorFrom({ log: result.rawLog ?? "", code: result.code, transactionHash, height }, options.errors);
  }
  options.onProgress?.({ stage: "included", transactionHash, height });
  return { transactionHash, height, events, gasUsed };
}
