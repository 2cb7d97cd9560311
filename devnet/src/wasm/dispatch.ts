import { parseCoins, type WireCoin } from "../coins.js";
import { isOutOfGas, Meter } from "../gas.js";
import { type App, type ChainEvent, type Ctx, SdkError } from "../types.js";
import { fromBase64, toBase64 } from "./base64.js";
import { coinSet, encodeMessage, timeoutHeight, timeoutTimestamp, type WireTimeout } from "./encode.js";
import { isPanic, redacted, wasmError, within } from "./errors.js";
import { writeJson } from "./json.js";
import { Response, responseUrl } from "./messages.js";
import { encodeFields } from "./protobuf.js";
import type { ContractRecord } from "./records.js";
import type { ReplyOn, SubMsg } from "./response.js";

/** What a message gave its sender: bytes, and the same with its type for replies. */
interface Dispatched {
  readonly data?: Uint8Array;
  readonly responses: readonly { readonly type_url: string; readonly value: Uint8Array }[];
}

type Outcome = { readonly ok: Dispatched; readonly events: readonly ChainEvent[] } | { readonly error: SdkError };

/** Calls `reply` of a contract with its JSON; answers the data it sets. */
export type Replier = (ctx: Ctx, contract: ContractRecord, reply: string) => Uint8Array | undefined;

const REPLY_MODES: ReadonlySet<ReplyOn> = new Set(["always", "error", "success", "never"]);

/** Runs the messages of contracts, each in a sandbox of its own. Mirrors x/wasm's message dispatcher. */
export class Dispatcher {
  constructor(
    private readonly app: App,
    private readonly reply: Replier,
  ) {}

  /**
   * One after the other; what a message wrote is undone where it fails, and the failure goes on unless the contract
   * asked for a reply to it. Answers the data of the last reply that set any.
   */
  run(ctx: Ctx, contract: ContractRecord, messages: readonly SubMsg[]): Uint8Array | undefined {
    let data: Uint8Array | undefined;
    for (const message of messages) {
      if (!REPLY_MODES.has(message.reply_on)) throw wasmError("invalid", "replyOn value");
      const outcome = this.sandbox(ctx, contract, message);
      const failed = "error" in outcome;
      const mode = message.reply_on;
      if (failed && (mode === "success" || mode === "never")) throw outcome.error;
      if (mode === "never" || (mode === "error" && !failed)) continue;
      const answer = within("reply", () => this.reply(ctx, contract, replyJson(message, outcome)));
      if (answer !== undefined) data = answer;
    }
    return data;
  }

  private sandbox(ctx: Ctx, contract: ContractRecord, message: SubMsg): Outcome {
    const mark = this.app.state.checkpoint();
    const events: ChainEvent[] = [];
    try {
      const ok = this.limited({ ...ctx, events }, contract, message);
      const kept = events.filter(({ type }) => type !== "message");
      // Only messages to contracts tell their events, and those have their attributes in order of key: on a chain the
      // sorting shows in the transaction's events too.
      if (message.msg.wasm === undefined) {
        ctx.events.push(...kept);
        return { ok, events: [] };
      }
      const sorted = kept.map(sortAttributes);
      ctx.events.push(...sorted);
      return { ok, events: sorted };
    } catch (error) {
      this.app.state.rollback(mark);
      if (!(error instanceof SdkError) || isPanic(error)) throw error;
      return { error };
    }
  }

  /** A limit counts only where it is below what is left anyway. */
  private limited(ctx: Ctx, contract: ContractRecord, { msg, gas_limit }: SubMsg): Dispatched {
    const limit = gas_limit === null || gas_limit === undefined ? undefined : BigInt(gas_limit);
    if (limit === undefined || limit >= ctx.gas.limit - ctx.gas.used) return this.dispatch(ctx, contract, msg);
    const gas = new Meter(limit);
    try {
      const dispatched = this.dispatch({ ...ctx, gas }, contract, msg);
      ctx.gas.consume(gas.used, "From limited Sub-Message");
      return dispatched;
    } catch (error) {
      const out = isOutOfGas(error);
      ctx.gas.consume(out ? limit : gas.used, "From limited Sub-Message");
      throw out ? new SdkError("sdk", 11, "SubMsg hit gas limit: out of gas") : error;
    }
  }

  private dispatch(ctx: Ctx, contract: ContractRecord, msg: SubMsg["msg"]): Dispatched {
    const { bank, ibc } = msg as {
      readonly bank?: { readonly burn?: { readonly amount: readonly WireCoin[] } };
      readonly ibc?: { readonly send_packet?: SendPacket };
    };
    if (bank?.burn !== undefined) return this.burn(ctx, contract, bank.burn.amount);
    if (ibc?.send_packet !== undefined) return this.sendPacket(ctx, contract, ibc.send_packet);
    const encoded = encodeMessage(this.app, contract.address, msg);
    if (encoded === undefined) return { responses: [] };
    const { data } = this.app.handle(ctx, contract.address, encoded);
    return { data, responses: [{ type_url: responseUrl(encoded.typeUrl), value: data }] };
  }

  private burn(ctx: Ctx, contract: ContractRecord, amount: readonly WireCoin[]): Dispatched {
    const coins = parseCoins(coinSet(amount));
    if (coins.length === 0) throw wasmError("empty", "amount");
    const module = this.app.auth.moduleAddress("wasm");
    within("transfer to module", () => this.app.bank.send(ctx, contract.address, module, coins));
    within("burn coins", () => this.app.bank.burn(ctx, module, coins));
    return { responses: [] };
  }

  private sendPacket(ctx: Ctx, contract: ContractRecord, packet: SendPacket): Dispatched {
    if (contract.ibcPortId === "") throw wasmError("unsupported", "ibc not supported");
    if (packet.channel_id === "") throw wasmError("empty", "ibc channel");
    const from = { portId: contract.ibcPortId, channelId: packet.channel_id };
    const timeout = { height: timeoutHeight(packet.timeout), timestamp: timeoutTimestamp(packet.timeout) };
    const bytes = fromBase64(packet.data);
    const sequence = within("channel", () => this.app.ibc.sendPacket(ctx, from, bytes, timeout));
    const data = encodeFields(Response.ibcSend, { sequence });
    return { data, responses: [{ type_url: "/cosmwasm.wasm.v1.MsgIBCSendResponse", value: data }] };
  }
}

interface SendPacket {
  readonly channel_id: string;
  readonly data: string;
  readonly timeout: WireTimeout;
}

function sortAttributes({ type, attributes }: ChainEvent): ChainEvent {
  return { type, attributes: [...attributes].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)) };
}

function replyJson(message: SubMsg, outcome: Outcome): string {
  return writeJson({
    gas_used: 0,
    id: message.id,
    result: "error" in outcome ? { error: redacted(outcome.error) } : { ok: okJson(outcome.ok, outcome.events) },
    payload: message.payload === "" ? undefined : message.payload,
  });
}

function okJson({ data, responses }: Dispatched, events: readonly ChainEvent[]): unknown {
  return {
    events,
    data: data === undefined || data.length === 0 ? undefined : toBase64(data),
    msg_responses: responses,
  };
}
