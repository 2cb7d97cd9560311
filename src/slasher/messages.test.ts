import { describe, expect, it } from "vitest";
import { fromUtf8 } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import { InvalidAddressError, InvalidArgumentError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { initMsg } from "./init.js";
import { executeMsg, instantiateMsg } from "./schema.js";
import { submitEvidence, submitEvidenceMsg } from "./submitEvidence.js";

const call = { contract: OSMO.slasher, sender: OSMO.alice };
const { validator } = JUNO;

describe("initMsg", () => {
  it("default", () => {
    expect(initMsg({ owner: OSMO.alice })).toEqual({ owner: OSMO.alice });
  });
  it("behavior: optional fields are sent where they are set", () => {
    const message = initMsg({ owner: OSMO.alice, unbondingPeriod: 60 });
    expect(message).toEqual({ owner: OSMO.alice, unbonding_period: 60 });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    expect(() => initMsg({ owner: validator })).toThrow(InvalidAddressError);
  });
  it("error: InvalidArgumentError", () => {
    expect(() => initMsg({ owner: OSMO.alice, unbondingPeriod: 0 })).toThrow(InvalidArgumentError);
  });
});

describeVerb("submitEvidence", {
  build: submitEvidenceMsg,
  send: submitEvidence,
  schema: executeMsg,
  params: { ...call, validator, ratio: Decimal.parse("0.1"), evidenceId: "A1", tombstone: true },
  json: { submit_evidence: { validator, amount: "0.1", evidence_id: "A1", tombstone: true } },
  refused: { validator: REFUSED.validator, ratio: REFUSED.ratio, evidenceId: REFUSED.text },
});

describe("submitEvidenceMsg", () => {
  it("behavior: without what is new it is the prototype's message", () => {
    const message = submitEvidenceMsg({ ...call, validator, ratio: Decimal.ONE });
    expect(fromUtf8(message.value.msg)).toBe(`{"submit_evidence":{"validator":"${validator}","amount":"1"}}`);
  });
});
