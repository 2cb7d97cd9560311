import { describe, expect, it } from "vitest";
import { toBech32 } from "../core/bech32.js";
import { fromJsonBytes } from "../core/bytes.js";
import type { ChainEvent, EncodeObject } from "../core/client.js";
import { JUNO, OSMO, ScriptedClient, TX } from "../core/testing.js";
import {
  ClaimAboveBondedError,
  InvalidAddressError,
  InvalidAmountError,
  MissingClientError,
  NoLocalStakingError,
  UnknownLinkError,
  UnstakeAboveStakeError,
} from "../errors/index.js";
import type { Deployment } from "./deployment.js";
import { createMesh, type Mesh } from "./mesh.js";
import { rebalance } from "./rebalance.js";
import { stakeLocally } from "./stakeLocally.js";
import { syncSlash } from "./syncSlash.js";
import { unstakeLocally } from "./unstakeLocally.js";

const homeValidator = toBech32("osmovaloper", new Uint8Array(20).fill(1));
const ends = { provider: "connection-0", consumer: "connection-1" };

const DEPLOYMENT: Deployment = {
  provider: {
    chainId: "osmosis-1",
    prefix: "osmo",
    denom: "uosmo",
    lockup: OSMO.lockup,
    localStaking: OSMO.staking,
  },
  links: [
    {
      chainId: "juno-1",
      prefix: "juno",
      denom: "ujuno",
      provider: OSMO.provider,
      slasher: OSMO.slasher,
      consumer: JUNO.consumer,
      staking: JUNO.staking,
      connections: ends,
      transferChannels: { provider: "channel-0", consumer: "channel-1" },
      rewardsDenom: { provider: "ibc/AB", consumer: "ujuno" },
    },
  ],
};

const bodyOf = (message: EncodeObject | undefined) =>
  fromJsonBytes((message as EncodeObject<{ msg: Uint8Array }>).value.msg) as Record<string, unknown>;
const sentBy = ({ sent }: ScriptedClient) => sent.flatMap(({ messages }) => messages).map(bodyOf);
const wasm = (contract: string, attributes: Readonly<Record<string, string>>): ChainEvent => ({
  type: "wasm",
  attributes: Object.entries({ _contract_address: contract, ...attributes }).map(([key, value]) => ({ key, value })),
});

function home(answer: unknown): { readonly mesh: Mesh; readonly client: ScriptedClient } {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, mesh: createMesh({ deployment: DEPLOYMENT, clients: { "osmosis-1": client } }) };
}

const without = (): Mesh => {
  const { localStaking: _, ...provider } = DEPLOYMENT.provider;
  return createMesh({ deployment: { ...DEPLOYMENT, provider }, clients: {} });
};

describe("stakeLocally", () => {
  const balance = {
    bonded: "1000",
    free: "0",
    claims: [
      { leinholder: OSMO.provider, amount: "1000" },
      { leinholder: OSMO.staking, amount: "400" },
    ],
  };
  const params = { delegator: OSMO.alice, validator: homeValidator, amount: 600n };

  it("default: claims of providers don't count against it", async () => {
    const { mesh, client } = home(balance);
    await stakeLocally(mesh, params);
    const claim = { leinholder: OSMO.staking, amount: "600", validator: homeValidator };
    expect(sentBy(client)).toEqual([{ grant_claim: claim }]);
  });

  it.each([
    ["more than is bonded", { amount: 601n }, ClaimAboveBondedError],
    ["a validator of another chain", { validator: JUNO.validator }, InvalidAddressError],
    ["zero", { amount: 0n }, InvalidAmountError],
  ])("error: %s, before anything is sent", async (_, bad, error) => {
    const { mesh, client } = home(balance);
    await expect(stakeLocally(mesh, { ...params, ...bad })).rejects.toThrow(error);
    expect(client.sent).toEqual([]);
  });

  it("error: NoLocalStakingError", async () => {
    await expect(stakeLocally(without(), params)).rejects.toThrow(NoLocalStakingError);
  });
});

