import { type AtContract, type Bound, type ContractConfig, canSign } from "../core/bound.js";
import type { QueryClient, SigningClient } from "../core/client.js";
import type { WalkOptions } from "../core/pagination.js";
import type { SendOptions } from "../core/tx.js";
import { type AddSlasherParams, addSlasher } from "./addSlasher.js";
import { type ClaimRewardsParams, claimRewards } from "./claimRewards.js";
import { type CreditParams, credit } from "./credit.js";
import { type GetAccountParams, getAccount } from "./getAccount.js";
import { getChannel } from "./getChannel.js";
import { getConfig } from "./getConfig.js";
import { type GetPendingCutParams, getPendingCut } from "./getPendingCut.js";
import { type GetPendingRewardsParams, getPendingRewards } from "./getPendingRewards.js";
import { type GetRemoteParams, getRemote } from "./getRemote.js";
import { getRewards } from "./getRewards.js";
import { type GetValidatorParams, getValidator } from "./getValidator.js";
import { iterateDelegators, type ListDelegatorsParams, listDelegators } from "./listDelegators.js";
import { iterateInFlight, type ListInFlightParams, listInFlight } from "./listInFlight.js";
import { listSlashers } from "./listSlashers.js";
import { iterateUnbonding, type ListUnbondingParams, listUnbonding } from "./listUnbonding.js";
import { iterateValidators, type ListValidatorsParams, listValidators } from "./listValidators.js";
import { type ProcessSlashesParams, processSlashes } from "./processSlashes.js";
import { type RefreshValidatorsParams, refreshValidators } from "./refreshValidators.js";
import { type RemoveSlasherParams, removeSlasher } from "./removeSlasher.js";
import { type ResendParams, resend } from "./resend.js";
import { type SetCounterpartyParams, setCounterparty } from "./setCounterparty.js";
import { type SettleParams, settle } from "./settle.js";
import { type SweepUnallocatedParams, sweepUnallocated } from "./sweepUnallocated.js";
import { type UnbindChannelParams, unbindChannel } from "./unbindChannel.js";
import { type UnbondParams, unbond } from "./unbond.js";
import { type UnstakeParams, unstake } from "./unstake.js";

function reader(client: QueryClient, contract: string) {
  return {
    getConfig: () => getConfig(client, { contract }),
    getAccount: (params: AtContract<GetAccountParams>) => getAccount(client, { contract, ...params }),
    getValidator: (params: AtContract<GetValidatorParams>) => getValidator(client, { contract, ...params }),
    getPendingRewards: (params: AtContract<GetPendingRewardsParams>) =>
      getPendingRewards(client, { contract, ...params }),
    getPendingCut: (params: AtContract<GetPendingCutParams>) => getPendingCut(client, { contract, ...params }),
    getChannel: () => getChannel(client, { contract }),
    getRemote: (params: AtContract<GetRemoteParams>) => getRemote(client, { contract, ...params }),
    getRewards: () => getRewards(client, { contract }),
    listSlashers: () => listSlashers(client, { contract }),
    listValidators: (params: AtContract<ListValidatorsParams> = {}) => listValidators(client, { contract, ...params }),
    iterateValidators: (params: AtContract<ListValidatorsParams> = {}, options?: WalkOptions) =>
      iterateValidators(client, { contract, ...params }, options),
    listUnbonding: (params: AtContract<ListUnbondingParams>) => listUnbonding(client, { contract, ...params }),
    iterateUnbonding: (params: AtContract<ListUnbondingParams>, options?: WalkOptions) =>
      iterateUnbonding(client, { contract, ...params }, options),
    listInFlight: (params: AtContract<ListInFlightParams>) => listInFlight(client, { contract, ...params }),
    iterateInFlight: (params: AtContract<ListInFlightParams>, options?: WalkOptions) =>
      iterateInFlight(client, { contract, ...params }, options),
    listDelegators: (params: AtContract<ListDelegatorsParams>) => listDelegators(client, { contract, ...params }),
    iterateDelegators: (params: AtContract<ListDelegatorsParams>, options?: WalkOptions) =>
      iterateDelegators(client, { contract, ...params }, options),
  };
}

function writer(client: SigningClient, contract: string, sender: string) {
  const call = { contract, sender };
  return {
    unstake: (params: Bound<UnstakeParams>, options?: SendOptions) => unstake(client, { ...call, ...params }, options),
    unbond: (params: Bound<UnbondParams> = {}, options?: SendOptions) =>
      unbond(client, { ...call, ...params }, options),
    claimRewards: (params: Bound<ClaimRewardsParams>, options?: SendOptions) =>
      claimRewards(client, { ...call, ...params }, options),
    processSlashes: (params: Bound<ProcessSlashesParams>, options?: SendOptions) =>
      processSlashes(client, { ...call, ...params }, options),
    settle: (params: Bound<SettleParams>, options?: SendOptions) => settle(client, { ...call, ...params }, options),
    resend: (params: Bound<ResendParams> = {}, options?: SendOptions) =>
      resend(client, { ...call, ...params }, options),
    credit: (params: Bound<CreditParams> = {}, options?: SendOptions) =>
      credit(client, { ...call, ...params }, options),
    refreshValidators: (params: Bound<RefreshValidatorsParams> = {}, options?: SendOptions) =>
      refreshValidators(client, { ...call, ...params }, options),
    setCounterparty: (params: Bound<SetCounterpartyParams>, options?: SendOptions) =>
      setCounterparty(client, { ...call, ...params }, options),
    unbindChannel: (params: Bound<UnbindChannelParams> = {}, options?: SendOptions) =>
      unbindChannel(client, { ...call, ...params }, options),
    addSlasher: (params: Bound<AddSlasherParams>, options?: SendOptions) =>
      addSlasher(client, { ...call, ...params }, options),
    removeSlasher: (params: Bound<RemoveSlasherParams>, options?: SendOptions) =>
      removeSlasher(client, { ...call, ...params }, options),
    sweepUnallocated: (params: Bound<SweepUnallocatedParams>, options?: SendOptions) =>
      sweepUnallocated(client, { ...call, ...params }, options),
  };
}

/** The provider's queries, bound to one contract. */
export type ProviderReader = ReturnType<typeof reader>;

/** The provider's queries and messages, bound to one contract. */
export type ProviderClient = ProviderReader & ReturnType<typeof writer>;

/**
 * The provider's queries and messages without repeating client, contract and sender. With a client that can't sign,
 * only the queries.
 *
 * @example
 * ```ts
 * const provider = createProviderClient({ client, contract, sender });
 * await provider.unstake({ validator, amount: 300n });
 * const stakes = await provider.getAccount({ account: sender });
 * ```
 */
export function createProviderClient(config: ContractConfig<SigningClient>): ProviderClient;
export function createProviderClient(config: ContractConfig<QueryClient>): ProviderReader;
export function createProviderClient({ client, contract, sender = "" }: ContractConfig<QueryClient>): ProviderReader {
  const queries = reader(client, contract);
  return canSign(client) ? { ...queries, ...writer(client, contract, sender) } : queries;
}
