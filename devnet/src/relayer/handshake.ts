import { orderNumber } from "../ibc/wire.js";
import type { EncodeObject } from "../types.js";
import type { Endpoint } from "./endpoint.js";
import type { ChannelEnds, ChannelParams, ConnectionEnd, ConnectionEnds } from "./types.js";

const CONNECTION = "/ibc.core.connection.v1.";
const CHANNEL = "/ibc.core.channel.v1.";

/** Makes a client of `of` on `on`; answers its id. `trustingPeriod` in nanoseconds. */
export function createClient(on: Endpoint, of: Endpoint, trustingPeriod: bigint): string {
  const clientState = { chainId: of.chainId, trustingPeriod, latestHeight: of.latest().height };
  const value = { clientState, signer: on.address };
  return String(on.require([{ typeUrl: "/ibc.core.client.v1.MsgCreateClient", value }]).clientId);
}

/** Opens a connection over two clients, in four messages. */
export function createConnection(
  a: { readonly end: Endpoint; readonly clientId: string },
  b: { readonly end: Endpoint; readonly clientId: string },
): ConnectionEnds {
  const first = message(a.end, `${CONNECTION}MsgConnectionOpenInit`, {
    clientId: a.clientId,
    counterparty: { clientId: b.clientId },
  });
  const idA = String(a.end.require([first]).connectionId);
  const second = proven(b.end, a.end, b.clientId, `${CONNECTION}MsgConnectionOpenTry`, {
    clientId: b.clientId,
    counterparty: { clientId: a.clientId, connectionId: idA },
  });
  const idB = String(b.end.require(second).connectionId);
  const third = { connectionId: idA, counterpartyConnectionId: idB };
  a.end.require(proven(a.end, b.end, a.clientId, `${CONNECTION}MsgConnectionOpenAck`, third));
  b.end.require(proven(b.end, a.end, b.clientId, `${CONNECTION}MsgConnectionOpenConfirm`, { connectionId: idB }));
  return {
    a: { chainId: a.end.chainId, clientId: a.clientId, connectionId: idA },
    b: { chainId: b.end.chainId, clientId: b.clientId, connectionId: idB },
  };
}

/** Opens a channel over a connection, in four messages. */
export function createChannel(a: Endpoint, b: Endpoint, params: ChannelParams): ChannelEnds {
  const { connection, ports } = params;
  const ordering = orderNumber(params.order ?? "ORDER_UNORDERED");
  const channel = (own: ConnectionEnd, counterparty: object, version: string) => ({
    ordering,
    counterparty,
    connectionHops: [own.connectionId],
    version,
  });
  const first = message(a, `${CHANNEL}MsgChannelOpenInit`, {
    portId: ports.a,
    channel: channel(connection.a, { portId: ports.b, channelId: "" }, params.version),
  });
  const init = a.require([first]);
  const [idA, versionA] = [String(init.channelId), String(init.version)];
  const second = proven(b, a, connection.b.clientId, `${CHANNEL}MsgChannelOpenTry`, {
    portId: ports.b,
    channel: channel(connection.b, { portId: ports.a, channelId: idA }, versionA),
    counterpartyVersion: versionA,
  });
  const opened = b.require(second);
  const [idB, version] = [String(opened.channelId), String(opened.version)];
  const third = {
    portId: ports.a,
    channelId: idA,
    counterpartyChannelId: idB,
    counterpartyVersion: version,
  };
  a.require(proven(a, b, connection.a.clientId, `${CHANNEL}MsgChannelOpenAck`, third));
  const fourth = { portId: ports.b, channelId: idB };
  b.require(proven(b, a, connection.b.clientId, `${CHANNEL}MsgChannelOpenConfirm`, fourth));
  return {
    a: { chainId: a.chainId, portId: ports.a, channelId: idA },
    b: { chainId: b.chainId, portId: ports.b, channelId: idB },
    version,
  };
}

function message(on: Endpoint, typeUrl: string, value: object): EncodeObject {
  return { typeUrl, value: { ...value, signer: on.address } };
}

/** A message that proves something of `other`, behind an update of the client. */
function proven(on: Endpoint, other: Endpoint, clientId: string, typeUrl: string, value: object): EncodeObject[] {
  const { messages, proofHeight } = on.proofOf(other, clientId, true);
  return [...messages, message(on, typeUrl, { ...value, proofHeight })];
}
