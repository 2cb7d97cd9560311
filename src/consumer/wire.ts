/** From parameters in the SDK's words to the consumer's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import {
  assertIdentifier,
  assertInteger,
  assertLimit,
  priceToWire,
  ratioToWire,
  shareToWire,
} from "../core/argument.js";
import { onlySet } from "../core/message.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import { InvalidDecimalError, InvalidRatioError } from "../errors/number.js";
import { Decimal } from "../math/decimal.js";
import type { InitParams, PriceRules } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, ProviderEnd, QueryMsg, SudoMsg } from "./schema.js";

function providerEnd(end: ProviderEnd): { port_id: string; connection_id: string } {
  return {
    port_id: assertIdentifier("port", end.portId),
    connection_id: assertIdentifier("connection", end.connectionId),
  };
}

/** A share that leaves something. */
function discountToWire(discount: Decimal): string {
  if (discount?.atomics === Decimal.ONE.atomics) throw new InvalidRatioError(discount, "a discount from 0 to below 1");
  return shareToWire(discount);
}

/** A price may more than double, so a jump may be above 1. */
function jumpToWire(jump: Decimal): string {
  if (typeof jump?.atomics !== "bigint") throw new InvalidDecimalError(jump, "a Decimal from 0");
  return jump.toString();
}

/** `beside` is the prefix of the chain. */
function rulesToWire(beside: string, rules: PriceRules): Extract<SudoMsg, { set_feed: unknown }>["set_feed"] {
  const { priceFeed, discount, maxPriceAge, maxPriceJump } = rules;
  if (priceFeed !== undefined) assertAccount(priceFeed, beside, "priceFeed");
  return onlySet({
    price_feed: priceFeed,
    discount: discount === undefined ? undefined : discountToWire(discount),
    max_price_age: maxPriceAge === undefined ? undefined : assertInteger("maxPriceAge", maxPriceAge, 1),
    max_price_jump: maxPriceJump === undefined ? undefined : jumpToWire(maxPriceJump),
  });
}

export function initWire(params: InitParams): InstantiateMsg {
  const prefix = assertAccount(params.metaStaking, undefined, "metaStaking");
  if (params.admin !== undefined) assertAccount(params.admin, prefix, "admin");
  const lifetime = params.packetLifetime;
  return {
    provider: providerEnd(params.provider),
    remote_to_local_exchange_rate: priceToWire(params.remoteToLocalExchangeRate),
    meta_staking_contract_address: params.metaStaking,
    ics20_channel: assertIdentifier("channel", params.ics20Channel),
    ...onlySet({
      packet_lifetime: lifetime === undefined ? undefined : assertInteger("packetLifetime", lifetime, 1),
      admin: params.admin,
    }),
    ...rulesToWire(prefix, params),
  };
}

interface OfValidator {
  readonly sender: string;
  readonly validator: string;
}

function ofValidator({ sender, validator }: OfValidator): { validator: string } {
  assertValidator(validator, assertAccount(sender, undefined, "sender"));
  return { validator };
}

export function receiveRewardsWire(params: OfValidator): ExecuteMsg {
  return { mesh_consumer_recieve_rewards_msg: ofValidator(params) };
}

export function claimRewardsWire(params: OfValidator): ExecuteMsg {
  return { claim_rewards: ofValidator(params) };
}

export function syncValidatorsWire(): ExecuteMsg {
  return { sync_validators: {} };
}

interface Limited {
  readonly limit?: number;
}

const limited = ({ limit }: Limited) => onlySet({ limit: limit === undefined ? undefined : assertLimit(limit) });

export function retryRewardsWire(params: Limited): ExecuteMsg {
  return { retry_rewards: limited(params) };
}

export function updatePriceWire(): ExecuteMsg {
  return { update_price: {} };
}

export function rebalanceWire(params: Limited): ExecuteMsg {
  return { rebalance: limited(params) };
}

export function validatorSlashedWire(params: OfValidator & { readonly ratio: Decimal }): ExecuteMsg {
  return { validator_slashed: { ...ofValidator(params), ratio: ratioToWire(params.ratio) } };
}

export function retryReportsWire(params: Limited): ExecuteMsg {
  return { retry_reports: limited(params) };
}

export function setCounterpartyWire(params: ProviderEnd): SudoMsg {
  return { set_counterparty: providerEnd(params) };
}

export function unbindChannelWire(): SudoMsg {
  return { unbind_channel: {} };
}

export function setPriceWire(params: { readonly price: Decimal }): SudoMsg {
  return { set_price: { rate: priceToWire(params.price) } };
}

/** `beside` is an address of the same chain: the sender, or the authority of a proposal. */
export function setFeedWire(beside: string, params: PriceRules): SudoMsg {
  return { set_feed: rulesToWire(assertAccount(beside, undefined, "sender"), params) };
}

export function configWire(): QueryMsg {
  return { config: {} };
}

export function channelWire(): QueryMsg {
  return { channel: {} };
}

export function stakesWire(params: PageParams): QueryMsg {
  return { stakes: pageToWire(params) };
}

export function priceWire(): QueryMsg {
  return { price: {} };
}

export function pendingReportsWire(params: PageParams): QueryMsg {
  return { pending_reports: pageToWire(params) };
}

export function pendingRewardsWire(params: PageParams): QueryMsg {
  return { pending_rewards: pageToWire(params) };
}
