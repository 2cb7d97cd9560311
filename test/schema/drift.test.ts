import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import * as consumer from "../../src/consumer/schema.js";
import * as feed from "../../src/feed/schema.js";
import * as lockup from "../../src/lockup/schema.js";
import * as providerAnswers from "../../src/provider/answers.js";
import * as provider from "../../src/provider/schema.js";
import * as slasher from "../../src/slasher/schema.js";
import * as staking from "../../src/staking/schema.js";
import { type JsonSchema, loose, shapeOf } from "./shape.js";
import { type Contract, generated } from "./sources.js";

interface Mirror {
  readonly instantiateMsg: z.ZodMiniType;
  readonly executeMsg: z.ZodMiniType;
  readonly queryMsg: z.ZodMiniType;
  readonly sudoMsg?: z.ZodMiniType;
}

/** Per contract: our messages, and the codec of each query's answer. */
const CONTRACTS: readonly (readonly [
  contract: Contract,
  mirror: Mirror,
  answers: Readonly<Record<string, z.ZodMiniType>>,
])[] = [
  [
    "lockup",
    lockup,
    {
      balance: lockup.balanceAnswer,
      config: lockup.configAnswer,
      accounts: lockup.accountsAnswer,
      totals: lockup.totalsAnswer,
      lienholders: lockup.lienholdersAnswer,
      local_stake: lockup.localStakeAnswer,
    },
  ],
  [
    "provider",
    provider,
    {
      config: providerAnswers.configAnswer,
      account: providerAnswers.accountAnswer,
      validator: providerAnswers.validatorAnswer,
      list_validators: providerAnswers.validatorsAnswer,
      pending_rewards: providerAnswers.pendingRewardsAnswer,
      unbonding: providerAnswers.unbondingAnswer,
      in_flight: providerAnswers.inFlightAnswer,
      pending_cut: providerAnswers.pendingCutAnswer,
      channel: providerAnswers.channelAnswer,
      delegators: providerAnswers.delegatorsAnswer,
      remote: providerAnswers.remoteAnswer,
      rewards: providerAnswers.rewardsAnswer,
      slashers: providerAnswers.slashersAnswer,
    },
  ],
  [
    "consumer",
    consumer,
    {
      config: consumer.configAnswer,
      channel: consumer.channelAnswer,
      stakes: consumer.stakesAnswer,
      price: consumer.priceAnswer,
      pending_rewards: consumer.pendingRewardsAnswer,
      pending_reports: consumer.pendingReportsAnswer,
    },
  ],
  [
    "staking",
    staking,
    {
      config: staking.configAnswer,
      all_delegations: staking.delegationsAnswer,
      consumer: staking.consumerAnswer,
      consumers: staking.addressesAnswer,
      delegation: staking.delegationAnswer,
      all_validators: staking.addressesAnswer,
      pending_rewards: staking.pendingRewardsAnswer,
      limits: staking.limitsAnswer,
      power: staking.powerAnswer,
      targets: staking.targetsAnswer,
      local: staking.localAnswer,
    },
  ],
  [
    "slasher",
    slasher,
    {
      config: slasher.configAnswer,
      unbonding_period: slasher.unbondingPeriodAnswer,
      evidence: slasher.evidenceAnswer,
      key: slasher.keyAnswer,
      list_keys: slasher.keysAnswer,
    },
  ],
  ["feed", feed, { price: feed.priceAnswer, config: feed.configAnswer }],
];

/** A message with one variant is an enum in Rust and may be a plain object here; both become a list of variants. */
function variants(schema: JsonSchema) {
  const shape = shapeOf(schema);
  return typeof shape === "object" && "union" in shape ? shape : { union: [shape] };
}

const ours = (schema: z.ZodMiniType) => z.toJSONSchema(schema, { io: "input" }) as JsonSchema;

describe.each(CONTRACTS)("%s", (contract, mirror, answers) => {
  const schema = generated(contract);

  it("default: instantiate", () => {
    expect(shapeOf(ours(mirror.instantiateMsg))).toEqual(shapeOf(schema.instantiate));
  });

  it("default: execute", () => {
    expect(variants(ours(mirror.executeMsg))).toEqual(variants(schema.execute));
  });

  it("default: query", () => {
    expect(variants(ours(mirror.queryMsg))).toEqual(variants(schema.query));
  });

  it("default: sudo", () => {
    expect(mirror.sudoMsg === undefined).toBe(schema.sudo === null);
    if (mirror.sudoMsg === undefined || schema.sudo === null) return;
    expect(variants(ours(mirror.sudoMsg))).toEqual(variants(schema.sudo));
  });

  it("default: migrate", () => {
    expect(schema.migrate).not.toBeNull();
    if (schema.migrate !== null) expect(shapeOf(ours(z.strictObject({})))).toEqual(shapeOf(schema.migrate));
  });

  it("default: every query's answer is read", () => {
    expect(Object.keys(answers).sort()).toEqual(Object.keys(schema.responses).sort());
  });

  it.each(Object.entries(answers))("default: answer to %s", (query, codec) => {
    const response = schema.responses[query];
    expect(response).toBeDefined();
    if (response !== undefined) expect(shapeOf(ours(codec))).toEqual(loose(shapeOf(response)));
  });
});
