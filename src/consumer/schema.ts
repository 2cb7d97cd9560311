/** The consumer's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { decimal, decimalText, option, uint32, uint64, uint128 } from "../core/scalars.js";
import { boundChannel } from "../ibc/channel.js";

const provider = { port_id: z.string(), connection_id: z.string() };

const feed = {
  price_feed: z.optional(z.string()),
  discount: z.optional(decimalText),
  max_price_age: z.optional(uint64),
  max_price_jump: z.optional(decimalText),
};

export const instantiateMsg = z.strictObject({
  provider: z.strictObject(provider),
  remote_to_local_exchange_rate: decimalText,
  meta_staking_contract_address: z.string(),
  ics20_channel: z.string(),
  packet_lifetime: z.optional(uint64),
  admin: z.optional(z.string()),
  ...feed,
});

const ofValidator = z.strictObject({ validator: z.string() });
const nothing = z.strictObject({});
const paged = z.strictObject({ limit: z.optional(uint32) });

const decisions = [
  z.strictObject({ set_counterparty: z.strictObject(provider) }),
  z.strictObject({ unbind_channel: nothing }),
  z.strictObject({ set_feed: z.strictObject(feed) }),
  z.strictObject({ set_price: z.strictObject({ rate: decimalText }) }),
] as const;

/** What the admin may do, as governance does it. */
export const sudoMsg = z.union(decisions);

export const executeMsg = z.union([
  z.strictObject({ mesh_consumer_recieve_rewards_msg: ofValidator }),
  z.strictObject({ claim_rewards: ofValidator }),
  z.strictObject({ sync_validators: nothing }),
  z.strictObject({ retry_rewards: paged }),
  z.strictObject({ update_price: nothing }),
  z.strictObject({ rebalance: paged }),
  z.strictObject({ validator_slashed: z.strictObject({ validator: z.string(), ratio: decimalText }) }),
  z.strictObject({ retry_reports: paged }),
  ...decisions,
]);

const page = z.strictObject({ start_after: z.optional(z.string()), limit: z.optional(uint32) });

export const queryMsg = z.union([
  z.strictObject({ config: nothing }),
  z.strictObject({ channel: nothing }),
  z.strictObject({ stakes: page }),
  z.strictObject({ price: nothing }),
  z.strictObject({ pending_rewards: page }),
  z.strictObject({ pending_reports: page }),
]);

/** The provider that a consumer listens to. */
export interface ProviderEnd {
  /** `wasm.<address>` */
  readonly portId: string;
  readonly connectionId: string;
}

const providerAnswer = z.pipe(
  z.object(provider),
  z.transform((wire): ProviderEnd => ({ portId: wire.port_id, connectionId: wire.connection_id })),
);

export const configAnswer = z.pipe(
  z.object({
    provider: providerAnswer,
    remote_to_local_exchange_rate: decimal,
    meta_staking_contract_address: z.string(),
    ics20_channel: z.string(),
    packet_lifetime: uint64,
    admin: option(z.string()),
  }),
  z.transform((wire) => ({
    provider: wire.provider,
    remoteToLocalExchangeRate: wire.remote_to_local_exchange_rate,
    metaStaking: wire.meta_staking_contract_address,
    ics20Channel: wire.ics20_channel,
    packetLifetime: wire.packet_lifetime,
    admin: wire.admin,
  })),
);

export const channelAnswer = z.object({ channel: option(boundChannel), counterparty: providerAnswer });

export const stakesAnswer = z.object({
  stakes: z.array(
    z.object({ validator: z.string(), remote: uint128, price: decimal, discount: decimal, asked: uint128 }),
  ),
});

export const pendingRewardsAnswer = z.object({
  rewards: z.array(
    z.pipe(
      z.object({
        validator: z.string(),
        denom: z.string(),
        to_announce: uint128,
        announcing: uint128,
        to_transfer: uint128,
        transferring: uint128,
      }),
      z.transform(({ to_announce, to_transfer, ...rest }) => ({
        ...rest,
        toAnnounce: to_announce,
        toTransfer: to_transfer,
      })),
    ),
  ),
});

const waiting = z.object({ rate: decimal, time: uint64 });

export const priceAnswer = z.pipe(
  z.object({
    rate: decimal,
    time: uint64,
    feed: option(z.string()),
    discount: decimal,
    max_age: option(uint64),
    max_jump: option(decimal),
    waiting: option(waiting),
    fresh: z.boolean(),
  }),
  z.transform(({ max_age, max_jump, ...rest }) => ({ ...rest, maxAge: max_age, maxJump: max_jump })),
);

export const pendingReportsAnswer = z.object({
  reports: z.array(
    z.object({
      validator: z.string(),
      waiting: decimal,
      sent: z.array(
        z.pipe(
          z.object({ channel_id: z.string(), ratio: decimal }),
          z.transform(({ channel_id, ratio }) => ({ channelId: channel_id, ratio })),
        ),
      ),
    }),
  ),
});

export type SudoMsg = z.input<typeof sudoMsg>;
export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
