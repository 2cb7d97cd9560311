import type { Table } from "../state.js";
import type { App, Channel, ContractQuery, Ctx, Ibc, Module, Packet, PortModule } from "../types.js";
import { Channels } from "./channels.js";
import { type ChainView, LightClients } from "./clients.js";
import { Connections } from "./connections.js";
import { ibcError, portErrors } from "./errors.js";
import { PacketFlow } from "./flow.js";
import { padded } from "./height.js";
import { handlers } from "./messages.js";
import { Packets } from "./packets.js";
import { answerIbcQuery } from "./queries.js";
import { IbcStore } from "./store.js";
import { Timeouts } from "./timeouts.js";

/** Blocks whose time is remembered: clients cannot be updated to older ones. */
const BLOCKS_KEPT = 1000n;

/** Ports of contracts begin so. */
const WASM = "wasm.";

/**
 * IBC between the chains of one process. Mirrors ibc-go 10's core: its checks, texts, codes and events, without proofs.
 * A client looks at the other chain itself, but only at heights that a relayer told it of.
 */
export class IbcModule implements Module, Ibc {
  readonly name = "ibc";
  /** State of clients, connections, channels and packets, for relayers and tests. */
  readonly store: IbcStore;
  readonly clients: LightClients;
  readonly messages: NonNullable<Module["messages"]>;
  readonly queries = { ibc: (query: ContractQuery) => answerIbcQuery(this.store, query) };
  private readonly channels: Channels;
  private readonly packets: Packets;
  private readonly times: Table<bigint>;
  private readonly ports = new Map<string, PortModule>();

  constructor(private readonly app: App) {
    const route = (portId: string) => this.route(portId);
    this.store = new IbcStore(app.state);
    this.times = app.state.table("ibc/times");
    this.clients = new LightClients(app.state, this.store);
    const connections = new Connections(this.store, this.clients);
    this.channels = new Channels(this.store, this.clients, connections, route);
    this.packets = new Packets(this.store, this.clients, connections);
    const timeouts = new Timeouts(this.store, this.clients, connections, this.channels);
    const flow = new PacketFlow(app.state, this.packets, timeouts, route);
    this.messages = handlers({ app, clients: this.clients, connections, channels: this.channels, flow });
  }

  /** What other chains may see of this one. */
  get view(): ChainView {
    return {
      chainId: this.app.chainId,
      latest: () => {
        for (const [height, time] of this.times.range(undefined, undefined, "descending")) {
          return { height: BigInt(height), time };
        }
        return undefined;
      },
      blockTime: (height) => this.times.get(padded(height)),
      valueAt: (path, height) => this.store.valueAt(path, height),
    };
  }

  /** Puts a module behind a port. Ports of contracts need none. */
  bindPort(portId: string, module: PortModule): void {
    this.ports.set(portId, module);
  }

  beginBlock({ block }: Ctx): void {
    this.times.set(padded(block.height), block.time);
    if (block.height > BLOCKS_KEPT) this.times.delete(padded(block.height - BLOCKS_KEPT));
  }

  sendPacket(
    ctx: Ctx,
    from: { readonly portId: string; readonly channelId: string },
    data: Uint8Array,
    timeout: { readonly height?: Packet["timeoutHeight"]; readonly timestamp?: bigint },
  ): bigint {
    return this.packets.send(ctx, from, data, timeout);
  }

  channel(portId: string, channelId: string): Channel | undefined {
    return this.store.channel(portId, channelId);
  }

  channelsOfPort(portId: string): readonly Channel[] {
    return [...this.store.channelsOf(`${portId}/`)];
  }

  closeChannel(ctx: Ctx, portId: string, channelId: string): void {
    this.channels.closeInit(ctx, portId, channelId);
  }

  private route(portId: string): PortModule {
    const module = portId.startsWith(WASM) ? this.app.wasm : this.ports.get(portId);
    if (module === undefined) throw ibcError(portErrors.invalidRoute, `route not found to portID: ${portId}`);
    return module;
  }
}