describe("unstakeLocally", () => {
  const local = { positions: [{ validator: homeValidator, tokens: "400", rewards: "0" }], unbonding: [], owed: "0" };
  const params = { delegator: OSMO.alice, validator: homeValidator, amount: 400n };

  it("default", async () => {
    const { mesh, client } = home(local);
    await unstakeLocally(mesh, params);
    expect(sentBy(client)).toEqual([{ unstake_local: { validator: homeValidator, amount: "400" } }]);
    expect(client.sent[0]?.messages).toMatchObject([{ value: { contract: OSMO.staking, sender: OSMO.alice } }]);
  });

  it.each([
    ["more than is staked there", { amount: 401n }, UnstakeAboveStakeError],
    ["a validator without stake", { validator: toBech32("osmovaloper", new Uint8Array(20)) }, UnstakeAboveStakeError],
    ["a validator of another chain", { validator: JUNO.validator }, InvalidAddressError],
  ])("error: %s, before anything is sent", async (_, bad, error) => {
    const { mesh, client } = home(local);
    await expect(unstakeLocally(mesh, { ...params, ...bad })).rejects.toThrow(error);
    expect(client.sent).toEqual([]);
  });

  it("error: NoLocalStakingError", async () => {
    await expect(unstakeLocally(without(), params)).rejects.toThrow(NoLocalStakingError);
  });
});

/** A consumer chain whose transactions end in these events, one after the other and then the last one again. */
function abroad(fresh: boolean, events: readonly (readonly ChainEvent[])[]) {
  let at = 0;
  const price = { rate: "1", time: 1, feed: null, discount: "0", max_age: null, max_jump: null, waiting: null, fresh };
  const client = new ScriptedClient({
    answer: () => price,
    deliver: async () => {
      const told = events[Math.min(at, events.length - 1)] ?? [];
      at += 1;
      return { ...TX, events: told };
    },
  });
  return { client, mesh: createMesh({ deployment: DEPLOYMENT, clients: { "juno-1": client } }) };
}

describe("rebalance", () => {
  const params = { consumer: "juno-1", sender: JUNO.carol };
  const page = (finished: boolean) => wasm(JUNO.consumer, { action: "rebalance", moved: "3", finished: `${finished}` });
  const end = wasm(JUNO.staking, { action: "rebalance_finished" });
  const targets = ({ sent }: ScriptedClient) =>
    sent.map(({ messages }) => (messages[0] as EncodeObject<{ contract: string }>).value.contract);

  it("default: the consumer to its end, then meta-staking to its end", async () => {
    const { mesh, client } = abroad(true, [[page(false)], [page(true)], [], [end]]);
    const { finished, transactionHashes } = await rebalance(mesh, params);
    expect(finished).toBe(true);
    expect(transactionHashes).toHaveLength(4);
    expect(targets(client)).toEqual([JUNO.consumer, JUNO.consumer, JUNO.staking, JUNO.staking]);
  });

  it("behavior: without a fresh price only meta-staking moves", async () => {
    const { mesh, client } = abroad(false, [[end]]);
    expect((await rebalance(mesh, params)).finished).toBe(true);
    expect(targets(client)).toEqual([JUNO.staking]);
  });

  it("behavior: what never ends is given up, and said", async () => {
    const { mesh, client } = abroad(false, [[]]);
    expect((await rebalance(mesh, params)).finished).toBe(false);
    expect(client.sent).toHaveLength(100);
  });

  it("error: UnknownLinkError and MissingClientError", async () => {
    const { mesh } = home({});
    await expect(rebalance(mesh, { ...params, consumer: "mars-1" })).rejects.toThrow(UnknownLinkError);
    await expect(rebalance(mesh, params)).rejects.toThrow(MissingClientError);
  });
});

describe("syncSlash", () => {
  const params = { consumer: "juno-1", validator: JUNO.validator, sender: JUNO.carol };
  const found = wasm(JUNO.staking, { action: "sync_slash", validator: JUNO.validator, loss: "70" });
  const report: ChainEvent = {
    type: "send_packet",
    attributes: Object.entries({
      packet_src_port: `wasm.${JUNO.consumer}`,
      packet_src_channel: "channel-1",
      packet_dst_port: `wasm.${OSMO.provider}`,
      packet_dst_channel: "channel-0",
      packet_sequence: "7",
      packet_timeout_timestamp: "0",
      packet_data: JSON.stringify({ slash_report: { validator: JUNO.validator, ratio: "0.05" } }),
    }).map(([key, value]) => ({ key, value })),
  };

  it("default: what was lost, and the report of it", async () => {
    const { mesh, client } = abroad(true, [[found, report]]);
    const { loss, packet } = await syncSlash(mesh, params);
    expect(loss).toBe(70n);
    expect(packet?.content).toMatchObject({ kind: "slashReport", validator: JUNO.validator });
    expect(sentBy(client)).toEqual([{ sync_slash: { validator: JUNO.validator } }]);
  });

  it("behavior: nothing lost, nothing reported", async () => {
    const { mesh } = abroad(true, [[]]);
    expect(await syncSlash(mesh, params)).toMatchObject({ loss: 0n, packet: undefined });
  });
});
