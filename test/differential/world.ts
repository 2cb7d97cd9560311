import { loadContracts } from "mesh-security-cli";
import {
  type Chain,
  type ChainEvent,
  type CodeCache,
  type Ctx,
  Network,
  namedAddress,
  namedOperator,
  type Packet,
  SdkError,
  SECOND,
} from "mesh-security-devnet";
import { type ExecuteMsg, errorFrom } from "mesh-security-sdk/core";
import { lockupErrorFrom, initMsg as lockupInit } from "mesh-security-sdk/lockup";
import { Decimal } from "mesh-security-sdk/math";
import { addSlasherMsg, providerErrorFrom, initMsg as providerInit } from "mesh-security-sdk/provider";
import { initMsg as slasherInit } from "mesh-security-sdk/slasher";

/** Seconds. Short, so that much matures within a run. */
export const UNBONDING = 7_000;
export const LIFETIME = 600;
export const GRACE = 300;
/** What reports of the consumer chain may take of a validator within an unbonding period. */
export const MAX_REPORTED = Decimal.parse("0.3");
export const DENOM = "uosmo";
export const REWARDS_DENOM = "ibc/46B44899322F3CD854D2D46DEEF881958467CDD4B3B10086DA49296BBED94BED";

const PROVIDERS = ["juno", "stars", "akash"];
const OWNERS = ["ada", "ben", "cleo", "dora", "eve", "finn"];
const VALIDATORS = ["north", "east", "south"];
/** Longer than any run: no client expires. */
const TRUSTING = 100n * 365n * 86_400n * SECOND;
const RELAYER = namedAddress("osmo", "relayer");

const codes: CodeCache = new Map();
const MATCHERS = [lockupErrorFrom, providerErrorFrom];

/** A provider, and the channel that it was given. */
export interface Provider {
  readonly address: string;
  readonly portId: string;
  readonly channelId: string;
  readonly counterparty: { readonly portId: string; readonly channelId: string };
}

/** What a call did. */
export interface Outcome {
  /** Class of the SDK's error; undefined where the call succeeded. */
  readonly error: string | undefined;
  readonly events: readonly ChainEvent[];
}

/** How the other chain answers a packet. */
export type Answer = "success" | "refusal" | "timeout";

const utf8 = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const ack = (result: unknown) => utf8({ result: Buffer.from(utf8(result)).toString("base64") });

/** The other chain's end of every channel: it agrees to all, and its packets and answers are the test's. */
const agreeable = {
  onChanOpenInit: () => "mesh-security-v0.1",
  onChanOpenTry: () => "mesh-security-v0.1",
  onChanOpenAck: () => {},
  onChanOpenConfirm: () => {},
  onChanCloseInit: () => {},
  onChanCloseConfirm: () => {},
  onRecvPacket: () => ({ ack: utf8({ error: "unused" }), success: true }),
  onAcknowledgementPacket: () => {},
  onTimeoutPacket: () => {},
};

/** The real lockup and providers on one chain. Calls go to the contracts without transactions around them. */
export class World {
  readonly owners = OWNERS.map((name) => namedAddress("osmo", name)).sort();
  readonly guardian = namedAddress("osmo", "guardian");
  readonly validators = VALIDATORS.map((name) => namedOperator("juno", name)).sort();
  private received = 0n;
  private listed = 0;

  private constructor(
    readonly network: Network,
    readonly home: Chain,
    readonly lockup: string,
    readonly providers: readonly Provider[],
  ) {}

  static async start(): Promise<World> {
    const network = new Network();
    const named = (name: string) => namedAddress("osmo", name);
    const home = network.addChain({ chainId: "osmosis-1", prefix: "osmo", bondDenom: DENOM, wasm: { codes } });
    const there = network.addChain({ chainId: "juno-1", prefix: "juno", bondDenom: "ujuno" });
    const connection = network.relayer.createConnection("osmosis-1", "juno-1", { trustingPeriod: TRUSTING });
    const { lockup: lockupWasm, provider: providerWasm, slasher: slasherWasm } = await loadContracts();
    const admin = named("guardian");
    const { keeper } = home.wasm;
    let lockup = "";
    const addresses: string[] = [];
    home.run((ctx) => {
      const [lockupCode, providerCode, slasherCode] = [lockupWasm, providerWasm, slasherWasm].map(
        (wasm) => keeper.storeCode(ctx, admin, wasm, "everybody").codeId,
      ) as [bigint, bigint, bigint];
      const make = (codeId: bigint, label: string, msg: object) =>
        keeper.instantiate(ctx, admin, { codeId, admin: "", label, msg: utf8(msg), funds: [] }).address;
      lockup = make(lockupCode, "lockup", lockupInit({ denom: DENOM }));
      for (const name of PROVIDERS) {
        const params = {
          consumer: { connectionId: connection.a.connectionId },
          slasher: { codeId: Number(slasherCode), msg: slasherInit({ owner: admin, unbondingPeriod: UNBONDING }) },
          lockup,
          unbondingPeriod: 2 * UNBONDING,
          rewardsDenom: REWARDS_DENOM,
          packetLifetime: LIFETIME,
          answerGrace: GRACE,
          maxReportedSlash: MAX_REPORTED,
          admin,
        };
        addresses.push(make(providerCode, name, providerInit(params)));
      }
    });
    const providers = addresses.map((address, at) => {
      const ports = { a: `wasm.${address}`, b: `consumer-${at}` };
      there.ibc.bindPort(ports.b, agreeable);
      const ends = network.relayer.createChannel({ connection, ports, version: "mesh-security-v0.1" });
      const counterparty = { portId: ports.b, channelId: ends.b.channelId };
      return { address, portId: ports.a, channelId: ends.a.channelId, counterparty };
    });
    const world = new World(network, home, lockup, providers);
    for (const provider of providers) world.open(provider);
    return world;
  }

