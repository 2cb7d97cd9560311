import { TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { MsgAcknowledgement, MsgTimeout } from "cosmjs-types/ibc/core/channel/v1/tx";
import { describe, expect, it } from "vitest";
import { fromUtf8, toUtf8 } from "../core/bytes.js";
import type { ChainEvent, IndexedTx } from "../core/client.js";
import { type PacketIds, PacketRejectedError, PacketStatusUnknownError, PacketTimedOutError } from "../errors/index.js";
import { type Ack, encodeAck } from "./ack.js";
import { assertAcknowledged, type PacketOutcome, waitForAck } from "./waitForAck.js";

const packet: PacketIds = {
  sourcePort: "wasm.osmo1provider",
  sourceChannel: "channel-0",
  destinationPort: "wasm.juno1consumer",
  destinationChannel: "channel-1",
  sequence: 9n,
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function about(type: string, ids: PacketIds, more: Record<string, string> = {}): ChainEvent {
  const fields = {
    packet_sequence: ids.sequence.toString(),
    packet_src_port: ids.sourcePort,
    packet_src_channel: ids.sourceChannel,
    packet_dst_port: ids.destinationPort,
    packet_dst_channel: ids.destinationChannel,
    ...more,
  };
  return { type, attributes: Object.entries(fields).map(([key, value]) => ({ key, value })) };
}

const indexed = (events: readonly ChainEvent[], more: Partial<IndexedTx> = {}): IndexedTx => ({
  code: 0,
  height: 42,
  hash: "AB",
  events,
  rawLog: "",
  gasUsed: 1n,
  gasWanted: 1n,
  ...more,
});

/** The index of a chain: as a node's, it matches attributes of any event of a transaction. */
function chain(...txs: readonly IndexedTx[]) {
  const searched: string[] = [];
  const index = [...txs];
  return {
    searched,
    index,
    searchTx: async (query: readonly { readonly key: string; readonly value: string }[]) => {
      searched.push(query.map(({ key, value }) => `${key}=${value}`).join(" AND "));
      return index.filter(({ events }) =>
        query.every(({ key, value }) =>
          events.some((event) =>
            event.attributes.some((each) => `${event.type}.${each.key}` === key && each.value === value),
          ),
        ),
      );
    },
  };
}

const acknowledged = (more: Partial<IndexedTx> = {}) => indexed([about("acknowledge_packet", packet)], more);
const OK: Ack = { ok: true, result: toUtf8("{}") };
const NO: Ack = { ok: false, error: "ABCI error: wasm/5: error handling packet: see events for details" };

/** A relayer's transaction, signed bytes and all. */
function relayed(...acks: readonly (readonly [PacketIds, Ack])[]): Uint8Array {
  const messages = acks.map(([ids, ack]) => ({
    typeUrl: MsgAcknowledgement.typeUrl,
    value: MsgAcknowledgement.encode(
      MsgAcknowledgement.fromPartial({
        packet: { ...ids, data: toUtf8("{}"), timeoutTimestamp: 5n },
        acknowledgement: encodeAck(ack),
        proofAcked: new Uint8Array(300).fill(7),
        signer: "osmo1relayer",
      }),
    ).finish(),
  }));
  const other = { typeUrl: MsgTimeout.typeUrl, value: MsgTimeout.encode(MsgTimeout.fromPartial({})).finish() };
  const bodyBytes = TxBody.encode(TxBody.fromPartial({ messages: [other, ...messages], memo: "m" })).finish();
  return TxRaw.encode({ bodyBytes, authInfoBytes: new Uint8Array([1]), signatures: [new Uint8Array(64)] }).finish();
}

function received(ack: Ack, ...between: readonly ChainEvent[]): IndexedTx {
  const other = { ...packet, sequence: 8n };
  return indexed([
    about("recv_packet", other),
    {
      type: "ibccallbackerror-ibc_packet_received",
      attributes: [{ key: "ibccallbackerror-error", value: "of another packet" }],
    },
    about("write_acknowledgement", other, { packet_ack_hex: hex(encodeAck(NO)) }),
    about("recv_packet", packet),
    ...between,
    about("write_acknowledgement", packet, { packet_ack_hex: hex(encodeAck(ack)) }),
  ]);
}

const never = () => Promise.reject(new Error("nobody should wait"));

describe("waitForAck", () => {
  it("default", async () => {
    const source = chain(acknowledged({ tx: relayed([packet, OK]) }));
    expect(await waitForAck(packet, { source, pause: never })).toEqual({
      status: "acknowledged",
      packet,
      result: toUtf8("{}"),
      transactionHash: "AB",
      height: 42,
    });
    expect(source.searched).toEqual([
      "acknowledge_packet.packet_src_port=wasm.osmo1provider AND acknowledge_packet.packet_src_channel=channel-0 AND acknowledge_packet.packet_sequence=9",
    ]);
  });

  it("behavior: one transaction delivers the answers of many packets", async () => {
    const other = { ...packet, sequence: 8n };
    const tx = relayed([other, NO], [packet, { ok: true, result: toUtf8('{"validators":[]}') }]);
    const source = chain(indexed([about("acknowledge_packet", other), about("acknowledge_packet", packet)], { tx }));
    const outcome = await waitForAck(packet, { source, pause: never });
    expect(fromUtf8(assertAcknowledged(outcome).result)).toBe('{"validators":[]}');
    expect(await waitForAck(other, { source, pause: never })).toMatchObject({
      status: "rejected",
      reason: (NO as { error: string }).error,
    });
  });

  it("behavior: the receiving chain shows the answer where the source's client has no bytes", async () => {
    const outcome = await waitForAck(packet, {
      source: chain(acknowledged()),
      destination: chain(received(OK)),
      pause: never,
    });
    expect(outcome.status).toBe("acknowledged");
  });

  it("behavior: the reason of a refusal comes from the receive's own events", async () => {
    const failed: ChainEvent = {
      type: "ibccallbackerror-ibc_packet_received",
      attributes: [
        { key: "ibccallbackerror-success", value: "false" },
        { key: "ibccallbackerror-error", value: "Unknown validator: junovaloper1x" },
      ],
    };
    const destination = chain(received(NO, failed));
    for (const tx of [undefined, relayed([packet, NO])]) {
      const outcome = await waitForAck(packet, { source: chain(acknowledged({ tx })), destination, pause: never });
      expect(outcome).toMatchObject({ status: "rejected", reason: "Unknown validator: junovaloper1x" });
    }
  });

  it("behavior: else the reason is the acknowledgement's text", async () => {
    const text = "Contract has run out of funds to delegate for consumer chain";
    const tx = relayed([packet, { ok: false, error: text }]);
    const down = { searchTx: () => Promise.reject(new Error("down")) };
    for (const destination of [chain(received({ ok: false, error: text })), down]) {
      const outcome = await waitForAck(packet, { source: chain(acknowledged({ tx })), destination, pause: never });
      expect(outcome).toMatchObject({ status: "rejected", reason: text });
    }
  });

  it("behavior: a timeout", async () => {
    const source = chain(indexed([about("timeout_packet", packet)], { height: 43, hash: "CD" }));
    const outcome = await waitForAck(packet, { source, pause: never });
    expect(outcome).toEqual({ status: "timedOut", packet, transactionHash: "CD", height: 43 });
  });

  it("behavior: failed transactions, other packets and mixed attributes are no end", async () => {
    const source = chain(
      acknowledged({ code: 5, tx: relayed([packet, OK]) }),
      indexed([about("acknowledge_packet", { ...packet, destinationChannel: "channel-7" })]),
      indexed([
        about("acknowledge_packet", { ...packet, sequence: 8n }),
        about("acknowledge_packet", { ...packet, sourceChannel: "channel-5" }),
      ]),
    );
    const outcome = await waitForAck(packet, { source, timeoutMs: 0, pause: never });
    expect(outcome).toEqual({ status: "unknown", packet, reason: "no end was seen in time", cause: undefined });
  });

  it("behavior: looks again after each pause, ever less often, until the deadline", async () => {
    const source = chain();
    const pauses: number[] = [];
    const pause = async (ms: number) => {
      pauses.push(ms);
    };
    const outcome = await waitForAck(packet, { source, timeoutMs: 30_000, pause });
    expect(outcome.status).toBe("unknown");
    expect(pauses.slice(0, 4)).toEqual([500, 750, 1125, 1687.5]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
    expect(source.searched).toHaveLength(2 * (pauses.length + 1));
  });

  it("behavior: the pause drives a chain whose time moves only when told", async () => {
    const source = chain();
    const pause = async () => {
      if (source.searched.length > 4) source.index.push(acknowledged({ tx: relayed([packet, OK]) }));
    };
    expect((await waitForAck(packet, { source, pause })).status).toBe("acknowledged");
  });

  it("behavior: a look that fails is repeated; the deadline keeps the cause", async () => {
    let looks = 0;
    const good = chain(acknowledged({ tx: relayed([packet, OK]) }));
    const flaky = {
      searchTx: (query: Parameters<typeof good.searchTx>[0]) => {
        looks += 1;
        return looks < 3 ? Promise.reject(new Error("502")) : good.searchTx(query);
      },
    };
    expect((await waitForAck(packet, { source: flaky, pause: async () => undefined })).status).toBe("acknowledged");
    const cause = new Error("502");
    const down = { searchTx: () => Promise.reject(cause) };
    const outcome = await waitForAck(packet, { source: down, timeoutMs: 1, pause: async () => undefined });
    expect(outcome).toMatchObject({ status: "unknown", packet, cause, reason: "the last look failed: Error: 502" });
  });

  it("behavior: says at once where only the receiving chain can tell", async () => {
    const outcome = await waitForAck(packet, { source: chain(acknowledged()), pause: never });
    expect(outcome).toMatchObject({ status: "unknown", reason: expect.stringContaining("pass destination") });
  });

  it("behavior: waits for a receiving chain whose index is late", async () => {
    const destination = chain();
    const pause = async () => {
      destination.index.push(received(OK));
    };
    const outcome = await waitForAck(packet, { source: chain(acknowledged()), destination, pause });
    expect(outcome.status).toBe("acknowledged");
  });

  it("behavior: bytes that are no transaction end as unknown, not in an endless loop", async () => {
    for (const tx of [
      new Uint8Array([0x0a, 0xff]),
      new Uint8Array([0x0b]),
      new Uint8Array(20).fill(0xff),
      relayed([packet, OK]).subarray(0, 90),
    ]) {
      const outcome = await waitForAck(packet, { source: chain(acknowledged({ tx })), timeoutMs: 0, pause: never });
      expect(outcome.status).toBe("unknown");
    }
  });

  it("error: the signal's reason, before a look and during a pause", async () => {
    const reason = new Error("enough");
    await expect(waitForAck(packet, { source: chain(), signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = waitForAck(packet, { source: chain(), signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

describe("assertAcknowledged", () => {
  const at = { packet, transactionHash: "AB", height: 42 };
  it("default", () => {
    const outcome: PacketOutcome = { status: "acknowledged", ...at, result: toUtf8("{}") };
    expect(assertAcknowledged(outcome)).toBe(outcome);
  });
  it("error: the class for each other end, with all ids", () => {
    const table = [
      [{ status: "rejected", ...at, reason: "no" }, PacketRejectedError],
      [{ status: "timedOut", ...at }, PacketTimedOutError],
      [{ status: "unknown", packet, reason: "late", cause: undefined }, PacketStatusUnknownError],
    ] as const;
    for (const [outcome, error] of table) {
      const thrown = (() => {
        try {
          return assertAcknowledged(outcome);
        } catch (caught) {
          return caught;
        }
      })();
      expect(thrown).toBeInstanceOf(error);
      expect(thrown).toMatchObject(packet);
    }
  });
});
