import type { Stage, StageChain } from "mesh-security-cli";
import { ibcDenom } from "mesh-security-sdk/deploy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startStage } from "./backend.js";
import { base64, binary, deployProbe, type Plan, type Probe, sub } from "./probe.js";
import { balanceOf, TOKEN } from "./setup.js";

/** Blocks after which a packet is too late: more than any run makes. */
const LIFETIME = 1_000_000;

interface Ack {
  readonly acknowledgement: { readonly data: string };
}

describe("packets of contracts", () => {
  let stage: Stage;
  let here: Probe;
  let there: Probe;
  let channel: string;
  let transfer: readonly [here: string, there: string];

  const text = (data: string) => Buffer.from(data, "base64").toString("utf8");
  /** A height of a chain whose id ends with its revision, 1. */
  const timeout = async ({ client }: StageChain) => ({ revision: 1, height: (await client.getHeight()) + LIFETIME });

  /** Sends a plan as a packet, has it carried, and answers the acknowledgement. */
  const packet = async (plan: Plan): Promise<string> => {
    const send_packet = { channel_id: channel, data: binary(plan), timeout: { block: await timeout(there.chain) } };
    expect((await here.run({ messages: [sub(1, "always", { ibc: { send_packet } })] })).code).toBe(0);
    await stage.relay();
    const { acknowledgement }: Ack = JSON.parse((await here.stored("ack")) ?? "null");
    return text(acknowledgement.data);
  };

  /** Has the contract send coins by ICS-20 and hear how it ended. */
  const sendCoins = async (receiver: string, amount: bigint) => {
    const message = {
      channel_id: transfer[0],
      to_address: receiver,
      amount: { denom: here.chain.bondDenom, amount: amount.toString() },
      timeout: { block: await timeout(there.chain) },
      memo: JSON.stringify({ src_callback: { address: here.address } }),
    };
    expect((await here.run({ messages: [sub(2, "always", { ibc: { transfer: message } })] })).code).toBe(0);
    await stage.relay();
    const heard = JSON.parse((await here.stored("source_callback")) ?? "null");
    return text(heard.acknowledgement.acknowledgement.data);
  };

  beforeAll(async () => {
    stage = await startStage();
    here = await deployProbe(stage.chain("osmosis"), 1_000n * TOKEN);
    there = await deployProbe(stage.chain("juno"), 1_000n * TOKEN);
    const [a, b] = [here.chain.chainId, there.chain.chainId];
    const [connectionA, connectionB] = await stage.relaying.connect(a, b);
    const open = (ports: readonly [string, string], version: string) =>
      stage.relaying.openChannel(
        { chainId: a, connectionId: connectionA, portId: ports[0] },
        { chainId: b, connectionId: connectionB, portId: ports[1] },
        { order: "unordered", version },
      );
    [channel] = await open([here.port, there.port], "probe-1");
    transfer = await open(["transfer", "transfer"], "ics20-1");
    expect((await here.run({}, 500n * TOKEN)).code).toBe(0);
    expect((await there.run({}, 500n * TOKEN)).code).toBe(0);
  });

  afterAll(() => stage.close());

  test("behavior: an answer reaches the sender as the receiver gave it", async () => {
    expect(await packet({ set: [[base64("got"), base64("1")]], data: base64('{"result":"ZmluZQ=="}') })).toBe(
      '{"result":"ZmluZQ=="}',
    );
    expect(await there.stored("got")).toBe("1");
  });

  test("behavior: an error that the receiver answers itself keeps what it wrote", async () => {
    expect(await packet({ set: [[base64("answered"), base64("1")]], data: base64('{"error":"no"}') })).toBe(
      '{"error":"no"}',
    );
    expect(await there.stored("answered")).toBe("1");
  });

  test("behavior: a receive that fails is undone, and its text does not cross", async () => {
    expect(await packet({ set: [[base64("failed"), base64("1")]], fail: "in words" })).toMatch(/"error":/);
    expect(await there.stored("failed")).toBeUndefined();
  });

  test("behavior: a receive whose sub-message fails is undone as a whole", async () => {
    const far = { bank: { send: { to_address: there.owner, amount: [{ denom: "unknown", amount: "1" }] } } };
    const plan = { set: [[base64("whole"), base64("1")]] as const, messages: [sub(3, "never", far)] };
    expect(await packet(plan)).toMatch(/"error":/);
    expect(await there.stored("whole")).toBeUndefined();
  });

  test("behavior: a transfer arrives, its sender hears of it, and it comes back", async () => {
    const receiver = there.owner;
    expect(await sendCoins(receiver, 10n * TOKEN)).toBe('{"result":"AQ=="}');
    const voucher = await ibcDenom(transfer[1], here.chain.bondDenom);
    expect(await balanceOf(there.chain, receiver, voucher)).toBe(10n * TOKEN);
    expect(await balanceOf(here.chain, here.address)).toBe(490n * TOKEN);
    const { revision, height } = await timeout(here.chain);
    const back = {
      typeUrl: "/ibc.applications.transfer.v1.MsgTransfer",
      value: {
        sourcePort: "transfer",
        sourceChannel: transfer[1],
        token: { denom: voucher, amount: (4n * TOKEN).toString() },
        sender: receiver,
        receiver: here.address,
        timeoutHeight: { revisionNumber: BigInt(revision), revisionHeight: BigInt(height) },
        timeoutTimestamp: 0n,
        memo: "",
      },
    };
    expect((await there.chain.client.signAndBroadcast(receiver, [back], "auto")).code).toBe(0);
    await stage.relay();
    expect(await balanceOf(there.chain, receiver, voucher)).toBe(6n * TOKEN);
    expect(await balanceOf(here.chain, here.address)).toBe(494n * TOKEN);
  });

  test("behavior: a transfer that is refused is refunded, and its sender hears of it", async () => {
    const held = await balanceOf(here.chain, here.address);
    expect(await sendCoins("nobody", 10n * TOKEN)).toMatch(/"error":/);
    expect(await balanceOf(here.chain, here.address)).toBe(held);
  });
});
