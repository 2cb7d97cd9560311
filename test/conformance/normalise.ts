import type { ChainEvent } from "mesh-security-sdk";
import { Names } from "./names.js";
import { isMovable, isRead, type NormalEvent, partsInOrder } from "./parts.js";
import { Rewards } from "./rewards.js";
import { BY_ADDRESS, DROPPED_ATTRIBUTES, MAPPED_FIELDS, MAPPED_TEXTS, REWARD_ANSWERS } from "./rules.js";
import { bytesAsJson, type Json, objectIn, type PacketTrace, type Relayed, type Step, type Trace } from "./trace.js";

/** Something that two backends must agree on, and where it stands. */
export interface Fact {
  /** What was done, in words that both backends share; facts are paired by it and its position. */
  readonly what: string;
  readonly value: Json;
}

const FIELDS = new Map(MAPPED_FIELDS.flatMap((rule) => rule.keys.map((key) => [key, rule] as const)));
const ZERO = new Set<Json>(["0", "0-0", 0, "", null]);
const COINS = /^(\d+)([a-zA-Z/#<].*)?$/;
const CHANNEL_FIELDS = new Set(["channel_id", "ics20_channel", "sourceChannel"]);
/** Ends of channels of which JSON does not say whether they are this chain's: their ids are not told apart. */
const ENDS = new Set(["src", "dest", "endpoint", "counterparty", "counterparty_endpoint"]);
const NOWHERE = "";
const CONNECTION_FIELDS = new Set(["connection_id", "packet_connection"]);
const RECEIVING = new Set(["recv_packet", "write_acknowledgement"]);

const hexJson = (hex: string) => bytesAsJson(Buffer.from(hex, "hex"));

/** Bytes in base64 that are an object in JSON: contracts carry messages and answers so. */
function base64Json(text: string): Json | undefined {
  return /^[\w+/]{3,}={0,2}$/.test(text) ? objectIn(Buffer.from(text, "base64").toString("utf8")) : undefined;
}

class Normaliser {
  private readonly names: Names;
  private readonly rewards: Rewards;

  constructor(private readonly trace: Trace) {
    this.names = new Names(trace);
    this.rewards = new Rewards(trace);
  }

  /** Reads name nobody before writes do: their order among themselves depends on which answer came first. */
  facts(): Fact[] {
    for (const step of this.trace.steps) if (!isRead(step)) this.step(step);
    const relayed = this.relayed();
    const steps = new Map<Step, Fact>();
    for (const step of this.trace.steps) {
      steps.set(step, this.step(step));
      this.rewards.follow(step);
    }
    return [...inOrder(this.trace.steps, steps), ...relayed];
  }

  private step(step: Step): Fact {
    const { kind, answer, thrown } = step;
    const chain = "chain" in step ? step.chain : "";
    const asked = this.asked(step, chain);
    const outcome =
      thrown === undefined ? { answer: this.answer(step, chain, answer) } : { thrown: this.json({ ...thrown }, chain) };
    return { what: [kind, chain, JSON.stringify(asked)].filter((part) => part !== "").join(" "), value: outcome };
  }

  private asked(step: Step, chain: string): Json {
    switch (step.kind) {
      case "tx":
      case "simulate":
        return this.json({ sender: step.sender, messages: step.messages }, chain);
      case "query":
        return this.json({ contract: step.contract, message: step.message }, chain);
      case "balance":
        return this.json({ address: step.address, denom: step.denom }, chain);
      case "delegation":
        return this.json({ delegator: step.delegator, validator: step.validator }, chain);
      case "account":
        return { label: step.label, amount: step.amount };
      case "connect":
        return step.ends;
      case "channel":
        return this.json({ ends: step.ends, order: step.order, version: step.version }, chain);
      default:
        return "";
    }
  }

  private answer(step: Step, chain: string, answer: Json | undefined): Json {
    if (answer === undefined || step.kind === "connect" || step.kind === "channel") return null;
    if (step.kind === "balance") {
      const mixed = !ZERO.has(answer) && this.rewards.isHolder(step.chain, step.address, step.denom);
      return mixed ? "<with rewards>" : answer;
    }
    if (step.kind === "tx") {
      const { code, rawLog, events } = answer as unknown as { code: number; rawLog: string; events: ChainEvent[] };
      const told = this.events(chain, events);
      return { code, rawLog: this.text(rawLog), events: partsInOrder(step.messages, told) };
    }
    if (step.kind !== "query") return this.json(answer, chain);
    const told = Object.keys(step.message as object).flatMap((name) => REWARD_ANSWERS[name] ?? []);
    return mapFields(this.json(answer, chain), new Set(told));
  }

  private relayed(): Fact[] {
    const told = (title: string, relayed: readonly Relayed[]): Fact[] =>
      relayed.map(({ chain, message, events }) => ({
        what: `${title}: ${message} on ${chain}`,
        value: { events: this.events(chain, events) },
      }));
    const { connections, channels, packets } = this.trace;
    return [
      ...connections.flatMap(({ relayed }, at) => told(`connection#${at + 1}`, relayed)),
      ...channels.flatMap(({ relayed }, at) => told(`channel#${at + 1}`, relayed)),
      ...this.byChannel(packets).flatMap(({ from, port, channel, sequence, relayed }) => {
        const title = `packet ${sequence} from ${from} on ${this.names.channel(from, channel) ?? `${port} ${channel}`}`;
        return relayed.length === 0 ? [{ what: title, value: "not relayed" }] : told(title, relayed);
      }),
    ];
  }

  /** Packets in the order in which the world opened their channels: ids have another one on every backend. */
  private byChannel(packets: readonly PacketTrace[]): PacketTrace[] {
    const at = ({ from, channel, port }: PacketTrace) => `${this.names.channel(from, channel) ?? port} ${from}`;
    return [...packets].sort((x, y) => at(x).localeCompare(at(y)) || Number(BigInt(x.sequence) - BigInt(y.sequence)));
  }

  /** Events of messages; those of the ante handlers have no `msg_index`. */
  private events(chain: string, events: readonly ChainEvent[]): NormalEvent[] {
    return events
      .filter(({ attributes }) => attributes.some(({ key }) => key === "msg_index"))
      .map(({ type, attributes }) => ({
        type,
        attributes: attributes
          .filter(({ key }) => !(key in DROPPED_ATTRIBUTES))
          .map(({ key, value }) => [key, this.attribute(chain, { type, attributes }, key, value)]),
      }));
  }

  private attribute(chain: string, event: ChainEvent, key: string, value: string): Json {
    if (key.endsWith("packet_data_hex") || key.endsWith("packet_ack_hex")) return this.json(hexJson(value), chain);
    if (/^channel-\d+$/.test(value)) return this.channelIn(chain, event, key, value);
    return this.field(chain, key, value);
  }

  /** The end of this chain by its name; the other one by the name that this end's channel has. */
  private channelIn(chain: string, { type, attributes }: ChainEvent, key: string, id: string): string {
    const ownSide = RECEIVING.has(type) ? "dst" : "src";
    const isOther = key.startsWith("counterparty_") || key.endsWith(ownSide === "dst" ? "src_channel" : "dst_channel");
    if (!isOther) return this.names.channel(chain, id) ?? "<channel>";
    const own =
      attributes.find((each) => each.key === "channel_id" || each.key.endsWith(`${ownSide}_channel`))?.value ?? "";
    if (this.names.peer(chain, own) !== id) return "<channel>";
    return this.names.channel(chain, own) ?? "<channel>";
  }

  private field(chain: string, key: string, value: Json): Json {
    const mapped = FIELDS.get(key);
    if (mapped !== undefined && (typeof value === "string" || typeof value === "number")) {
      if (ZERO.has(value)) return value;
      if (mapped.only?.test(String(value)) ?? true) return mapped.becomes;
    }
    if (typeof value !== "string") return this.json(value, chain);
    if (key === "amount") return this.amount(value);
    if (CONNECTION_FIELDS.has(key)) return this.names.connection(chain, value) ?? this.text(value);
    if (CHANNEL_FIELDS.has(key)) return this.names.channel(chain, value) ?? this.text(value);
    return this.json(value, chain);
  }

  /** Amounts that x/distribution paid, wherever they go on to. */
  private amount(value: string): string {
    const [, digits = "", rest = ""] = COINS.exec(value) ?? [];
    return this.rewards.has(digits) ? `<reward>${this.text(rest)}` : this.text(value);
  }

  private json(value: Json, chain: string): Json {
    if (typeof value === "string") {
      const inner = base64Json(value);
      return inner === undefined ? this.text(value) : { base64: this.json(inner, chain) };
    }
    if (Array.isArray(value)) return value.map((each: Json) => this.json(each, chain));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => {
        const told = this.field(ENDS.has(key) ? NOWHERE : chain, key, field);
        return [key, BY_ADDRESS.includes(key) && Array.isArray(told) ? sorted(told) : told];
      }),
    );
  }

  private text(text: string): string {
    const mapped = MAPPED_TEXTS.reduce((told, { pattern, becomes }) => told.replace(pattern, becomes), text);
    return this.names
      .text(mapped)
      .replace(/\bchannel-\d+\b/g, "<channel>")
      .replace(/\bconnection-\d+\b/g, "<connection>");
  }
}

