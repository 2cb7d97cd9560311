import { AuthModule } from "../auth.js";
import { BankModule } from "../bank.js";
import { canonical, hashOf } from "../canonical.js";
import { Clock, SECOND } from "../clock.js";
import { Meter } from "../gas.js";
import { RelayError, type RelayedChain } from "../relayer/endpoint.js";
import { Relayer } from "../relayer/relayer.js";
import { State } from "../state.js";
import { DEFAULT_GAS, type TxOutcome, type TxRequest } from "../transaction.js";
import { TransferModule } from "../transfer/module.js";
import {
  type App,
  type Block,
  type ChainEvent,
  type Channel,
  type Coin,
  type Ctx,
  type EncodeObject,
  type Module,
  type MsgResult,
  type Packet,
  type PortModule,
  SdkError,
  type Wasm,
} from "../types.js";
import { IbcModule } from "./module.js";

const utf8 = new TextEncoder();

/** A chain of the modules that IBC needs, for its tests: no contracts, staking or fees. */
export class TestChain implements App, RelayedChain {
  readonly state = new State();
  readonly bondDenom = "ustake";
  readonly auth: AuthModule;
  readonly bank: BankModule;
  readonly ibc: IbcModule;
  readonly transfer: TransferModule;
  readonly port: TestPort;
  /** Calls of the contract behind source callbacks; set `callback` to decide what it does. */
  callback: Wasm["sourceCallback"] = () => {};
  readonly wasm = { sourceCallback: (...args: Parameters<Wasm["sourceCallback"]>) => this.callback(...args) } as Wasm;
  private readonly modules: readonly Module[];
  private current: Block;

  constructor(
    readonly chainId: string,
    readonly prefix: string,
    private readonly clock: Clock,
  ) {
    this.auth = new AuthModule(this);
    this.bank = new BankModule(this);
    this.ibc = new IbcModule(this);
    this.transfer = new TransferModule(this);
    this.port = new TestPort(this.state);
    this.modules = [this.bank, this.ibc, this.transfer];
    this.current = { chainId, height: 0n, time: clock.now };
    this.transfer.genesis();
    this.ibc.bindPort("test", this.port);
  }

  get block(): Block {
    return this.current;
  }

  handle(ctx: Ctx, signer: string, message: EncodeObject): MsgResult {
    const handler = this.modules.find((module) => module.messages?.[message.typeUrl])?.messages?.[message.typeUrl];
    if (handler === undefined) throw new SdkError("sdk", 6, `no ${message.typeUrl}`);
    return handler(ctx, signer, message.value);
  }

  /** What a transaction runs in. */
  context(): Ctx {
    return { block: this.current, txIndex: 0, events: [], gas: new Meter(DEFAULT_GAS) };
  }

  nextBlock(): Block {
    const time = this.clock.advance(SECOND);
    this.current = { chainId: this.chainId, height: this.current.height + 1n, time };
    this.ibc.beginBlock(this.context());
    this.state.commit();
    return this.current;
  }

  deliver({ signer, messages }: TxRequest): TxOutcome {
    this.nextBlock();
    return this.run((ctx) => messages.map((message) => ({ message, result: this.handle(ctx, signer, message) })));
  }

  /** Runs `body` in a block of its own, as a transaction. */
  do<T>(body: (ctx: Ctx) => T): T {
    this.nextBlock();
    return this.state.atomic(() => body(this.context()));
  }

  /** As a message of somebody's; throws what the handler throws. */
  send(typeUrl: string, value: object, signer = "somebody"): ChainEvent[] {
    return this.do((ctx) => {
      this.handle(ctx, signer, { typeUrl, value });
      return ctx.events;
    });
  }

  fund(address: string, ...coins: readonly Coin[]): void {
    this.bank.mint(this.context(), address, coins);
  }

  private run(
    body: (ctx: Ctx) => readonly { readonly message: EncodeObject; readonly result: MsgResult }[],
  ): TxOutcome {
    const ctx = this.context();
    const about = { height: ctx.block.height, txIndex: 0, hash: hashOf([canonical(ctx.block)]), gasWanted: 0n };
    try {
      const done = this.state.atomic(() => body(ctx));
      const responses = done.map(({ message: { typeUrl }, result: { data, response: fields } }) => ({
        typeUrl,
        data,
        fields,
      }));
      return { ...about, code: 0, codespace: "", rawLog: "", events: ctx.events, responses, gasUsed: ctx.gas.used };
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      const { code, codespace, message: rawLog } = error;
      return { ...about, code, codespace, rawLog, events: [], responses: [], gasUsed: ctx.gas.used };
    }
  }
}

/**
 * A module that does what the packet says: `ok`, `refuse` (an unsuccessful ack after a write), `own` (an error ack that
 * counts as success), `throw`. It writes down what happens to it.
 */
export class TestPort implements PortModule {
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

/** Chains `a`, `b`, … of one clock that know one another, with a relayer. */
export function testNetwork(...ids: readonly string[]) {
  const clock = new Clock();
  const chains = new Map(ids.map((id) => [id, new TestChain(id, id.slice(0, 4).replaceAll("-", ""), clock)]));
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
  const stateHash = () =>
    hashOf([...chains.values()].flatMap((one) => [...one.state.entries()].map((entry) => canonical([...entry]))));
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
