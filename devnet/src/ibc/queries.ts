import { plainError } from "../sdk-error.js";
import type { Channel, ContractQuery } from "../types.js";
import type { IbcStore } from "./store.js";

interface IbcQuery {
  readonly list_channels?: { readonly port_id: string };
  readonly channel?: { readonly channel_id: string; readonly port_id: string };
}

/**
 * Answers `{"ibc": …}` of a contract; only open channels are shown. x/wasm, which knows who asks, puts the contract's own
 * port where it names none, and answers `port_id` itself.
 */
export function answerIbcQuery(store: IbcStore, query: ContractQuery): unknown {
  const { list_channels, channel } = query as IbcQuery;
  if (list_channels !== undefined) {
    const { port_id: portId } = list_channels;
    return { channels: portId === "" ? [] : [...store.channelsOf(portId)].filter(isOpen).map(wire) };
  }
  if (channel !== undefined) {
    const found = store.channel(channel.port_id, channel.channel_id);
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
