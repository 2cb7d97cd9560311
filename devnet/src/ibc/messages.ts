import type { App, Handler, MsgResult, Packet } from "../types.js";
import type { Channels, NewChannel } from "./channels.js";
import type { LightClients } from "./clients.js";
import type { Connections } from "./connections.js";
import { channelErrors, ibcError, ibcErrors, within } from "./errors.js";
import type { PacketFlow } from "./flow.js";
import { checkChannel, checkOwnChannelId, checkPacket, checkPortId } from "./identifiers.js";
import { readHeight, readOrder, readPacket, readU64, type WireChannel, type WireHeight } from "./wire.js";

/** The parts of the module that messages go to. */
export interface Parts {
  readonly app: Pick<App, "auth">;
  readonly clients: LightClients;
  readonly connections: Connections;
  readonly channels: Channels;
  readonly flow: PacketFlow;
}

/**
 * Handlers by typeUrl. Values have the fields of ibc-go's messages in camel case, without proofs: the chain looks
 * itself at what the other one had at `proofHeight`. Where ibc-go takes a client's state or a header packed as `Any`,
 * plain fields stand: `clientState: { chainId, trustingPeriod, latestHeight }` (nanoseconds), `clientMessage: { height }`.
 */
export function handlers({ app, clients, connections, channels, flow }: Parts): Readonly<Record<string, Handler>> {
  return {
    "/ibc.core.client.v1.MsgCreateClient": (ctx, _signer, { clientState }) =>
      answer({
        clientId: clients.create(ctx, {
          chainId: clientState.chainId,
          trustingPeriod: readU64(clientState.trustingPeriod),
          height: readHeight(clientState.latestHeight).revisionHeight,
        }),
      }),
    "/ibc.core.client.v1.MsgUpdateClient": (ctx, _signer, { clientId, clientMessage }) => {
      clients.update(ctx, clientId, readHeight(clientMessage.height).revisionHeight);
      return answer({});
    },
    "/ibc.core.client.v1.MsgRecoverClient": (ctx, signer, { subjectClientId, substituteClientId }) => {
      const authority = app.auth.moduleAddress("gov");
      if (signer !== authority) throw ibcError(ibcErrors.unauthorized, `expected ${authority}, got ${signer}`);
      within("client recovery failed", () => clients.recover(ctx, subjectClientId, substituteClientId));
      return answer({});
    },

    "/ibc.core.connection.v1.MsgConnectionOpenInit": (ctx, _signer, { clientId, counterparty }) =>
      answer({
        connectionId: within("connection handshake open init failed", () =>
          connections.openInit(ctx, clientId, counterparty.clientId),
        ),
      }),
    "/ibc.core.connection.v1.MsgConnectionOpenTry": (ctx, _signer, { clientId, counterparty, proofHeight }) =>
      answer({
        connectionId: within("connection handshake open try failed", () => {
          const { clientId: theirs, connectionId } = counterparty;
          return connections.openTry(ctx, clientId, { clientId: theirs, connectionId }, readHeight(proofHeight));
        }),
      }),
    "/ibc.core.connection.v1.MsgConnectionOpenAck": (ctx, _signer, value) => {
      const { connectionId, counterpartyConnectionId, proofHeight } = value;
      within("connection handshake open ack failed", () =>
        connections.openAck(ctx, connectionId, counterpartyConnectionId, readHeight(proofHeight)),
      );
      return answer({});
    },
    "/ibc.core.connection.v1.MsgConnectionOpenConfirm": (ctx, _signer, { connectionId, proofHeight }) => {
      within("connection handshake open confirm failed", () =>
        connections.openConfirm(ctx, connectionId, readHeight(proofHeight)),
      );
      return answer({});
    },

    "/ibc.core.channel.v1.MsgChannelOpenInit": (ctx, _signer, { portId, channel }) => {
      const { channelId, version } = channels.openInit(ctx, readChannel(portId, channel, "INIT"));
      return answer({ channelId, version });
    },
    "/ibc.core.channel.v1.MsgChannelOpenTry": (ctx, _signer, { portId, channel, counterpartyVersion, proofHeight }) => {
      const wanted = readChannel(portId, channel, "TRYOPEN");
      const { channelId, version } = channels.openTry(ctx, wanted, counterpartyVersion, readHeight(proofHeight));
      return answer({ channelId, version });
    },
    "/ibc.core.channel.v1.MsgChannelOpenAck": (ctx, _signer, value) => {
      const { counterpartyChannelId, counterpartyVersion } = value;
      const counterparty = { channelId: counterpartyChannelId, version: counterpartyVersion };
      channels.openAck(ctx, readEnd(value), counterparty, readHeight(value.proofHeight));
      return answer({});
    },
    "/ibc.core.channel.v1.MsgChannelOpenConfirm": (ctx, _signer, value) => {
      const { portId, channelId } = readEnd(value);
      channels.openConfirm(ctx, portId, channelId, readHeight(value.proofHeight));
      return answer({});
    },
    "/ibc.core.channel.v1.MsgChannelCloseInit": (ctx, _signer, value) => {
      const { portId, channelId } = readEnd(value);
      channels.closeInit(ctx, portId, channelId);
      return answer({});
    },
    "/ibc.core.channel.v1.MsgChannelCloseConfirm": (ctx, _signer, value) => {
      const { portId, channelId } = readEnd(value);
      channels.closeConfirm(ctx, portId, channelId, readHeight(value.proofHeight));
      return answer({});
    },

    "/ibc.core.channel.v1.MsgRecvPacket": (ctx, signer, value) => {
      const { packet, proofHeight } = readPacketMessage(value);
      return relayed(flow.receive(ctx, packet, proofHeight, signer));
    },
    "/ibc.core.channel.v1.MsgAcknowledgement": (ctx, signer, value) => {
      if (value.acknowledgement.length === 0) {
        throw ibcError(channelErrors.invalidAcknowledgement, "ack bytes cannot be empty");
      }
      const { packet, proofHeight } = readPacketMessage(value);
      return relayed(flow.acknowledge(ctx, packet, value.acknowledgement, proofHeight, signer));
    },
    "/ibc.core.channel.v1.MsgTimeout": (ctx, signer, value) => {
      const { packet, proofHeight } = readPacketMessage(value);
      return relayed(flow.timeout(ctx, packet, proofHeight, readU64(value.nextSequenceRecv), signer));
    },
    "/ibc.core.channel.v1.MsgTimeoutOnClose": (ctx, signer, value) => {
      const { packet, proofHeight } = readPacketMessage(value);
      return relayed(flow.timeoutOnClose(ctx, packet, proofHeight, readU64(value.nextSequenceRecv), signer));
    },
  };
}

