/** From parameters in the SDK's words to the consumer's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import { assertIdentifier, assertInteger, assertLimit, priceToWire } from "../core/argument.js";
import { onlySet } from "../core/message.js";
import { type PageParams, pageToWire } from "../core/pagination.js";
import type { InitParams } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, ProviderEnd, QueryMsg } from "./schema.js";

function providerEnd(end: ProviderEnd): { port_id: string; connection_id: string } {
  return {
    port_id: assertIdentifier("port", end.portId),
    connection_id: assertIdentifier("connection", end.connectionId),
  };
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

export function retryRewardsWire(params: { readonly limit?: number }): ExecuteMsg {
  return { retry_rewards: onlySet({ limit: params.limit === undefined ? undefined : assertLimit(params.limit) }) };
}

export function setCounterpartyWire(params: ProviderEnd): ExecuteMsg {
  return { set_counterparty: providerEnd(params) };
}

export function unbindChannelWire(): ExecuteMsg {
  return { unbind_channel: {} };
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

export function pendingRewardsWire(params: PageParams): QueryMsg {
  return { pending_rewards: pageToWire(params) };
}
