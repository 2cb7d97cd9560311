import { fromJsonBytes, toJsonBytes } from "../core/bytes.js";
import type { Coin } from "../core/coin.js";
import { onlySet } from "../core/message.js";
import type { Decimal } from "../math/decimal.js";
import { consumerPacket, providerPacket, transferPacket } from "./schema.js";

/** More or less stake on a validator: what a provider tells its consumer. */
export interface StakeChange {
  readonly validator: string;
  /** Base units of the provider chain's token. */
  readonly amount: bigint;
  /** The delegator, or the provider itself where stake of nobody in particular moves. */
  readonly key: string;
}

/** What a packet says. Packets of other protocols are `unknown`; their bytes are in the packet. */
export type PacketData =
  | { readonly kind: "listValidators" }
  | ({ readonly kind: "stake" } & StakeChange)
  | ({ readonly kind: "unstake" } & StakeChange)
  | { readonly kind: "listStakes"; readonly startAfter?: string; readonly limit?: number }
  | { readonly kind: "updateValidators"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: "rewards"; readonly validator: string; readonly funds: Coin }
  | {
      /** The consumer chain slashed the validator by this share. */
      readonly kind: "slashReport";
      readonly validator: string;
      readonly ratio: Decimal;
    }
  | {
      /** How much of a validator's rewards did the provider take as announced on an earlier channel? */
      readonly kind: "announced";
      /** The provider's end of that channel. */
      readonly channelId: string;
      readonly validator: string;
    }
  | {
      readonly kind: "transfer";
      readonly denom: string;
      /** Base units. */
      readonly amount: bigint;
      readonly sender: string;
      readonly receiver: string;
      readonly memo: string;
    }
  | { readonly kind: "unknown" };

function fromProvider(json: unknown): PacketData | undefined {
  const parsed = providerPacket.safeParse(json);
  if (!parsed.success) return undefined;
  const packet = parsed.data;
  if ("stake" in packet) return { kind: "stake", ...packet.stake };
  if ("unstake" in packet) return { kind: "unstake", ...packet.unstake };
  if ("list_validators" in packet) return { kind: "listValidators" };
  const { start_after, limit } = packet.list_stakes;
  return { kind: "listStakes", ...onlySet({ startAfter: start_after, limit }) };
}

function fromConsumer(json: unknown): PacketData | undefined {
  const parsed = consumerPacket.safeParse(json);
  if (!parsed.success) return undefined;
  const packet = parsed.data;
  if ("update_validators" in packet) return { kind: "updateValidators", ...packet.update_validators };
  if ("rewards" in packet) {
    return { kind: "rewards", validator: packet.rewards.validator, funds: packet.rewards.total_funds };
  }
  if ("slash_report" in packet) return { kind: "slashReport", ...packet.slash_report };
  const { channel_id, validator } = packet.announced;
  return { kind: "announced", channelId: channel_id, validator };
}

function fromTransfer(json: unknown): PacketData | undefined {
  const parsed = transferPacket.safeParse(json);
  return parsed.success ? { kind: "transfer", ...parsed.data, memo: parsed.data.memo ?? "" } : undefined;
}

/**
 * Reads a packet's data: those of Mesh Security and ICS-20 transfers. Anything else is `unknown`, never an error, since
 * one transaction may hold packets of other protocols.
 *
 * @example
 * ```ts
 * const data = decodePacketData(packet.data);
 * if (data.kind === "stake") console.log(data.validator, data.amount);
 * ```
 */
export function decodePacketData(bytes: Uint8Array): PacketData {
  let json: unknown;
  try {
    json = fromJsonBytes(bytes);
  } catch {
    return { kind: "unknown" };
  }
  return fromProvider(json) ?? fromConsumer(json) ?? fromTransfer(json) ?? { kind: "unknown" };
}

function toWire(data: Exclude<PacketData, { kind: "unknown" }>): object {
  switch (data.kind) {
    case "listValidators":
      return { list_validators: {} };
    case "stake":
    case "unstake": {
      const { kind, validator, amount, key } = data;
      return { [kind]: { validator, amount: amount.toString(), key } };
    }
    case "listStakes":
      return { list_stakes: onlySet({ start_after: data.startAfter, limit: data.limit }) };
    case "updateValidators":
      return { update_validators: { added: data.added, removed: data.removed } };
    case "rewards": {
      const total_funds = { denom: data.funds.denom, amount: data.funds.amount.toString() };
      return { rewards: { validator: data.validator, total_funds } };
    }
    case "slashReport":
      return { slash_report: { validator: data.validator, ratio: data.ratio.toString() } };
    case "announced":
      return { announced: { channel_id: data.channelId, validator: data.validator } };
    case "transfer": {
      const { kind: _, amount, ...rest } = data;
      return { ...rest, amount: amount.toString() };
    }
  }
}

/**
 * Writes a packet's data as the contracts do. For tests and tools: on a chain only contracts send packets.
 *
 * @example
 * ```ts
 * encodePacketData({ kind: "stake", validator, amount: 700n, key: delegator });
 * ```
 */
export function encodePacketData(data: Exclude<PacketData, { kind: "unknown" }>): Uint8Array {
  return toJsonBytes(toWire(data));
}
