import type { Channel, Packet } from "../types.js";
import { channelErrors, hostErrors, ibcError, within } from "./errors.js";
import { isZero } from "./height.js";

const CHARACTERS = /^[a-zA-Z0-9._+\-#[\]<>]+$/;
const CHANNEL_ID = /^channel-[0-9]{1,20}$/;
/** 256 KiB. */
const MAX_DATA = 262_144;

function checkId(id: string, min: number, max: number): void {
  if (id.trim() === "") throw ibcError(hostErrors.invalidId, "identifier cannot be blank");
  if (id.includes("/")) throw ibcError(hostErrors.invalidId, `identifier ${id} cannot contain separator '/'`);
  const bytes = new TextEncoder().encode(id).length;
  if (bytes < min || bytes > max) {
    const details = `identifier ${id} has invalid length: ${bytes}, must be between ${min}-${max} characters`;
    throw ibcError(hostErrors.invalidId, details);
  }
  if (!CHARACTERS.test(id)) {
    throw ibcError(
      hostErrors.invalidId,
      `identifier ${id} must contain only alphanumeric or the following characters: '.', '_', '+', '-', '#', '[', ']', '<', '>'`,
    );
  }
}

/** Throws `host/2` where a port's id is malformed. */
export function checkPortId(id: string): void {
  checkId(id, 2, 128);
}

/** Throws `host/2` where a channel's id is malformed. */
export function checkChannelId(id: string): void {
  checkId(id, 8, 64);
}

/** Throws `host/2` where a connection's id is malformed. */
function checkConnectionId(id: string): void {
  checkId(id, 10, 64);
}

/** Throws `channel/18` where the id is not of this chain's own form, `channel-N`. */
export function checkOwnChannelId(id: string): void {
  if (!CHANNEL_ID.test(id)) throw ibcError(channelErrors.invalidIdentifier);
}

/** Throws where the first message of a handshake on either side could never be right. Mirrors its `ValidateBasic`. */
export function checkChannel(
  channel: Omit<Channel, "channelId" | "state">,
  hops: number,
  state: "INIT" | "TRYOPEN",
): void {
  within("invalid port ID", () => checkPortId(channel.portId));
  const { channelId } = channel.counterparty;
  if (state === "TRYOPEN") within("invalid counterparty channel ID", () => checkChannelId(channelId));
  else if (channelId !== "") {
    throw ibcError(channelErrors.invalidCounterparty, "counterparty channel identifier must be empty");
  }
  if (hops !== 1) throw ibcError(channelErrors.tooManyHops, "current IBC version only supports one connection hop");
  within("invalid connection hop ID", () => checkConnectionId(channel.connectionId));
  within("invalid counterparty port ID", () => checkPortId(channel.counterparty.portId));
}

/** Throws where a packet could never be sent. Mirrors its `ValidateBasic`. */
export function checkPacket(packet: Packet): void {
  within("invalid source port ID", () => checkPortId(packet.sourcePort));
  within("invalid destination port ID", () => checkPortId(packet.destinationPort));
  within("invalid source channel ID", () => checkChannelId(packet.sourceChannel));
  within("invalid destination channel ID", () => checkChannelId(packet.destinationChannel));
  const refuse = (details: string) => ibcError(channelErrors.invalidPacket, details);
  if (packet.sequence === 0n) throw refuse("packet sequence cannot be 0");
  if (isZero(packet.timeoutHeight) && packet.timeoutTimestamp === 0n) {
    throw refuse("packet timeout height and packet timeout timestamp cannot both be 0");
  }
  if (packet.data.length === 0) throw refuse("packet data bytes cannot be empty");
  if (packet.data.length > MAX_DATA) throw refuse(`packet data bytes cannot exceed ${MAX_DATA} bytes`);
}
