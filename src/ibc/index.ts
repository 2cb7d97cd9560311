export {
  type Ack,
  decodeAck,
  decodeAnnouncedAck,
  decodeListStakesAck,
  decodeListValidatorsAck,
  encodeAck,
  type ListedStake,
} from "./ack.js";
export type { BoundChannel } from "./channel.js";
export { decodePacketData, encodePacketData, type PacketData, type StakeChange } from "./packetData.js";
export { type Packet, packetsFromTx } from "./packetEvents.js";
export { assertAcknowledged, type PacketOutcome, type WaitForAckOptions, waitForAck } from "./waitForAck.js";
