import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compare, report } from "./compare.js";
import type { Json, Trace } from "./trace.js";

const event = (type: string, attributes: Readonly<Record<string, string>>) => ({
  type,
  attributes: Object.entries({ ...attributes, msg_index: "0" }).map(([key, value]) => ({ key, value })),
});

function trace(scenario: string, events: readonly Json[]): Trace {
  const sent = { kind: "tx", chain: "osmosis", sender: "somebody", messages: [] } as const;
  return {
    scenario,
    chains: [],
    steps: [{ ...sent, answer: { code: 0, rawLog: "", events } }],
    connections: [],
    channels: [],
    packets: [],
  };
}

describe("compare", () => {
  let folders: { readonly devnet: string; readonly chains: string };

  const write = (folder: string, { scenario, ...rest }: Trace) =>
    writeFile(join(folder, `${scenario}.json`), JSON.stringify({ scenario, ...rest }));
  const pair = async (devnet: readonly Json[], chain: readonly Json[]) => {
    await write(folders.devnet, trace("life", devnet));
    await write(folders.chains, trace("life", chain));
    return compare(folders.devnet, folders.chains);
  };

  beforeEach(async () => {
    const [devnet, chains] = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), "traces-"))));
    folders = { devnet: devnet ?? "", chains: chains ?? "" };
  });
  afterEach(() => Promise.all(Object.values(folders).map((folder) => rm(folder, { recursive: true }))));

  test("default", async () => {
    const events = [event("burn", { amount: "5" })];
    expect(await pair(events, events)).toEqual({ compared: 1, differences: [], known: [], unused: [] });
  });

  test("behavior: tells the step, the place and both sides", async () => {
    const { differences } = await pair([event("burn", { amount: "5" })], [event("burn", { amount: "6" })]);
    expect(differences).toEqual([
      {
        scenario: "life",
        step: 'tx osmosis {"sender":"somebody","messages":[]}',
        path: "answer.events[0 burn].attributes[0 amount]",
        devnet: "5",
        chain: "6",
      },
    ]);
  });

  test("behavior: what one side has alone hides nothing of what follows", async () => {
    const [burn, coinbase] = [event("burn", { amount: "5" }), event("coinbase", { amount: "5" })];
    const comparison = await pair([burn], [coinbase, burn]);
    expect(comparison.differences).toMatchObject([{ path: "answer.events[0 coinbase]", devnet: undefined }]);
    expect(report(comparison)).toContain("devnet (nothing)");
  });

  test("behavior: a payout is explained in a packet's receive only", async () => {
    const paid = [event("withdraw_rewards", { amount: "5uosmo" })];
    const none = [event("withdraw_rewards", { amount: "0stake" })];
    expect((await pair(paid, none)).differences).toHaveLength(1);
    const received = (events: readonly ReturnType<typeof event>[]): Trace => ({
      ...trace("packets", []),
      packets: [
        {
          from: "juno",
          port: "transfer",
          channel: "channel-0",
          sequence: "1",
          relayed: [{ chain: "osmosis", message: "receive", events }],
        },
      ],
    });
    await write(folders.devnet, received(paid));
    await write(folders.chains, received(none));
    const { differences, known } = await compare(folders.devnet, folders.chains, ["packets"]);
    expect([differences.length, known.length]).toEqual([0, 1]);
  });

  test("behavior: a scenario that one side lacks is a difference", async () => {
    await write(folders.devnet, trace("life", []));
    const { differences } = await compare(folders.devnet, folders.chains);
    expect(differences).toMatchObject([{ scenario: "life", devnet: "a trace", chain: undefined }]);
  });
});
