import { plainError } from "../sdk-error.js";
import type { Channel, ContractQuery } from "../types.js";
import type { IbcStore } from "./store.js";

interface IbcQuery {
  readonly port_id?: object;
  readonly list_channels?: { readonly port_id?: string | null };
  readonly channel?: { readonly channel_id: string; readonly port_id?: string | null };
  readonly own_port?: string;
}

/**
 * Answers `{"ibc": …}` of a contract; only open channels are shown. A query does not say who asks: x/wasm puts the
 * contract's port beside it as `own_port`, which stands where the contract names no port.
 */
export function answerIbcQuery(store: IbcStore, query: ContractQuery): unknown {
  const { port_id, list_channels, channel, own_port: ownPort = "" } = query as IbcQuery;
  if (port_id !== undefined) return { port_id: ownPort };
  if (list_channels !== undefined) {
    const port = list_channels.port_id || ownPort;
    return { channels: port === "" ? [] : [...store.channelsOf(port)].filter(isOpen).map(wire) };
  }
  if (channel !== undefined) {
    const found = store.channel(channel.port_id || ownPort, channel.channel_id);
    return { channel: found !== undefined && isOpen(found) ? wire(found) : null };
  }
  throw plainError("Unsupported request: unknown IBCQuery variant");
}

function isOpen(channel: Channel): boolean {
  return channel.state === "OPEN";
}

/** A channel as contracts read it. */
function wire(channel: Channel) {
  return {
    endpoint: { port_id: channel.portId, channel_id: channel.channelId },
    counterparty_endpoint: { port_id: channel.counterparty.portId, channel_id: channel.counterparty.channelId },
    order: channel.order,
    version: channel.version,
    connection_id: channel.connectionId,
  };
}