  /** Lists the validators, and lets the guardian slash. */
  private open(provider: Provider): void {
    const [question] = this.sent(provider, 1n);
    if (question === undefined) throw new RangeError("the provider asked for nothing");
    this.home.run((ctx) => {
      this.home.wasm.onAcknowledgementPacket(ctx, question, ack({ validators: this.validators }), RELAYER);
    });
    const { guardian: sender } = this;
    this.call(addSlasherMsg({ contract: provider.address, sender, slasher: sender }));
  }

  /** Seconds since 1970. */
  get now(): number {
    return Number(this.home.block.time / SECOND);
  }

  pass(seconds: number): void {
    this.network.clock.advance(BigInt(seconds) * SECOND);
    this.home.nextBlock();
  }

  mint(to: string, denom: string, amount: bigint): void {
    this.home.run((ctx) => this.home.bank.mint(ctx, to, [{ denom, amount }]));
  }

  /** A message as a block would run it; what it changed is undone where it fails. */
  call({ value: { sender, contract, msg, funds } }: ExecuteMsg): Outcome {
    const coins = funds.map(({ denom, amount }) => ({ denom, amount: BigInt(amount) }));
    return this.attempt((ctx) => void this.home.wasm.keeper.execute(ctx, sender, contract, msg, coins));
  }

  /** The other chain's answer to a packet. */
  answer(packet: Packet, how: Answer): Outcome {
    const { wasm } = this.home;
    return this.attempt((ctx) => {
      if (how === "timeout") wasm.onTimeoutPacket(ctx, packet, RELAYER);
      else wasm.onAcknowledgementPacket(ctx, packet, how === "success" ? ack({}) : utf8({ error: "no" }), RELAYER);
    });
  }

  /** A packet of the other chain; the provider answers a refusal with its text. */
  receive({ portId, channelId, counterparty }: Provider, content: object): Outcome {
    this.received += 1n;
    const packet: Packet = {
      sequence: this.received,
      sourcePort: counterparty.portId,
      sourceChannel: counterparty.channelId,
      destinationPort: portId,
      destinationChannel: channelId,
      data: utf8(content),
      timeoutHeight: { revisionNumber: 0n, revisionHeight: 0n },
      timeoutTimestamp: this.home.block.time + SECOND,
    };
    return this.attempt((ctx) => {
      const answer = JSON.parse(new TextDecoder().decode(this.home.wasm.onRecvPacket(ctx, packet, RELAYER).ack));
      if (answer.error !== undefined) throw new SdkError("wasm", 5, answer.error);
    });
  }

  /** The address of a validator that no provider knows yet. */
  newValidator(): string {
    this.listed += 1;
    return namedOperator("juno", `validator ${this.listed}`);
  }

  /** The next sequence on a provider's channel. */
  next({ portId, channelId }: Provider): bigint {
    return this.home.ibc.store.sequence("send", portId, channelId);
  }

  /** Packets sent from a sequence on; the chain forgets them, since the test answers them itself. */
  sent(provider: Provider, from: bigint): Packet[] {
    const { store } = this.home.ibc;
    const packets: Packet[] = [];
    for (let sequence = from; sequence < this.next(provider); sequence += 1n) {
      const sent = store.sentPacket(provider.portId, provider.channelId, sequence);
      if (sent === undefined) throw new RangeError(`packet ${sequence} was sent before`);
      packets.push(sent.packet);
      store.deleteSent(this.home.block, sent.packet);
    }
    this.home.state.commit();
    return packets;
  }

  private attempt(body: (ctx: Ctx) => void): Outcome {
    try {
      return { error: undefined, events: this.home.run(body) };
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      const { message: log, code, codespace } = error;
      return { error: errorFrom({ log, code, codespace }, MATCHERS).name, events: [] };
    }
  }
}
