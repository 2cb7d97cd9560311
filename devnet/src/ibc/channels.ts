import type { Channel, Ctx, PortModule } from "../types.js";
import type { LightClients } from "./clients.js";
import type { Connections } from "./connections.js";
import { channelErrors, clientErrors, ibcError, within } from "./errors.js";
import { type ChannelStep, emitChannel } from "./events.js";
import type { Height } from "./height.js";
import { type Connection, channelValue, type IbcStore, paths } from "./store.js";

/** What both first messages of a handshake say of the channel. */
export type NewChannel = Omit<Channel, "channelId" | "state">;

/** Finds what stands behind a port; throws `port/5` where nothing does. */
export type Route = (portId: string) => PortModule;

/** Opening and closing of channels, with the callbacks of the port's module. Mirrors 04-channel and its messages. */
export class Channels {
  constructor(
    private readonly store: IbcStore,
    private readonly clients: LightClients,
    private readonly connections: Connections,
    private readonly route: Route,
  ) {}

  openInit(ctx: Ctx, wanted: NewChannel): Channel {
    const module = this.route(wanted.portId);
    const channelId = within("channel handshake open init failed", () => {
      this.requireActive(ctx, this.connections.get(wanted.connectionId));
      return this.newId();
    });
    const proposed: Channel = { ...wanted, channelId, state: "INIT" };
    const version = this.callback("open init", proposed, () => module.onChanOpenInit(ctx, proposed));
    return this.write(ctx, "open_init", { ...proposed, version });
  }

  openTry(ctx: Ctx, wanted: NewChannel, counterpartyVersion: string, proofHeight: Height): Channel {
    const module = this.route(wanted.portId);
    const channelId = within("channel handshake open try failed", () => {
      const id = this.newId();
      const connection = this.connections.open(wanted.connectionId);
      this.verify(ctx, connection, proofHeight, wanted.counterparty, {
        state: "INIT",
        order: wanted.order,
        version: counterpartyVersion,
        counterparty: { portId: wanted.portId, channelId: "" },
      });
      return id;
    });
    const proposed: Channel = { ...wanted, version: counterpartyVersion, channelId, state: "TRYOPEN" };
    const version = this.callback("open try", proposed, () => module.onChanOpenTry(ctx, proposed, counterpartyVersion));
    return this.write(ctx, "open_try", { ...proposed, version });
  }

  openAck(
    ctx: Ctx,
    end: { readonly portId: string; readonly channelId: string },
    counterparty: { readonly channelId: string; readonly version: string },
    proofHeight: Height,
  ): void {
    const module = this.route(end.portId);
    const channel = within("channel handshake open ack failed", () => {
      const before = this.get(end.portId, end.channelId);
      if (before.state !== "INIT") {
        throw ibcError(channelErrors.invalidState, `channel state should be INIT (got STATE_${before.state})`);
      }
      const connection = this.connections.open(before.connectionId);
      const other = { portId: before.counterparty.portId, channelId: counterparty.channelId };
      this.verify(ctx, connection, proofHeight, other, {
        state: "TRYOPEN",
        order: before.order,
        version: counterparty.version,
        counterparty: end,
      });
      return { ...before, state: "OPEN" as const, version: counterparty.version, counterparty: other };
    });
    this.write(ctx, "open_ack", channel);
    this.callback("open ack", channel, () => module.onChanOpenAck(ctx, channel, counterparty.version));
  }

  openConfirm(ctx: Ctx, portId: string, channelId: string, proofHeight: Height): void {
    const module = this.route(portId);
    const channel = within("channel handshake open confirm failed", () => {
      const before = this.get(portId, channelId);
      if (before.state !== "TRYOPEN") {
        throw ibcError(channelErrors.invalidState, `channel state is not TRYOPEN (got STATE_${before.state})`);
      }
      this.verifyOther(ctx, before, proofHeight, "OPEN");
      return { ...before, state: "OPEN" as const };
    });
    this.write(ctx, "open_confirm", channel);
    this.callback("open confirm", channel, () => module.onChanOpenConfirm(ctx, channel));
  }

