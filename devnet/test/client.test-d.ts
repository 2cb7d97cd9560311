import type { SigningCosmWasmClient } from "@cosmjs/cosmwasm-stargate";
import { expectTypeOf } from "vitest";
import type { SigningClient } from "../../src/core/client.js";
import type { DevnetClient } from "../src/client.js";

// Both fit where the SDK takes a client: what is written against one runs with the other.
expectTypeOf<DevnetClient>().toExtend<SigningClient>();
expectTypeOf<SigningCosmWasmClient>().toExtend<SigningClient>();

/** Methods whose parameters of cosmjs's client the devnet's takes as they are. */
type Shared =
  | "getChainId"
  | "getHeight"
  | "getBlock"
  | "getBalance"
  | "getSequence"
  | "getTx"
  | "searchTx"
  | "getCodes"
  | "getContract"
  | "queryContractSmart"
  | "queryContractRaw"
  | "simulate"
  | "signAndBroadcast"
  | "execute"
  | "executeMultiple"
  | "upload"
  | "instantiate"
  | "instantiate2"
  | "migrate"
  | "updateAdmin"
  | "clearAdmin"
  | "sendTokens"
  | "delegateTokens"
  | "undelegateTokens"
  | "withdrawRewards";

type Refused = {
  [K in Shared]: Parameters<SigningCosmWasmClient[K]> extends Parameters<DevnetClient[K]> ? never : K;
}[Shared];

expectTypeOf<Refused>().toBeNever();
