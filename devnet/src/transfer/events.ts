import type { ParsedAck } from "../ibc/json.js";
import { goString } from "../ibc/json.js";
import { event } from "../ledger.js";
import type { Ctx } from "../types.js";
import { type Denom, denomJson, hashOf, pathOf } from "./denom.js";
import type { TransferData } from "./packet-data.js";

function moduleEvent() {
  return event("message", { module: "transfer" });
}

function fields(data: TransferData) {
  return {
    sender: data.sender,
    receiver: data.receiver,
    denom: pathOf(data.denom),
    amount: data.amount,
    memo: data.memo,
  };
}

export function emitTransfer(ctx: Ctx, data: TransferData): void {
  ctx.events.push(event("ibc_transfer", fields(data)), moduleEvent());
}

/** A token that comes to a chain, also where it came before. */
export function emitDenom(ctx: Ctx, denom: Denom): void {
  ctx.events.push(event("denomination", { denom_hash: hashOf(denom), denom: denomJson(denom) }));
}

const NOTHING: TransferData = { denom: { base: "", trace: [] }, amount: "", sender: "", receiver: "", memo: "" };

/** `data` is left out where it could not be read; `error` where all went well. */
export function emitReceived(ctx: Ctx, data: TransferData = NOTHING, error?: string): void {
  ctx.events.push(
    event("fungible_token_packet", {
      ...fields(data),
      success: String(error === undefined),
      ...(error === undefined ? {} : { error }),
    }),
    moduleEvent(),
  );
}

export function emitAcknowledged(ctx: Ctx, data: TransferData, ack: ParsedAck): void {
  ctx.events.push(event("fungible_token_packet", { ...fields(data), acknowledgement: protoText(ack) }), moduleEvent());
  const { result, error } = ack;
  if (error !== undefined) ctx.events.push(event("fungible_token_packet", { error }));
  else if (result !== undefined) {
    ctx.events.push(event("fungible_token_packet", { success: new TextDecoder().decode(result) }));
  }
}

export function emitTimeout(ctx: Ctx, data: TransferData): void {
  const token = `{"denom":${denomJson(data.denom)},"amount":${goString(data.amount)}}`;
  ctx.events.push(event("timeout", { receiver: data.sender, refund_tokens: token, memo: data.memo }), moduleEvent());
}

const PRINTABLE = /^[\x20-\x7e]$/;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** An acknowledgement in protobuf's text form, which ends with a space: `result:"\001" `. */
function protoText({ result, error }: ParsedAck): string {
  const [name, bytes] = error === undefined ? ["result", result] : ["error", new TextEncoder().encode(error)];
  if (bytes === undefined) return "";
  const text = Array.from(bytes, (byte) => {
    const sign = String.fromCharCode(byte);
    return NAMED[sign] ?? (PRINTABLE.test(sign) ? sign : `\\${byte.toString(8).padStart(3, "0")}`);
  });
  return `${name}:"${text.join("")}" `;
}
