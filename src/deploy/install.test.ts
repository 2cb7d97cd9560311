import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../core/bytes.js";
import type { EncodeObject } from "../core/client.js";
import { JUNO, OSMO, ScriptedClient, TX } from "../core/testing.js";
import { InstallError, InvalidArgumentError } from "../errors/index.js";
import { Decimal, parseRatio } from "../math/decimal.js";
import { install, predictLockup } from "./install.js";
import type { InstallConsumerChain, InstallProviderChain } from "./installParams.js";
import type { Relaying } from "./relaying.js";

const bytes = (fill: number) => new Uint8Array(4).fill(fill);
const wasm = {
  lockup: bytes(1),
  provider: bytes(2),
  slasher: bytes(3),
  consumer: bytes(4),
  staking: bytes(5),
  feed: bytes(6),
};
const FUNDS = 5_000n;

/** A chain that stores every code under a number of its own and takes whatever is sent. */
function chain() {
  let codes = 0;
  const deliver = async () => {
    codes += 1;
    return { ...TX, events: [{ type: "store_code", attributes: [{ key: "code_id", value: `${codes}` }] }] };
  };
  return new ScriptedClient({ deliver, answer: () => ({ ...CONFIG }) });
}

const CONFIG = {
  consumer: { connection_id: "connection-0", port_id: `wasm.${JUNO.consumer}` },
  slasher: OSMO.slasher,
  lockup: OSMO.lockup,
  unbonding_period: 60,
  rewards_ibc_denom: "ibc/AB",
  packet_lifetime: 60,
  answer_grace: 60,
  max_reported_slash: "0",
  admin: null,
};

const relaying: Relaying = {
  connect: async () => ["connection-3", "connection-4"],
  openChannel: async () => ["channel-5", "channel-6"],
};

interface Plan {
  readonly type: string;
  readonly to?: string;
  readonly msg?: unknown;
}

/** What was sent but the codes, in order. */
function plan({ sent }: ScriptedClient): readonly Plan[] {
  return sent
    .flatMap(({ messages }) => messages)
    .filter(({ typeUrl }) => !typeUrl.endsWith("MsgStoreCode"))
    .map(({ typeUrl, value }: EncodeObject) => {
      const { msg, contract, label } = value as { msg?: Uint8Array; contract?: string; label?: string };
      return {
        type: typeUrl.replace(/^.*\.Msg/, ""),
        ...(label === undefined ? {} : { to: label }),
        ...(contract === undefined ? {} : { to: contract }),
        ...(msg === undefined ? {} : { msg: fromJsonBytes(msg) }),
      };
    });
}

async function installed(
  terms: Partial<InstallConsumerChain> = {},
  home: Partial<InstallProviderChain> = {},
  bytesGiven: Partial<typeof wasm> = {},
) {
  const [osmosis, juno] = [chain(), chain()];
  const params = {
    provider: { chainId: "osmosis-1", client: osmosis, sender: OSMO.alice, prefix: "osmo", denom: "uosmo", ...home },
    consumers: [
      {
        chainId: "juno-1",
        client: juno,
        sender: JUNO.carol,
        prefix: "juno",
        denom: "ujuno",
        rewardsDenom: "ujuno",
        localForRemote: Decimal.parse("0.5"),
        funds: FUNDS,
        unbondingTime: 60,
        ...terms,
      },
    ],
    wasm: { ...wasm, ...bytesGiven },
    relaying,
  };
  const outcome = await install(params as Parameters<typeof install>[0]).catch((error: unknown) => error);
  return { osmosis, juno, outcome: outcome as Awaited<ReturnType<typeof install>> };
}

