import { type AtContract, type Bound, type ContractConfig, canSign } from "../core/bound.js";
import type { QueryClient, SigningClient } from "../core/client.js";
import type { WalkOptions } from "../core/pagination.js";
import type { SendOptions } from "../core/tx.js";
import { getConfig } from "./getConfig.js";
import { type GetEvidenceParams, getEvidence } from "./getEvidence.js";
import { type GetKeyParams, getKey } from "./getKey.js";
import { getUnbondingPeriod } from "./getUnbondingPeriod.js";
import { iterateKeys, type ListKeysParams, listKeys } from "./listKeys.js";
import { type RegisterKeyParams, registerKey } from "./registerKey.js";
import { type SetMinHeightParams, setMinHeight } from "./setMinHeight.js";
import { type SubmitDuplicateVoteParams, submitDuplicateVote } from "./submitDuplicateVote.js";
import { type SubmitEvidenceParams, submitEvidence } from "./submitEvidence.js";

function reader(client: QueryClient, contract: string) {
  return {
    getConfig: () => getConfig(client, { contract }),
    getUnbondingPeriod: () => getUnbondingPeriod(client, { contract }),
    getEvidence: (params: AtContract<GetEvidenceParams>) => getEvidence(client, { contract, ...params }),
    getKey: (params: AtContract<GetKeyParams>) => getKey(client, { contract, ...params }),
    listKeys: (params: AtContract<ListKeysParams> = {}) => listKeys(client, { contract, ...params }),
    iterateKeys: (params: AtContract<ListKeysParams> = {}, options?: WalkOptions) =>
      iterateKeys(client, { contract, ...params }, options),
  };
}

function writer(client: SigningClient, contract: string, sender: string) {
  const call = { contract, sender };
  return {
    submitEvidence: (params: Bound<SubmitEvidenceParams>, options?: SendOptions) =>
      submitEvidence(client, { ...call, ...params }, options),
    submitDuplicateVote: (params: Bound<SubmitDuplicateVoteParams>, options?: SendOptions) =>
      submitDuplicateVote(client, { ...call, ...params }, options),
    registerKey: (params: Bound<RegisterKeyParams>, options?: SendOptions) =>
      registerKey(client, { ...call, ...params }, options),
    setMinHeight: (params: Bound<SetMinHeightParams>, options?: SendOptions) =>
      setMinHeight(client, { ...call, ...params }, options),
  };
}

/** The slasher's queries, bound to one contract. */
export type SlasherReader = ReturnType<typeof reader>;

/** The slasher's queries and messages, bound to one contract. */
export type SlasherClient = SlasherReader & ReturnType<typeof writer>;

/**
 * The slasher's queries and messages without repeating client, contract and sender. With a client that can't sign,
 * only the queries.
 *
 * @example
 * ```ts
 * const slasher = createSlasherClient({ client, contract, sender });
 * await slasher.submitEvidence({ validator, ratio: parseRatio("0.1"), evidenceId: "A1" });
 * ```
 */
export function createSlasherClient(config: ContractConfig<SigningClient>): SlasherClient;
export function createSlasherClient(config: ContractConfig<QueryClient>): SlasherReader;
export function createSlasherClient({ client, contract, sender = "" }: ContractConfig<QueryClient>): SlasherReader {
  const queries = reader(client, contract);
  return canSign(client) ? { ...queries, ...writer(client, contract, sender) } : queries;
}
