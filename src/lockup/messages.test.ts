import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../core/bytes.js";
import { describeVerb, JUNO, OSMO, REFUSED } from "../core/testing.js";
import { InvalidAddressError, InvalidAmountError, InvalidArgumentError, InvalidDenomError } from "../errors/index.js";
import { bond, bondMsg } from "./bond.js";
import { burn, burnMsg } from "./burn.js";
import { grantClaim, grantClaimMsg } from "./grantClaim.js";
import { homeSlashedMsg } from "./homeSlashed.js";
import { initMsg } from "./init.js";
import { nameLienholder, nameLienholderMsg } from "./nameLienholder.js";
import { releaseClaim, releaseClaimMsg } from "./releaseClaim.js";
import { returnLocalMsg } from "./returnLocal.js";
import { executeMsg, instantiateMsg } from "./schema.js";
import { slashClaim, slashClaimMsg } from "./slashClaim.js";
import { unbond, unbondMsg } from "./unbond.js";

const call = { contract: OSMO.lockup, sender: OSMO.alice };
const MAX = 2n ** 128n - 1n;

describe("initMsg", () => {
  it("default", () => {
    expect(initMsg({ denom: "uosmo" })).toEqual({ denom: "uosmo" });
    expect(instantiateMsg.safeParse(initMsg({ denom: "ibc/AB" })).success).toBe(true);
  });
  it("behavior: optional fields are sent where they are set", () => {
    const message = initMsg({ denom: "uosmo", admin: OSMO.alice, localStaking: OSMO.staking });
    expect(message).toEqual({ denom: "uosmo", admin: OSMO.alice, local_staking: OSMO.staking });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    for (const admin of ["", "alice", JUNO.validator, OSMO.alice.toUpperCase()]) {
      expect(() => initMsg({ denom: "uosmo", admin }), admin).toThrow(InvalidAddressError);
      expect(() => initMsg({ denom: "uosmo", localStaking: admin }), admin).toThrow(InvalidAddressError);
    }
  });
  it("error: InvalidDenomError", () => {
    for (const denom of ["", "u", "1osmo", "u osmo", "uösmo", "u".repeat(129)]) {
      expect(() => initMsg({ denom }), denom).toThrow(InvalidDenomError);
    }
  });
});

describeVerb("bond", {
  build: bondMsg,
  send: bond,
  schema: executeMsg,
  params: { ...call, funds: { denom: "uosmo", amount: 1000n }, denom: "uosmo" },
  json: { bond: {} },
  funds: [{ denom: "uosmo", amount: "1000" }],
  refused: {
    funds: [
      [
        { denom: "uatom", amount: 1n },
        { denom: "", amount: 1n },
        { denom: undefined, amount: 1n },
      ],
      InvalidDenomError,
    ],
  },
});

describe("bondMsg", () => {
  it("error: InvalidAmountError", () => {
    for (const amount of REFUSED.amount[0]) {
      const funds = { denom: "uosmo", amount: amount as bigint };
      expect(() => bondMsg({ ...call, funds })).toThrow(InvalidAmountError);
    }
  });
  it("behavior: takes the largest amount, and any denom where none is known", () => {
    const message = bondMsg({ ...call, funds: { denom: "uatom", amount: MAX } });
    expect(message.value.funds).toEqual([{ denom: "uatom", amount: "340282366920938463463374607431768211455" }]);
  });
});

describeVerb("unbond", {
  build: unbondMsg,
  send: unbond,
  schema: executeMsg,
  params: { ...call, amount: MAX },
  json: { unbond: { amount: "340282366920938463463374607431768211455" } },
  refused: { amount: REFUSED.amount },
});

describeVerb("grantClaim", {
  build: grantClaimMsg,
  send: grantClaim,
  schema: executeMsg,
  params: { ...call, lienholder: OSMO.provider, amount: 700n, validator: JUNO.validator },
  json: { grant_claim: { leinholder: OSMO.provider, amount: "700", validator: JUNO.validator } },
  refused: { lienholder: REFUSED.osmoAccount, amount: REFUSED.amount, validator: REFUSED.validator },
});

describeVerb("releaseClaim", {
  build: releaseClaimMsg,
  send: releaseClaim,
  schema: executeMsg,
  params: { ...call, owner: OSMO.bob, amount: 1n },
  json: { release_claim: { owner: OSMO.bob, amount: "1" } },
  refused: { owner: REFUSED.osmoAccount, amount: REFUSED.amount },
});

describeVerb("slashClaim", {
  build: slashClaimMsg,
  send: slashClaim,
  schema: executeMsg,
  params: { ...call, owner: OSMO.bob, amount: 70n },
  json: { slash_claim: { owner: OSMO.bob, amount: "70" } },
  refused: { owner: REFUSED.osmoAccount, amount: REFUSED.amount },
});

describeVerb("returnLocal", {
  build: returnLocalMsg,
  schema: executeMsg,
  params: {
    contract: OSMO.lockup,
    sender: OSMO.staking,
    owner: OSMO.bob,
    funds: { denom: "uosmo", amount: 70n },
    burn: true,
  },
  json: { return_local: { owner: OSMO.bob, amount: "70", burn: true } },
  funds: [{ denom: "uosmo", amount: "70" }],
  refused: {
    owner: REFUSED.osmoAccount,
    funds: [REFUSED.amount[0].map((amount) => ({ denom: "uosmo", amount })), InvalidAmountError],
    burn: [[undefined, "true", 1], InvalidArgumentError],
  },
});

describeVerb("homeSlashed", {
  build: homeSlashedMsg,
  schema: executeMsg,
  params: { contract: OSMO.lockup, sender: OSMO.staking, owner: OSMO.bob, amount: 70n },
  json: { home_slashed: { owner: OSMO.bob, amount: "70" } },
  refused: { owner: REFUSED.osmoAccount, amount: REFUSED.amount },
});

describeVerb("burn", { build: burnMsg, send: burn, schema: executeMsg, params: call, json: { burn: {} } });

describeVerb("nameLienholder", {
  build: nameLienholderMsg,
  send: nameLienholder,
  schema: executeMsg,
  params: { ...call, lienholder: OSMO.provider, label: "Juno" },
  json: { name_lienholder: { lienholder: OSMO.provider, label: "Juno" } },
  refused: { lienholder: REFUSED.osmoAccount, label: REFUSED.text },
});

describe("nameLienholderMsg", () => {
  it("behavior: without a label the name is forgotten", () => {
    const { msg } = nameLienholderMsg({ ...call, lienholder: OSMO.provider }).value;
    expect(fromJsonBytes(msg)).toEqual({ name_lienholder: { lienholder: OSMO.provider } });
  });
  it("error: InvalidArgumentError counts bytes, not characters", () => {
    const named = (label: string) => nameLienholderMsg({ ...call, lienholder: OSMO.provider, label });
    expect(() => named("x".repeat(128))).not.toThrow();
    expect(() => named("ö".repeat(64))).not.toThrow();
    expect(() => named("x".repeat(129))).toThrow(InvalidArgumentError);
    expect(() => named(`${"ö".repeat(64)}x`)).toThrow(InvalidArgumentError);
  });
});
