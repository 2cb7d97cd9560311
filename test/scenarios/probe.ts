import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { StageChain } from "mesh-security-cli";
import type { EncodeObject } from "mesh-security-sdk";
import { instantiateMsg, predictAddress, storeCodeMsg } from "mesh-security-sdk/deploy";

/** A contract that does what it is told, at every entry point: see contracts/testing/probe. */
const PROBE = fileURLToPath(new URL("../../devnet/test/fixtures/probe.wasm", import.meta.url));

/** What the probe shall do; the same wherever an entry point can be told. */
export interface Plan {
  /** Entries to write before all else: keys and values in base64. */
  readonly set?: readonly (readonly [key: string, value: string])[];
  readonly messages?: readonly SubMsg[];
  readonly attributes?: readonly { readonly key: string; readonly value: string }[];
  readonly events?: readonly { readonly type: string; readonly attributes: Plan["attributes"] }[];
  /** Base64. */
  readonly data?: string;
  /** Answers this error, after the writes. */
  readonly fail?: string;
}

export interface SubMsg {
  readonly id: number;
  readonly reply_on: "always" | "error" | "success" | "never";
  readonly msg: object;
  readonly gas_limit: number | null;
  readonly payload: string;
}

export const base64 = (text: string) => Buffer.from(text).toString("base64");
export const binary = (value: unknown) => base64(JSON.stringify(value));

export function sub(id: number, reply_on: SubMsg["reply_on"], msg: object, gas_limit: number | null = null): SubMsg {
  return { id, reply_on, msg, gas_limit, payload: "" };
}

export const wasmExecute = (contract: string, plan: Plan) => ({
  wasm: { execute: { contract_addr: contract, msg: binary({ run: plan }), funds: [] } },
});

/** A probe on a chain, and an account that tells it what to do. */
export class Probe {
  constructor(
    readonly chain: StageChain,
    readonly owner: string,
    readonly address: string,
  ) {}

  get port(): string {
    return `wasm.${this.address}`;
  }

  message(plan: Plan, amount?: bigint): EncodeObject {
    const funds = amount === undefined ? [] : [{ denom: this.chain.bondDenom, amount: amount.toString() }];
    const msg = new TextEncoder().encode(JSON.stringify({ run: plan }));
    return {
      typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
      value: { sender: this.owner, contract: this.address, msg, funds },
    };
  }

  /** Sends without a simulation, so that a refusal comes from the block. */
  run(plan: Plan, amount?: bigint) {
    const fee = { amount: [], gas: "3000000" };
    return this.chain.client.signAndBroadcast(this.owner, [this.message(plan, amount)], fee);
  }

  /** What it stored under a key; undefined where nothing is. */
  async stored(key: string): Promise<string | undefined> {
    const answer: unknown = await this.chain.client.queryContractSmart(this.address, { get: { key: base64(key) } });
    return typeof answer === "string" ? Buffer.from(answer, "base64").toString("utf8") : undefined;
  }

  /** What the chain answers to a query of the contract. */
  ask(request: object): Promise<unknown> {
    return this.chain.client.queryContractSmart(this.address, { ask: { request } });
  }
}

/** Stores and instantiates the probe from a new account that holds `amount`. */
export async function deployProbe(chain: StageChain, amount: bigint): Promise<Probe> {
  const owner = await chain.account("owner", amount);
  const wasm = new Uint8Array(await readFile(PROBE));
  const stored = await chain.client.signAndBroadcast(owner, [storeCodeMsg({ sender: owner, wasm })], "auto");
  const { attributes = [] } = stored.events.find(({ type }) => type === "store_code") ?? {};
  const told = (name: string) => attributes.find(({ key }) => key === name)?.value ?? "";
  const salt = new TextEncoder().encode("probe");
  const message = instantiateMsg({ sender: owner, codeId: Number(told("code_id")), label: "probe", msg: {}, salt });
  const { code, rawLog } = await chain.client.signAndBroadcast(owner, [message], "auto");
  if (code !== 0) throw new Error(rawLog);
  const checksum = new Uint8Array(Buffer.from(told("code_checksum"), "hex"));
  const address = await predictAddress({ checksum, creator: owner, salt });
  return new Probe(chain, owner, address);
}