describe("install", () => {
  it("default: no limits, a fixed price, no local staking", async () => {
    const { osmosis, juno, outcome } = await installed();
    const [link] = outcome.links;
    expect(plan(osmosis).map(({ to }) => to)).toEqual(["mesh-lockup", "mesh-provider for juno-1"]);
    expect(plan(juno).map(({ type, to }) => [type, to])).toEqual([
      ["InstantiateContract2", "meta-staking"],
      ["InstantiateContract2", "mesh-consumer of osmosis-1"],
      ["Send", undefined],
      ["ExecuteContract", link?.staking],
    ]);
    expect(outcome.provider).not.toHaveProperty("localStaking");
    expect(link).not.toHaveProperty("feed");
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });

  it("behavior: shares, limits and a feed of its own go into one transaction of the consumer chain", async () => {
    const { juno, outcome } = await installed({
      limits: { minLocalShare: parseRatio("0.4") },
      maxShare: parseRatio("0.3"),
      overflow: "normalize",
      rewardFactor: parseRatio("0.9"),
      feedOwner: JUNO.gov,
      discount: parseRatio("0.1"),
      maxPriceAge: 3600,
      maxPriceJump: parseRatio("0.2"),
    });
    const [link] = outcome.links;
    const [staking, feed, consumer, , , update] = plan(juno);
    expect(staking?.msg).toMatchObject({ limits: { min_local_share: "0.4" } });
    expect(feed?.msg).toEqual({ owner: JUNO.gov, rate: "0.5" });
    expect(consumer?.msg).toMatchObject({
      price_feed: link?.feed,
      discount: "0.1",
      max_price_age: 3600,
      max_price_jump: "0.2",
    });
    expect(update).toEqual({
      type: "ExecuteContract",
      to: link?.staking,
      msg: {
        update_consumer: {
          consumer_address: link?.consumer,
          max_share: "0.3",
          overflow: "normalize",
          reward_factor: "0.9",
        },
      },
    });
    expect(juno.sent.at(-1)?.messages).toHaveLength(6);
  });

  it("behavior: lockup and meta-staking of the home chain are told each other in one transaction", async () => {
    const { osmosis, outcome } = await installed({}, { localStaking: { unbondingTime: 60, rewardsDenom: "uosmo" } });
    const { lockup, localStaking } = outcome.provider;
    expect(lockup).toBe(await predictLockup({ wasm: wasm.lockup, sender: OSMO.alice }));
    const [staking, lock] = plan(osmosis);
    expect(staking?.msg).toEqual({ unbonding_time: 60, rewards_denom: "uosmo", lockup });
    expect(lock?.msg).toEqual({ denom: "uosmo", local_staking: localStaking });
    expect(localStaking).not.toBe(lockup);
  });

  it("behavior: a second provider chain joins the meta-staking that is there", async () => {
    const { osmosis, juno, outcome } = await installed({ metaStaking: JUNO.staking }, { localStaking: OSMO.staking });
    expect(plan(juno).map(({ to }) => to)).toEqual(["mesh-consumer of osmosis-1", undefined, JUNO.staking]);
    expect(outcome.links[0]?.staking).toBe(JUNO.staking);
    expect(outcome.provider.localStaking).toBe(OSMO.staking);
    expect(plan(osmosis)[0]?.msg).toEqual({ denom: "uosmo", local_staking: OSMO.staking });
  });

  it("behavior: governance can be left to fund and register the consumer", async () => {
    const { juno, outcome } = await installed({ funds: 0n, lockup: JUNO.gov });
    expect(plan(juno).map(({ to }) => to)).toEqual(["meta-staking", "mesh-consumer of osmosis-1"]);
    expect(plan(juno)[0]?.msg).toMatchObject({ lockup: JUNO.gov });
    expect(outcome.links).toHaveLength(1);
  });

  it.each([
    ["limits of a meta-staking that is there", { metaStaking: JUNO.staking, limits: {} }],
    ["a lockup of a meta-staking that is there", { metaStaking: JUNO.staking, lockup: JUNO.gov }],
    ["two feeds", { feedOwner: JUNO.gov, priceFeed: JUNO.gov }],
    ["terms that governance is to set", { funds: 0n, maxShare: parseRatio("0.3") }],
  ])("error: InvalidArgumentError for %s, before anything is sent", async (_, terms) => {
    const { osmosis, juno, outcome } = await installed(terms);
    expect(outcome).toBeInstanceOf(InvalidArgumentError);
    expect([...osmosis.sent, ...juno.sent]).toEqual([]);
  });

  it("error: InstallError where a feed is asked for and its bytes are missing", async () => {
    const { osmosis, outcome } = await installed({ feedOwner: JUNO.gov }, {}, { feed: undefined as never });
    expect(outcome).toBeInstanceOf(InstallError);
    expect(osmosis.sent).toEqual([]);
  });
});

describe("predictLockup", () => {
  it("behavior: installations of one sender are told apart by their salt", async () => {
    const at = (salt?: string) => predictLockup({ wasm: wasm.lockup, sender: OSMO.alice, ...(salt ? { salt } : {}) });
    expect(await at("mesh")).toBe(await at());
    expect(await at("other")).not.toBe(await at());
  });
});
