import { readFileSync } from "node:fs";
import { Chain, type ChainOptions } from "../src/chain.js";
import { namedAddress } from "../src/genesis.js";
import type { TxOutcome } from "../src/transaction.js";
import type { EncodeObject } from "../src/types.js";
import type { CodeCache } from "../src/wasm/code.js";

export const PREFIX = "juno";
export const DENOM = "ujuno";
export const alice = namedAddress(PREFIX, "alice");
export const bob = namedAddress(PREFIX, "bob");

export const probeWasm = new Uint8Array(readFileSync(new URL("./fixtures/probe.wasm", import.meta.url)));

/** Shared by the tests of one file, so that the contract is compiled once. */
export const codes: CodeCache = new Map();

export const utf8 = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
export const base64 = (value: string | Uint8Array) => Buffer.from(value).toString("base64");
/** Base64 of a value's JSON: how contracts nest messages. */
export const binary = (value: unknown) => base64(utf8(value));

export function makeChain(options: Partial<ChainOptions> = {}): Chain {
  return new Chain({
    chainId: "juno-1",
    prefix: PREFIX,
    bondDenom: DENOM,
    balances: { [alice]: [{ denom: DENOM, amount: 1_000_000n }], [bob]: [{ denom: DENOM, amount: 1_000n }] },
    ...options,
    wasm: { codes, ...options.wasm },
  });
}

/** Delivers and requires success. */
export function mustDeliver(chain: Chain, signer: string, ...messages: EncodeObject[]): TxOutcome {
  const outcome = chain.deliver({ signer, messages });
  if (outcome.code !== 0) throw new Error(outcome.rawLog);
  return outcome;
}

export const storeMsg = (wasm: Uint8Array, sender = alice): EncodeObject => ({
  typeUrl: "/cosmwasm.wasm.v1.MsgStoreCode",
  value: { sender, wasmByteCode: wasm },
});

export const instantiateMsg = (
  codeId: bigint,
  { plan = {}, admin = "", sender = alice }: { plan?: unknown; admin?: string; sender?: string } = {},
): EncodeObject => ({
  typeUrl: "/cosmwasm.wasm.v1.MsgInstantiateContract",
  value: { sender, admin, codeId, label: "probe", msg: utf8(plan), funds: [] },
});

export const executeMsg = (
  contract: string,
  msg: unknown,
  { sender = alice, funds = [] }: { sender?: string; funds?: readonly { denom: string; amount: string }[] } = {},
): EncodeObject => ({
  typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
  value: { sender, contract, msg: msg instanceof Uint8Array ? msg : utf8(msg), funds },
});

/** A plan of the probe, as a message to execute. */
export const run = (plan: Record<string, unknown>) => ({ run: plan });

/** `wasm/execute` of the probe as a message of a contract. */
export const callOf = (contract: string, msg: unknown) => ({
  wasm: { execute: { contract_addr: contract, msg: binary(msg), funds: [] } },
});

export function deployProbe(chain: Chain, options: { plan?: unknown; admin?: string } = {}): string {
  const stored = mustDeliver(chain, alice, storeMsg(probeWasm));
  const codeId = stored.responses[0]?.fields.codeId as bigint;
  return anotherProbe(chain, codeId, options);
}

export function anotherProbe(chain: Chain, codeId = 1n, options: { plan?: unknown; admin?: string } = {}): string {
  const made = mustDeliver(chain, alice, instantiateMsg(codeId, options));
  return made.responses[0]?.fields.address as string;
}

/** Asks the probe; throws what the chain throws. */
export function ask<T>(chain: Chain, contract: string, query: unknown): T {
  const { block, wasm } = chain;
  const answer = wasm.querySmart(
    block,
    { used: 0n, limit: 2n ** 62n, consume: () => undefined },
    contract,
    utf8(query),
  );
  return JSON.parse(new TextDecoder().decode(answer)) as T;
}

/** What is stored under a key, as text; null where nothing is. */
export function stored(chain: Chain, contract: string, key: string): string | null {
  const value = chain.wasm.queryRaw(contract, new TextEncoder().encode(key));
  return value === undefined ? null : new TextDecoder().decode(value);
}
