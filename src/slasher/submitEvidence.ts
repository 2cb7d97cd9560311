import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import type { Decimal } from "../math/decimal.js";
import { providerErrorFrom } from "../provider/errors.js";
import { slasherErrorFrom } from "./errors.js";
import { submitEvidenceWire } from "./wire.js";

export interface SubmitEvidenceParams extends CallParams {
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Above 0, at most 1: half is 0.5. */
  readonly ratio: Decimal;
  /** Makes a second submission of the same evidence fail. */
  readonly evidenceId?: string;
  /** Also tombstones the validator, for ever. */
  readonly tombstone?: boolean;
}

/**
 * Message of {@link submitEvidence}.
 *
 * @throws InvalidAddressError, InvalidRatioError, InvalidArgumentError
 *
 * @example
 * ```ts
 * submitEvidenceMsg({ contract, sender, validator, ratio: parseRatio("0.1") });
 * ```
 */
export function submitEvidenceMsg(params: SubmitEvidenceParams): ExecuteMsg {
  return executeMsg(params, submitEvidenceWire(params));
}

/**
 * Slashes a validator's stake at the provider (the slasher's `submit_evidence`). Its owner may; the same evidence id
 * counts once.
 *
 * @throws as {@link submitEvidenceMsg}; UnauthorizedError; DuplicateEvidenceError; EvidenceIdError;
 * ReservedEvidenceIdError; ValidatorTombstonedError; what the provider refuses it with, such as UnknownValidatorError
 * and AboveSlasherLimitError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await submitEvidence(client, { contract, sender, validator, ratio: parseRatio("0.1") });
 * ```
 */
export async function submitEvidence(
  client: SigningClient,
  params: SubmitEvidenceParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [submitEvidenceMsg(params)], {
    ...options,
    errors: [slasherErrorFrom, providerErrorFrom],
  });
}
