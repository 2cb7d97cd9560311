import { describe, expect, it } from "vitest";
import { fromUtf8, toBase64, toUtf8 } from "../core/bytes.js";
import type { ChainEvent } from "../core/client.js";
import { JUNO, OSMO } from "../core/testing.js";
import { DecodeError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { decodeAck, decodeAnnouncedAck, decodeListStakesAck, decodeListValidatorsAck, encodeAck } from "./ack.js";
import { decodePacketData, encodePacketData, type PacketData } from "./packetData.js";
import { packetsFromTx } from "./packetEvents.js";

const { validator } = JUNO;
const hex = (text: string) => Buffer.from(text).toString("hex");

/** What contracts and the transfer module put into packets, byte for byte. */
const PACKETS: readonly (readonly [string, Exclude<PacketData, { kind: "unknown" }>])[] = [
  ['{"list_validators":{}}', { kind: "listValidators" }],
  [
    `{"stake":{"validator":"${validator}","amount":"700","key":"${OSMO.alice}"}}`,
    { kind: "stake", validator, amount: 700n, key: OSMO.alice },
  ],
  [
    `{"unstake":{"validator":"${validator}","amount":"1","key":"${OSMO.alice}"}}`,
    { kind: "unstake", validator, amount: 1n, key: OSMO.alice },
  ],
  ['{"list_stakes":{}}', { kind: "listStakes" }],
  [
    `{"list_stakes":{"start_after":"${validator}","limit":30}}`,
    { kind: "listStakes", startAfter: validator, limit: 30 },
  ],
  [
    `{"update_validators":{"added":["${validator}"],"removed":[]}}`,
    { kind: "updateValidators", added: [validator], removed: [] },
  ],
  [
    `{"rewards":{"validator":"${validator}","total_funds":{"denom":"ujuno","amount":"12"}}}`,
    { kind: "rewards", validator, funds: { denom: "ujuno", amount: 12n } },
  ],
  [
    `{"slash_report":{"validator":"${validator}","ratio":"0.05"}}`,
    { kind: "slashReport", validator, ratio: Decimal.parse("0.05") },
  ],
  [
    `{"announced":{"channel_id":"channel-0","validator":"${validator}"}}`,
    { kind: "announced", channelId: "channel-0", validator },
  ],
];

const TRANSFER = '{"amount":"12","denom":"ujuno","receiver":"osmo1x","sender":"juno1y"}';

describe("decodePacketData", () => {
  it.each(PACKETS)("default: %s", (json, data) => {
    expect(decodePacketData(toUtf8(json))).toEqual(data);
  });

  it("behavior: what Rust writes as null is left out", () => {
    const json = '{"list_stakes":{"start_after":null,"limit":null}}';
    expect(decodePacketData(toUtf8(json))).toEqual({ kind: "listStakes" });
  });

  it("behavior: ICS-20, with and without a memo", () => {
    const data = { kind: "transfer", denom: "ujuno", amount: 12n, sender: "juno1y", receiver: "osmo1x" };
    expect(decodePacketData(toUtf8(TRANSFER))).toEqual({ ...data, memo: "" });
    expect(decodePacketData(toUtf8(TRANSFER.replace("}", ',"memo":"m"}')))).toEqual({ ...data, memo: "m" });
  });

  it("behavior: anything else is unknown, never an error", () => {
    for (const json of [
      "",
      "null",
      "7",
      "[]",
      "{}",
      '{"stake":{}}',
      '{"stake":{"validator":"v","amount":7,"key":"k"}}',
      '{"stake":{"validator":"v","amount":"0x10","key":"k"}}',
      '{"slash":{}}',
      '{"slash_report":{"validator":"v","ratio":"1,0"}}',
      '{"announced":{"validator":"v"}}',
    ]) {
      expect(decodePacketData(toUtf8(json)), json).toEqual({ kind: "unknown" });
    }
    expect(decodePacketData(new Uint8Array([0xff, 0xfe]))).toEqual({ kind: "unknown" });
  });
});

describe("encodePacketData", () => {
  it.each(PACKETS)("default: %s", (json, data) => {
    expect(fromUtf8(encodePacketData(data))).toBe(json);
  });
  it("behavior: a transfer is read back", () => {
    const data = { kind: "transfer", denom: "ujuno", amount: 12n, sender: "a", receiver: "b", memo: "" } as const;
    expect(decodePacketData(encodePacketData(data))).toEqual(data);
  });
});

describe("decodeAck", () => {
  it("default", () => {
    expect(decodeAck(toUtf8('{"result":"e30="}'))).toEqual({ ok: true, result: toUtf8("{}") });
    expect(decodeAck(toUtf8('{"error":"ABCI code: 5: error"}'))).toEqual({ ok: false, error: "ABCI code: 5: error" });
  });
  it("error: DecodeError", () => {
    for (const bad of ["", "{}", "null", '"error"', '{"result":7}', '{"result":"%"}', '{"error":null}']) {
      expect(() => decodeAck(toUtf8(bad)), bad).toThrow(DecodeError);
    }
  });
});

describe("encodeAck", () => {
  it("default", () => {
    expect(fromUtf8(encodeAck({ ok: true, result: toUtf8("{}") }))).toBe('{"result":"e30="}');
    expect(fromUtf8(encodeAck({ ok: false, error: "no" }))).toBe('{"error":"no"}');
  });
});

describe("decodeListValidatorsAck, decodeListStakesAck", () => {
  it("default", () => {
    expect(decodeListValidatorsAck(toUtf8(`{"validators":["${validator}"]}`))).toEqual([validator]);
    const stakes = `{"stakes":[{"validator":"${validator}","amount":"5"}]}`;
    expect(decodeListStakesAck(toUtf8(stakes))).toEqual([{ validator, amount: 5n }]);
  });
  it("error: DecodeError", () => {
    expect(() => decodeListValidatorsAck(toUtf8("{}"))).toThrow(DecodeError);
    expect(() => decodeListStakesAck(toUtf8('{"stakes":[{"validator":"v","amount":5}]}'))).toThrow(DecodeError);
  });
});

describe("decodeAnnouncedAck", () => {
  it("default", () => {
    expect(decodeAnnouncedAck(toUtf8('{"amount":"12"}'))).toBe(12n);
  });
  it("error: DecodeError", () => {
    for (const bad of ["{}", '{"amount":12}', "null"]) {
      expect(() => decodeAnnouncedAck(toUtf8(bad)), bad).toThrow(DecodeError);
    }
  });
});

const attributes = (fields: Record<string, string>) => Object.entries(fields).map(([key, value]) => ({ key, value }));
const IDS = {
  packet_sequence: "9",
  packet_src_port: `wasm.${OSMO.provider}`,
  packet_src_channel: "channel-0",
  packet_dst_port: `wasm.${JUNO.consumer}`,
  packet_dst_channel: "channel-1",
};
const sent = (fields: Record<string, string>): ChainEvent => ({
  type: "send_packet",
  attributes: attributes({ ...IDS, ...fields }),
});

describe("packetsFromTx", () => {
  const json = PACKETS[1]?.[0] ?? "";

  it("default", () => {
    const [packet, ...rest] = packetsFromTx([
      { type: "message", attributes: [] },
      sent({
        packet_data_hex: hex(json),
        packet_timeout_height: "0-0",
        packet_timeout_timestamp: "1700000000000000000",
      }),
    ]);
    expect(rest).toEqual([]);
    expect(packet).toEqual({
      sourcePort: IDS.packet_src_port,
      sourceChannel: "channel-0",
      destinationPort: IDS.packet_dst_port,
      destinationChannel: "channel-1",
      sequence: 9n,
      data: toUtf8(json),
      content: { kind: "stake", validator, amount: 700n, key: OSMO.alice },
      timeoutTimestamp: 1_700_000_000_000_000_000n,
    });
  });

  it("behavior: older chains give the data as text", () => {
    expect(packetsFromTx([sent({ packet_data: json })])).toMatchObject([{ content: { kind: "stake" } }]);
  });

  it("behavior: many packets, of several protocols, in order", () => {
    const packets = packetsFromTx([
      sent({ packet_data_hex: hex(json), packet_data: "ignored" }),
      sent({ packet_sequence: "10", packet_src_port: "transfer", packet_data_hex: hex(TRANSFER) }),
      sent({ packet_sequence: "18446744073709551615", packet_data_hex: "ff" }),
    ]);
    expect(packets.map(({ sequence, content }) => [sequence, content.kind])).toEqual([
      [9n, "stake"],
      [10n, "transfer"],
      [18446744073709551615n, "unknown"],
    ]);
  });

  it("behavior: a contract's own event of that name is none", () => {
    expect(packetsFromTx([{ ...sent({ packet_data: json }), type: "wasm-send_packet" }])).toEqual([]);
  });

  it("error: DecodeError", () => {
    const { packet_src_channel: _, ...without } = IDS;
    const missing = { type: "send_packet", attributes: attributes({ ...without, packet_data_hex: "" }) };
    for (const bad of [
      missing,
      sent({}),
      sent({ packet_data_hex: "0" }),
      sent({ packet_data_hex: "", packet_sequence: "-1" }),
      sent({ packet_data_hex: "", packet_sequence: "" }),
      sent({ packet_data_hex: toBase64(toUtf8("{}")) }),
    ]) {
      expect(() => packetsFromTx([bad]), JSON.stringify(bad)).toThrow(DecodeError);
    }
  });
});
