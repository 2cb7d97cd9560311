import type { QueryClient, SigningClient } from "./client.js";

/** What the clients of the contract folders are made from. */
export interface ContractConfig<C extends QueryClient> {
  /** Any client with the methods of `QueryClient`, or of `SigningClient` to send as well. */
  readonly client: C;
  readonly contract: string;
  /** Who signs, where a call does not say it. */
  readonly sender?: string;
}

/** Parameters of a query to a contract that is already known. */
export type AtContract<P> = Omit<P, "contract">;

/** Parameters of a message to a contract that is already known; `sender` only where it differs from the client's. */
export type Bound<P> = Omit<P, "contract" | "sender"> & { readonly sender?: string };

/** Whether a client can send. */
export function canSign(client: QueryClient): client is SigningClient {
  return "signAndBroadcast" in client && "simulate" in client;
}
