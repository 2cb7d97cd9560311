/** What each contract's folder of the SDK has for the contract's messages, with parameters that set every field. */
import * as consumerSchema from "../../src/consumer/schema.js";
import { JUNO, OSMO } from "../../src/core/testing.js";
import * as feedSchema from "../../src/feed/schema.js";
import * as sdk from "../../src/index.js";
import * as lockupSchema from "../../src/lockup/schema.js";
import { Decimal } from "../../src/math/decimal.js";
import * as providerSchema from "../../src/provider/schema.js";
import * as slasherSchema from "../../src/slasher/schema.js";
import * as stakingSchema from "../../src/staking/schema.js";
import type { Contract } from "./sources.js";

type Params = Readonly<Record<string, unknown>>;
type Codec = { safeParse(value: unknown): { readonly success: boolean } };

interface Surface {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly schema: {
    readonly instantiateMsg: Codec;
    readonly executeMsg: Codec;
    readonly queryMsg: Codec;
    readonly sudoMsg?: Codec;
  };
  /** Makes the client of the folder. */
  readonly client: (config: never) => object;
  /** Messages that only contracts send. */
  readonly internal: readonly string[];
  /** Of `initMsg`. */
  readonly init: Params;
  /** Of every other function. */
  readonly params: Params;
}

const funds = { denom: "ujuno", amount: 5n };
const ratio = Decimal.parse("0.1");
const bytes = (length: number) => new Uint8Array(length).fill(7);
const priceRules = { priceFeed: JUNO.staking, discount: ratio, maxPriceAge: 60, maxPriceJump: ratio };
const limits = { minLocalShare: ratio, totalPower: 5n };
const vote = {
  type: "precommit",
  height: 5,
  round: 1,
  blockId: { hash: bytes(32), partSetHeader: { total: 1, hash: bytes(32) } },
  timestamp: { seconds: 1, nanos: 1 },
  signature: bytes(64),
};

export const SURFACES: Readonly<Record<Contract, Surface>> = {
  lockup: {
    exports: sdk.lockup,
    schema: lockupSchema,
    client: sdk.createLockupClient,
    internal: ["return_local", "home_slashed"],
    init: { denom: "uosmo", admin: OSMO.bob, localStaking: OSMO.staking },
    params: {
      contract: OSMO.lockup,
      sender: OSMO.alice,
      funds: { denom: "uosmo", amount: 5n },
      amount: 5n,
      lienholder: OSMO.provider,
      validator: JUNO.validator,
      owner: OSMO.bob,
      label: "Juno",
      burn: true,
      account: OSMO.alice,
      startAfter: OSMO.alice,
      limit: 3,
    },
  },
  provider: {
    exports: sdk.provider,
    schema: providerSchema,
    client: sdk.createProviderClient,
    internal: ["slash", "receive_claim", "claim_reduced"],
    init: {
      consumer: { connectionId: "connection-0", portId: `wasm.${JUNO.consumer}` },
      slasher: { codeId: 7, msg: {} },
      lockup: OSMO.lockup,
      unbondingPeriod: 1_814_400,
      rewardsDenom: "ibc/AB",
      packetLifetime: 60,
      admin: OSMO.bob,
      answerGrace: 60,
      maxReportedSlash: ratio,
    },
    params: {
      contract: OSMO.provider,
      sender: OSMO.alice,
      validator: JUNO.validator,
      owner: OSMO.bob,
      account: OSMO.bob,
      recipient: OSMO.bob,
      amount: 5n,
      ratio,
      tombstone: true,
      startAfter: OSMO.alice,
      limit: 3,
      connectionId: "connection-1",
      portId: `wasm.${JUNO.consumer}`,
      slasher: OSMO.slasher,
      maxRatio: ratio,
    },
  },
  consumer: {
    exports: sdk.consumer,
    schema: consumerSchema,
    client: sdk.createConsumerClient,
    internal: ["mesh_consumer_recieve_rewards_msg", "validator_slashed"],
    init: {
      provider: { connectionId: "connection-0", portId: `wasm.${OSMO.provider}` },
      remoteToLocalExchangeRate: ratio,
      metaStaking: JUNO.staking,
      ics20Channel: "channel-0",
      packetLifetime: 60,
      admin: JUNO.carol,
      ...priceRules,
    },
    params: {
      contract: JUNO.consumer,
      sender: JUNO.carol,
      authority: JUNO.gov,
      validator: JUNO.validator,
      ratio,
      price: ratio,
      ...priceRules,
      funds,
      startAfter: JUNO.validator,
      limit: 3,
      connectionId: "connection-1",
      portId: `wasm.${OSMO.provider}`,
    },
  },
  staking: {
    exports: sdk.staking,
    schema: stakingSchema,
    client: sdk.createStakingClient,
    internal: ["delegate", "adjust", "undelegate", "receive_claim", "claim_reduced"],
    init: { admin: JUNO.carol, unbondingTime: 1_814_400, rewardsDenom: "ujuno", limits, lockup: JUNO.staking },
    params: {
      contract: JUNO.staking,
      sender: JUNO.carol,
      authority: JUNO.gov,
      validator: JUNO.validator,
      consumer: JUNO.consumer,
      owner: JUNO.carol,
      recipient: JUNO.carol,
      amount: 5n,
      funds,
      denom: "ujuno",
      ...limits,
      maxShare: ratio,
      overflow: "normalize",
      rewardFactor: ratio,
      proposalId: 7,
      startAfter: JUNO.validator,
      limit: 3,
    },
  },
  slasher: {
    exports: sdk.slasher,
    schema: slasherSchema,
    client: sdk.createSlasherClient,
    internal: [],
    init: { owner: OSMO.bob, unbondingPeriod: 1, chainId: "juno-1", slashRatio: ratio, slashee: OSMO.provider },
    params: {
      contract: OSMO.slasher,
      sender: OSMO.alice,
      validator: JUNO.validator,
      ratio,
      evidenceId: "one",
      tombstone: true,
      pubkey: bytes(32),
      fromHeight: 1,
      toHeight: 9,
      height: 5,
      voteA: vote,
      voteB: vote,
      startAfter: { validator: JUNO.validator, fromHeight: 1 },
      limit: 3,
    },
  },
  feed: {
    exports: sdk.feed,
    schema: feedSchema,
    client: sdk.createFeedClient,
    internal: [],
    init: { owner: JUNO.carol, price: ratio },
    params: { contract: JUNO.staking, sender: JUNO.carol, price: ratio },
  },
};