function sorted(list: readonly Json[]): Json {
  const keyed = list.map((item) => [JSON.stringify(item), item] as const);
  return keyed.sort(([x], [y]) => (x < y ? -1 : Number(x > y))).map(([, item]) => item);
}

function mapFields(value: Json, keys: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((each: Json) => mapFields(each, keys));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      keys.has(key) && !ZERO.has(field) ? "<reward>" : mapFields(field, keys),
    ]),
  );
}

/** Steps in their order, what may change places sorted: nothing depends on which of them was first. */
function inOrder(all: readonly Step[], facts: ReadonlyMap<Step, Fact>): Fact[] {
  const ordered: Fact[] = [];
  let movable: Fact[] = [];
  const flush = () => {
    ordered.push(...movable.sort((x, y) => (x.what < y.what ? -1 : Number(x.what > y.what))));
    movable = [];
  };
  for (const step of all) {
    const fact = facts.get(step);
    if (fact === undefined) continue;
    if (isMovable(step)) movable.push(fact);
    else {
      flush();
      ordered.push(fact);
    }
  }
  flush();
  return ordered;
}

/** What two backends must agree on: the trace's steps, handshakes and packets, with what `rules.ts` lists mapped. */
export function normalise(trace: Trace): Fact[] {
  return new Normaliser(trace).facts();
}
