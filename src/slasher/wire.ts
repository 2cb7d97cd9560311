/** From parameters in the SDK's words to the slasher's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import { assertInteger, assertText, ratioToWire } from "../core/argument.js";
import { onlySet } from "../core/message.js";
import type { Decimal } from "../math/decimal.js";
import type { InitParams } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, QueryMsg } from "./schema.js";

export function initWire(params: InitParams): InstantiateMsg {
  const { owner, unbondingPeriod } = params;
  assertAccount(owner, undefined, "owner");
  const period = unbondingPeriod === undefined ? undefined : assertInteger("unbondingPeriod", unbondingPeriod, 1);
  return { owner, ...onlySet({ unbonding_period: period }) };
}

export function submitEvidenceWire(params: {
  readonly validator: string;
  readonly ratio: Decimal;
  readonly evidenceId?: string;
  readonly tombstone?: boolean;
}): ExecuteMsg {
  const { validator, ratio, evidenceId, tombstone } = params;
  assertValidator(validator);
  const id = evidenceId === undefined ? undefined : assertText("evidenceId", evidenceId);
  const optional = onlySet({ evidence_id: id, tombstone });
  return { submit_evidence: { validator, amount: ratioToWire(ratio), ...optional } };
}

export function configWire(): QueryMsg {
  return { config: {} };
}

export function unbondingPeriodWire(): QueryMsg {
  return { unbonding_period: {} };
}

export function evidenceWire(params: { readonly evidenceId: string }): QueryMsg {
  return { evidence: { evidence_id: assertText("evidenceId", params.evidenceId) } };
}