function answer(response: MsgResult["response"]): MsgResult {
  return { data: new Uint8Array(), response };
}

/** Whether a relayed packet message changed anything, in ibc-go's words. */
function relayed(fresh: boolean): MsgResult {
  return answer({ result: fresh ? "RESPONSE_RESULT_TYPE_SUCCESS" : "RESPONSE_RESULT_TYPE_NOOP" });
}

function readChannel(portId: string, channel: WireChannel, state: "INIT" | "TRYOPEN"): NewChannel {
  const wanted: NewChannel = {
    portId,
    order: readOrder(channel.ordering),
    version: channel.version,
    connectionId: channel.connectionHops[0] ?? "",
    counterparty: { portId: channel.counterparty.portId, channelId: channel.counterparty.channelId ?? "" },
  };
  checkChannel(wanted, channel.connectionHops.length, state);
  return wanted;
}

function readEnd({ portId, channelId }: { readonly portId: string; readonly channelId: string }) {
  within("invalid port ID", () => checkPortId(portId));
  checkOwnChannelId(channelId);
  return { portId, channelId };
}

function readPacketMessage(value: Parameters<Handler>[2]) {
  const packet: Packet = readPacket(value.packet);
  checkPacket(packet);
  return { packet, proofHeight: readHeight(value.proofHeight as WireHeight | undefined) };
}
