/** From parameters in the SDK's words to the provider's messages; queries stand in `queryWire.ts`. */
import { assertAccount, assertValidator } from "../core/address.js";
import { assertIdentifier, assertInteger, assertLimit, ratioToWire, shareToWire } from "../core/argument.js";
import { toBase64, toJsonBytes } from "../core/bytes.js";
import { amountToWire, assertDenom } from "../core/coin.js";
import { onlySet } from "../core/message.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import type { Decimal } from "../math/decimal.js";
import type { ConsumerEnd } from "./answers.js";
import type { InitParams } from "./init.js";
import type { ExecuteMsg, InstantiateMsg } from "./schema.js";

function consumerEnd(end: ConsumerEnd): { connection_id: string; port_id?: string } {
  const port = end.portId === undefined ? undefined : assertIdentifier("port", end.portId);
  return { connection_id: assertIdentifier("connection", end.connectionId), ...onlySet({ port_id: port }) };
}

export function initWire(params: InitParams): InstantiateMsg {
  const prefix = assertAccount(params.lockup, undefined, "lockup");
  if (params.admin !== undefined) assertAccount(params.admin, prefix, "admin");
  const { packetLifetime, answerGrace, maxReportedSlash } = params;
  return {
    consumer: consumerEnd(params.consumer),
    slasher: {
      code_id: assertInteger("slasher.codeId", params.slasher.codeId, 1),
      msg: toBase64(toJsonBytes(params.slasher.msg)),
    },
    lockup: params.lockup,
    unbonding_period: assertInteger("unbondingPeriod", params.unbondingPeriod, 1),
    rewards_ibc_denom: assertDenom(params.rewardsDenom),
    ...onlySet({
      packet_lifetime: packetLifetime === undefined ? undefined : assertInteger("packetLifetime", packetLifetime, 1),
      admin: params.admin,
      answer_grace: answerGrace === undefined ? undefined : assertInteger("answerGrace", answerGrace),
      max_reported_slash: maxReportedSlash === undefined ? undefined : shareToWire(maxReportedSlash),
    }),
  };
}

interface OfOwner {
  readonly sender: string;
  readonly owner: string;
}

function assertOwner({ sender, owner }: OfOwner): string {
  assertAccount(owner, assertAccount(sender, undefined, "sender"), "owner");
  return owner;
}

function limitOf(params: { readonly limit?: number }): { limit?: number } {
  return onlySet({ limit: params.limit === undefined ? undefined : assertLimit(params.limit) });
}

export function slashWire(params: {
  readonly validator: string;
  readonly ratio: Decimal;
  readonly tombstone: boolean;
}): ExecuteMsg {
  assertValidator(params.validator);
  const { validator, ratio, tombstone } = params;
  return { slash: { validator, percentage: ratioToWire(ratio), force_unbond: tombstone } };
}

export function receiveClaimWire(
  params: OfOwner & { readonly amount: bigint; readonly validator: string },
): ExecuteMsg {
  const owner = assertOwner(params);
  assertValidator(params.validator);
  return { receive_claim: { owner, amount: amountToWire(params.amount), validator: params.validator } };
}

export function claimReducedWire(params: OfOwner & { readonly amount: bigint }): ExecuteMsg {
  return { claim_reduced: { owner: assertOwner(params), amount: amountToWire(params.amount) } };
}

export function unstakeWire(params: { readonly amount: bigint; readonly validator: string }): ExecuteMsg {
  const { amount, validator } = params;
  assertValidator(validator);
  return { unstake: { amount: amount === 0n ? "0" : amountToWire(amount), validator } };
}

export function unbondWire(params: { readonly limit?: number }): ExecuteMsg {
  return { unbond: limitOf(params) };
}

export function claimRewardsWire(params: {
  readonly sender: string;
  readonly validator: string;
  readonly recipient?: string;
}): ExecuteMsg {
  const { sender, validator, recipient } = params;
  assertValidator(validator);
  if (recipient !== undefined) assertAccount(recipient, assertAccount(sender, undefined, "sender"), "recipient");
  return { claim_rewards: { validator, ...onlySet({ recipient }) } };
}

export function processSlashesWire(
  params: PageParams & { readonly sender: string; readonly validator: string },
): ExecuteMsg {
  const { sender, validator, startAfter } = params;
  assertValidator(validator);
  if (startAfter !== undefined) assertAccount(startAfter, assertAccount(sender, undefined, "sender"), "delegator");
  return { process_slashes: { validator, ...pageToWire(params) } };
}

export function settleWire(params: OfOwner & { readonly limit?: number }): ExecuteMsg {
  return { settle: { owner: assertOwner(params), ...limitOf(params) } };
}

export function resendWire(params: { readonly limit?: number }): ExecuteMsg {
  return { resend: limitOf(params) };
}

export function creditWire(params: { readonly limit?: number }): ExecuteMsg {
  return { credit: limitOf(params) };
}

export function refreshValidatorsWire(): ExecuteMsg {
  return { refresh_validators: {} };
}

export function setCounterpartyWire(params: ConsumerEnd): ExecuteMsg {
  return { set_counterparty: consumerEnd(params) };
}

export function unbindChannelWire(): ExecuteMsg {
  return { unbind_channel: {} };
}

interface OfSlasher {
  readonly sender: string;
  readonly slasher: string;
}

function assertSlasher({ sender, slasher }: OfSlasher): string {
  assertAccount(slasher, assertAccount(sender, undefined, "sender"), "slasher");
  return slasher;
}

export function addSlasherWire(params: OfSlasher & { readonly maxRatio?: Decimal }): ExecuteMsg {
  const max = params.maxRatio === undefined ? undefined : ratioToWire(params.maxRatio);
  return { add_slasher: { address: assertSlasher(params), ...onlySet({ max_percentage: max }) } };
}

export function removeSlasherWire(params: OfSlasher): ExecuteMsg {
  return { remove_slasher: { address: assertSlasher(params) } };
}

export function sweepUnallocatedWire(params: { readonly sender: string; readonly recipient: string }): ExecuteMsg {
  const { sender, recipient } = params;
  assertAccount(recipient, assertAccount(sender, undefined, "sender"), "recipient");
  return { sweep_unallocated: { to: recipient } };
}
