import { type AtContract, type Bound, type ContractConfig, canSign } from "../core/bound.js";
import type { QueryClient, SigningClient } from "../core/client.js";
import type { WalkOptions } from "../core/pagination.js";
import type { SendOptions } from "../core/tx.js";
import { type BondParams, bond } from "./bond.js";
import { type BurnParams, burn } from "./burn.js";
import { type GetBalanceParams, getBalance } from "./getBalance.js";
import { getConfig } from "./getConfig.js";
import { type GetLocalStakeParams, getLocalStake } from "./getLocalStake.js";
import { getTotals } from "./getTotals.js";
import { type GrantClaimParams, grantClaim } from "./grantClaim.js";
import { iterateAccounts, type ListAccountsParams, listAccounts } from "./listAccounts.js";
import { iterateLienholders, type ListLienholdersParams, listLienholders } from "./listLienholders.js";
import { type NameLienholderParams, nameLienholder } from "./nameLienholder.js";
import { type ReleaseClaimParams, releaseClaim } from "./releaseClaim.js";
import { type SlashClaimParams, slashClaim } from "./slashClaim.js";
import { type UnbondParams, unbond } from "./unbond.js";

function reader(client: QueryClient, contract: string) {
  return {
    getBalance: (params: AtContract<GetBalanceParams>) => getBalance(client, { contract, ...params }),
    getConfig: () => getConfig(client, { contract }),
    getLocalStake: (params: AtContract<GetLocalStakeParams>) => getLocalStake(client, { contract, ...params }),
    getTotals: () => getTotals(client, { contract }),
    listAccounts: (params: AtContract<ListAccountsParams> = {}) => listAccounts(client, { contract, ...params }),
    iterateAccounts: (params: AtContract<ListAccountsParams> = {}, options?: WalkOptions) =>
      iterateAccounts(client, { contract, ...params }, options),
    listLienholders: (params: AtContract<ListLienholdersParams> = {}) =>
      listLienholders(client, { contract, ...params }),
    iterateLienholders: (params: AtContract<ListLienholdersParams> = {}, options?: WalkOptions) =>
      iterateLienholders(client, { contract, ...params }, options),
  };
}

function writer(client: SigningClient, contract: string, sender: string) {
  const call = { contract, sender };
  return {
    bond: (params: Bound<BondParams>, options?: SendOptions) => bond(client, { ...call, ...params }, options),
    unbond: (params: Bound<UnbondParams>, options?: SendOptions) => unbond(client, { ...call, ...params }, options),
    grantClaim: (params: Bound<GrantClaimParams>, options?: SendOptions) =>
      grantClaim(client, { ...call, ...params }, options),
    releaseClaim: (params: Bound<ReleaseClaimParams>, options?: SendOptions) =>
      releaseClaim(client, { ...call, ...params }, options),
    slashClaim: (params: Bound<SlashClaimParams>, options?: SendOptions) =>
      slashClaim(client, { ...call, ...params }, options),
    burn: (params: Bound<BurnParams> = {}, options?: SendOptions) => burn(client, { ...call, ...params }, options),
    nameLienholder: (params: Bound<NameLienholderParams>, options?: SendOptions) =>
      nameLienholder(client, { ...call, ...params }, options),
  };
}

/** The lockup's queries, bound to one contract. */
export type LockupReader = ReturnType<typeof reader>;

/** The lockup's queries and messages, bound to one contract. */
export type LockupClient = LockupReader & ReturnType<typeof writer>;

/**
 * The lockup's queries and messages without repeating client, contract and sender. With a client that can't sign, only
 * the queries.
 *
 * @example
 * ```ts
 * const lockup = createLockupClient({ client, contract, sender });
 * await lockup.bond({ funds: { denom: "uosmo", amount: 1_000_000n } });
 * const { free } = await lockup.getBalance({ account: sender });
 * ```
 */
export function createLockupClient(config: ContractConfig<SigningClient>): LockupClient;
export function createLockupClient(config: ContractConfig<QueryClient>): LockupReader;
export function createLockupClient({ client, contract, sender = "" }: ContractConfig<QueryClient>): LockupReader {
  const queries = reader(client, contract);
  return canSign(client) ? { ...queries, ...writer(client, contract, sender) } : queries;
}