  /** Anybody may ask for it; only the port's module can refuse. */
  closeInit(ctx: Ctx, portId: string, channelId: string): void {
    const module = this.route(portId);
    const callback = `channel close init callback failed for port ID: ${portId}, channel ID: ${channelId}`;
    within(callback, () => module.onChanCloseInit(ctx, this.get(portId, channelId)));
    const channel = within("channel handshake close init failed", () => {
      const before = this.notClosed(portId, channelId);
      this.requireActive(ctx, this.connections.get(before.connectionId));
      this.connections.open(before.connectionId);
      return { ...before, state: "CLOSED" as const };
    });
    this.write(ctx, "close_init", channel);
  }

  closeConfirm(ctx: Ctx, portId: string, channelId: string, proofHeight: Height): void {
    const module = this.route(portId);
    const callback = `channel close confirm callback failed for port ID: ${portId}, channel ID: ${channelId}`;
    within(callback, () => module.onChanCloseConfirm(ctx, this.get(portId, channelId)));
    const channel = within("channel handshake close confirm failed", () => {
      const before = this.notClosed(portId, channelId);
      this.verifyOther(ctx, before, proofHeight, "CLOSED");
      return { ...before, state: "CLOSED" as const };
    });
    this.write(ctx, "close_confirm", channel);
  }

  /** The channel; throws `channel/3` where there is none. */
  get(portId: string, channelId: string): Channel {
    const channel = this.store.channel(portId, channelId);
    if (channel === undefined) {
      throw ibcError(channelErrors.notFound, `port ID (${portId}) channel ID (${channelId})`);
    }
    return channel;
  }

  /** Throws where the other end does not have that state. */
  verifyOther(ctx: Ctx, channel: Channel, proofHeight: Height, state: Channel["state"]): void {
    const { portId, channelId, order, version, counterparty } = channel;
    this.verify(ctx, this.connections.open(channel.connectionId), proofHeight, counterparty, {
      state,
      order,
      version,
      counterparty: { portId, channelId },
    });
  }

  private notClosed(portId: string, channelId: string): Channel {
    const channel = this.get(portId, channelId);
    if (channel.state === "CLOSED") throw ibcError(channelErrors.invalidState, "channel is already CLOSED");
    return channel;
  }

  private verify(
    ctx: Ctx,
    connection: Connection,
    height: Height,
    other: Channel["counterparty"],
    expected: Pick<Channel, "state" | "order" | "version" | "counterparty">,
  ): void {
    const { clientId, counterparty } = connection;
    within(`failed channel state verification for client (${clientId})`, () =>
      this.clients.verifyMembership(
        ctx.block,
        clientId,
        height,
        paths.channel(other.portId, other.channelId),
        channelValue({ ...expected, connectionId: counterparty.connectionId }),
      ),
    );
  }

  private requireActive(ctx: Ctx, { clientId }: Connection): void {
    const status = this.clients.status(ctx.block, clientId);
    if (status !== "Active") throw ibcError(clientErrors.notActive, `client (${clientId}) status is ${status}`);
  }

  private newId(): string {
    return `channel-${this.store.next("channel")}`;
  }

  private callback<T>(step: string, { portId, channelId }: Channel, body: () => T): T {
    return within(`channel ${step} callback failed for port ID: ${portId}, channel ID: ${channelId}`, body);
  }

  private write(ctx: Ctx, step: ChannelStep, channel: Channel): Channel {
    this.store.setChannel(ctx.block, channel);
    if (step === "open_init" || step === "open_try") {
      this.store.setNextReceive(ctx.block, channel.portId, channel.channelId, 1n);
    }
    emitChannel(ctx, step, channel);
    return channel;
  }
}
