import * as z from "zod/mini";

/** The two ends of a channel, seen from the contract. */
export interface BoundChannel {
  readonly channelId: string;
  readonly portId: string;
  readonly counterpartyChannelId: string;
  readonly counterpartyPortId: string;
}

/** A bound channel in an answer. */
export const boundChannel = z.pipe(
  z.object({
    channel_id: z.string(),
    port_id: z.string(),
    counterparty_channel_id: z.string(),
    counterparty_port_id: z.string(),
  }),
  z.transform(
    (wire): BoundChannel => ({
      channelId: wire.channel_id,
      portId: wire.port_id,
      counterpartyChannelId: wire.counterparty_channel_id,
      counterpartyPortId: wire.counterparty_port_id,
    }),
  ),
);
