import { hashOf } from "../canonical.js";
import { Chain } from "../chain.js";
import { Clock, SECOND } from "../clock.js";
import { Meter } from "../gas.js";
import { RelayError } from "../relayer/endpoint.js";
import { Relayer } from "../relayer/relayer.js";
import type { State } from "../state.js";
import { DEFAULT_GAS } from "../transaction.js";
import { type ChainEvent, type Channel, type Ctx, type Packet, type PortModule, SdkError } from "../types.js";

const utf8 = new TextEncoder();

/** A chain with the port `test`, for the tests of IBC and of what stands on it. */
export class TestChain extends Chain {
  readonly port = new TestPort(this.state);

  constructor(chainId: string, clock: Clock) {
    super({ chainId, prefix: chainId.replace(/-\d+$/, ""), bondDenom: "ustake", clock });
    this.ibc.bindPort("test", this.port);
  }

  /** What a transaction of the last block runs in. */
  context(): Ctx {
    return { block: this.block, txIndex: 0, events: [], gas: new Meter(DEFAULT_GAS) };
  }

  /** Runs `body` in a block of its own. */
  do<T>(body: (ctx: Ctx) => T): T {
    this.nextBlock();
    return this.state.atomic(() => body(this.context()));
  }

  /** Handles a message in a block of its own; throws what the handler throws. */
  send(typeUrl: string, value: object, signer = "somebody"): ChainEvent[] {
    return this.do((ctx) => {
      this.handle(ctx, signer, { typeUrl, value });
      return ctx.events;
    });
  }
}

/**
 * A module that does what the packet says: `ok`, `refuse` (an unsuccessful ack after a write), `own` (an error ack that
 * counts as success), `throw`. It writes down what happens to it.
 */
class TestPort implements PortModule {
  /** Steps of handshakes that it refuses. */
  readonly refuses = new Set<string>();

  constructor(private readonly state: State) {}

  /** What happened, in order. */
  get log(): readonly string[] {
    return [...this.table.range()].map(([, entry]) => entry);
  }

  onChanOpenInit(_ctx: Ctx, channel: Channel): string {
    this.step("init");
    return channel.version;
  }
  onChanOpenTry(_ctx: Ctx, channel: Channel): string {
    this.step("try");
    return channel.version;
  }
  onChanOpenAck(): void {
    this.step("ack");
  }
  onChanOpenConfirm(): void {
    this.step("confirm");
  }
  onChanCloseInit(): void {
    this.step("closeInit");
  }
  onChanCloseConfirm(): void {
    this.step("closeConfirm");
  }

  onRecvPacket(ctx: Ctx, packet: Packet): { ack: Uint8Array; success: boolean } {
    const wish = new TextDecoder().decode(packet.data);
    ctx.events.push({ type: "test", attributes: [{ key: "wish", value: wish }] });
    this.write(`received ${packet.destinationChannel} ${packet.sequence}`);
    if (wish === "throw") throw new SdkError("test", 2, "thrown: as wished");
    const failed = wish === "refuse" || wish === "own";
    return { ack: utf8.encode(failed ? '{"error":"as wished"}' : '{"result":"AQ=="}'), success: wish !== "refuse" };
  }
  onAcknowledgementPacket(_ctx: Ctx, packet: Packet): void {
    this.write(`acknowledged ${packet.sourceChannel} ${packet.sequence}`);
  }
  onTimeoutPacket(_ctx: Ctx, packet: Packet): void {
    this.write(`timed out ${packet.sourceChannel} ${packet.sequence}`);
  }

  private get table() {
    return this.state.table<string>("test/log");
  }

  private step(name: string): void {
    if (this.refuses.has(name)) throw new SdkError("test", 3, `${name} is refused: as wished`);
  }

  private write(entry: string): void {
    this.table.set(String(this.table.size).padStart(8, "0"), entry);
  }
}

/** Chains of one clock that know one another, with a relayer. */
export function testNetwork(...ids: readonly string[]) {
  const clock = new Clock();
  const chains = new Map(ids.map((id) => [id, new TestChain(id, clock)]));
  for (const one of chains.values()) {
    for (const other of chains.values()) if (one !== other) one.ibc.clients.addView(other.ibc.view);
  }
  const advance = (seconds: bigint) => {
    clock.advance(seconds * SECOND);
    for (const chain of chains.values()) chain.nextBlock();
  };
  const relayer = new Relayer({ clock, chains, advance });
  const chain = (id: string): TestChain => {
    const found = chains.get(id);
    if (found === undefined) throw new RangeError(id);
    return found;
  };
  const stateHash = () => hashOf([...chains.values()].map((one) => one.stateHash()));
  return { clock, chains, advance, relayer, chain, stateHash };
}

/** Two chains with an open channel between their test ports. */
export function connected(order: Channel["order"] = "ORDER_UNORDERED", trustingPeriod?: bigint) {
  const network = testNetwork("alpha-1", "beta-1");
  const [a, b] = [network.chain("alpha-1"), network.chain("beta-1")];
  const options = trustingPeriod === undefined ? {} : { trustingPeriod };
  const connection = network.relayer.createConnection("alpha-1", "beta-1", options);
  const channel = network.relayer.createChannel({
    connection,
    ports: { a: "test", b: "test" },
    version: "test-1",
    order,
  });
  const sendPacket = (from: TestChain, text: string, seconds = 600n): bigint => {
    const { portId, channelId } = from === a ? channel.a : channel.b;
    const timestamp = network.clock.now + seconds * SECOND;
    return from.do((ctx) => from.ibc.sendPacket(ctx, { portId, channelId }, utf8.encode(text), { timestamp }));
  };
  return { ...network, a, b, connection, channel, sendPacket };
}

/** The error's codespace and code, of a chain or from the relayer: `channel/5`. */
export function codeOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof SdkError) return `${error.codespace}/${error.code}`;
    if (error instanceof RelayError) return `${error.outcome.codespace}/${error.outcome.code}`;
    throw error;
  }
  return "no error";
}
