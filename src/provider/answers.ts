/** The provider's answers as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { decimal, option, uint32, uint64, uint128 } from "../core/scalars.js";
import { boundChannel } from "../ibc/channel.js";

/** The consumer that a provider talks to. */
export interface ConsumerEnd {
  readonly connectionId: string;
  /** `wasm.<address>`; a provider that does not know it accepts any port of the connection. */
  readonly portId?: string | undefined;
}

const consumer = z.pipe(
  z.object({ connection_id: z.string(), port_id: option(z.string()) }),
  z.transform((wire): ConsumerEnd => ({ connectionId: wire.connection_id, portId: wire.port_id })),
);

export const configAnswer = z.pipe(
  z.object({
    consumer,
    slasher: option(z.string()),
    lockup: z.string(),
    unbonding_period: uint64,
    rewards_ibc_denom: z.string(),
    packet_lifetime: uint64,
    answer_grace: uint64,
    admin: option(z.string()),
    max_reported_slash: decimal,
  }),
  z.transform((wire) => ({
    consumer: wire.consumer,
    slasher: wire.slasher,
    lockup: wire.lockup,
    unbondingPeriod: wire.unbonding_period,
    rewardsDenom: wire.rewards_ibc_denom,
    packetLifetime: wire.packet_lifetime,
    answerGrace: wire.answer_grace,
    admin: wire.admin,
    maxReportedSlash: wire.max_reported_slash,
  })),
);

export const accountAnswer = z.object({
  staked: z.array(z.object({ validator: z.string(), tokens: uint128, slashed: uint128 })),
});

export const validatorAnswer = z.object({
  address: z.string(),
  tokens: uint128,
  status: z.enum(["active", "removed", "tombstoned"]),
  multiplier: decimal,
});

export const validatorsAnswer = z.object({ validators: z.array(validatorAnswer) });

export const pendingRewardsAnswer = z.object({ denom: z.string(), amount: uint128 });

export const unbondingAnswer = z.object({
  entries: z.array(
    z.pipe(
      z.object({
        id: uint64,
        validator: z.string(),
        tokens: uint128,
        slashed: uint128,
        opened_at: uint64,
        release_at: uint64,
      }),
      z.transform(({ opened_at, release_at, ...rest }) => ({ ...rest, openedAt: opened_at, releaseAt: release_at })),
    ),
  ),
});

export const inFlightAnswer = z.object({
  entries: z.array(
    z.pipe(
      z.object({
        id: uint64,
        channel_id: z.string(),
        sequence: uint64,
        validator: z.string(),
        amount: uint128,
        timeout_at: uint64,
      }),
      z.transform(({ channel_id, sequence, timeout_at, ...rest }) => ({
        ...rest,
        channelId: channel_id,
        sequence: BigInt(sequence),
        timeoutAt: timeout_at,
      })),
    ),
  ),
});

export const pendingCutAnswer = z.pipe(
  z.object({
    cut: uint128,
    base: uint128,
    number: uint64,
    queued_release: uint128,
    queued_slash: uint128,
  }),
  z.transform(({ queued_release, queued_slash, ...rest }) => ({
    ...rest,
    queuedRelease: queued_release,
    queuedSlash: queued_slash,
  })),
);

export const channelAnswer = z.object({
  channel: option(boundChannel),
  counterparty: consumer,
  syncing: z.boolean(),
});

export const delegatorsAnswer = z.object({
  delegators: z.array(z.object({ address: z.string(), tokens: uint128, slashed: uint128 })),
});

export const remoteAnswer = z.pipe(
  z.object({
    known: uint128,
    target: uint128,
    stakes_pending: uint128,
    resent_pending: uint128,
    unstakes_pending: uint128,
    packets_pending: uint32,
  }),
  z.transform((wire) => ({
    known: wire.known,
    target: wire.target,
    stakesPending: wire.stakes_pending,
    resentPending: wire.resent_pending,
    unstakesPending: wire.unstakes_pending,
    packetsPending: wire.packets_pending,
  })),
);

export const rewardsAnswer = z.object({
  denom: z.string(),
  announced: uint128,
  announcements: uint64,
  credited: uint128,
  unallocated: uint128,
});

export const slashersAnswer = z.object({
  slashers: z.array(
    z.pipe(
      z.object({ address: z.string(), max_percentage: option(decimal) }),
      z.transform((wire) => ({ address: wire.address, maxRatio: wire.max_percentage })),
    ),
  ),
});
