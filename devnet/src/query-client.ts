import type { Chain } from "./chain.js";
import {
  type AccountDetails,
  type BlockDetails,
  type CodeDetails,
  type ContractDetails,
  type IndexedTx,
  jsonBytes,
  rfc3339,
} from "./client-types.js";
import type { WireCoin } from "./coins.js";
import { Meter } from "./gas.js";
import type { TxOutcome } from "./transaction.js";
import type { TxQuery } from "./tx-index.js";
import { SdkError } from "./types.js";
import { noSuchContract } from "./wasm/errors.js";

/** More than a node's default of 3,000,000: the devnet's instructions cost more. */
const QUERY_GAS = 30_000_000n;

/** Reads a devnet's chain, with the methods and shapes of cosmjs's `CosmWasmClient`. */
export class DevnetQueryClient {
  constructor(protected readonly chain: Chain) {}

  async getChainId(): Promise<string> {
    return this.chain.chainId;
  }

  async getHeight(): Promise<number> {
    return Number(this.chain.block.height);
  }

  /** Throws an Error for a height that was not reached. */
  async getBlock(height = Number(this.chain.block.height)): Promise<BlockDetails> {
    const block = this.chain.blockAt(BigInt(height));
    if (block === undefined) throw new Error(`block ${height} is not available`);
    const { chainId, time, hash } = block;
    return { id: hash, header: { version: { block: "11", app: "0" }, height, chainId, time: rfc3339(time) }, txs: [] };
  }

  async getAccount(address: string): Promise<AccountDetails | null> {
    const account = this.chain.auth.account(address);
    if (account === undefined) return null;
    return {
      address,
      pubkey: null,
      accountNumber: Number(account.accountNumber),
      sequence: Number(account.sequence),
    };
  }

  /** Throws an Error for an address that has no account. */
  async getSequence(address: string): Promise<{ readonly accountNumber: number; readonly sequence: number }> {
    const account = await this.getAccount(address);
    if (account === null) {
      const hint = "Send some tokens there before trying to query sequence.";
      throw new Error(`Account '${address}' does not exist on chain. ${hint}`);
    }
    return { accountNumber: account.accountNumber, sequence: account.sequence };
  }

  async getBalance(address: string, denom: string): Promise<WireCoin> {
    return { denom, amount: this.chain.bank.balance(address, denom).toString() };
  }

  async getTx(id: string): Promise<IndexedTx | null> {
    const tx = this.chain.transactions.get(id);
    return tx === undefined ? null : indexed(tx);
  }

  /** `type.key='value'` joined by `AND`, or pairs. Throws a SyntaxError for other conditions. */
  async searchTx(query: TxQuery): Promise<IndexedTx[]> {
    return this.chain.transactions.search(query).map(indexed);
  }

  async getCodes(): Promise<readonly CodeDetails[]> {
    return this.chain.wasm.codes().map(({ codeId, creator, checksum }) => ({ id: Number(codeId), creator, checksum }));
  }

  /** Throws an Error for an id that is not there. */
  async getCodeDetails(codeId: number): Promise<CodeDetails & { readonly data: Uint8Array }> {
    const id = BigInt(codeId);
    const data = answered(() => this.chain.wasm.codeBytes(id));
    const [{ creator = "", checksum = "" } = {}] = this.chain.wasm.codes().filter((code) => code.codeId === id);
    return { id: codeId, creator, checksum, data };
  }

  async getContracts(codeId: number): Promise<readonly string[]> {
    const all = this.chain.wasm.contracts();
    return all.filter((contract) => contract.codeId === BigInt(codeId)).map(({ address }) => address);
  }

  /** Throws an Error where there is no contract. */
  async getContract(address: string): Promise<ContractDetails> {
    const record = this.chain.wasm.contract(address);
    if (record === undefined) throw queryError(noSuchContract(address));
    const { codeId, creator, label, admin, ibcPortId } = record;
    return {
      address,
      codeId: Number(codeId),
      creator,
      label,
      admin: admin || undefined,
      ibcPortId: ibcPortId || undefined,
    };
  }

  /** Throws an Error where there is no contract, or where it refuses. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are whatever the contract says, as in cosmjs
  async queryContractSmart(address: string, queryMsg: unknown): Promise<any> {
    const { block, wasm } = this.chain;
    const bytes = answered(() => wasm.querySmart(block, new Meter(QUERY_GAS), address, jsonBytes(queryMsg)));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** Null where nothing is stored. Throws an Error where there is no contract. */
  async queryContractRaw(address: string, key: Uint8Array): Promise<Uint8Array | null> {
    await this.getContract(address);
    return this.chain.wasm.queryRaw(address, key)?.slice() ?? null;
  }

  /** Nothing to close; clients of real chains have it. */
  disconnect(): void {}
}

/** A transaction as clients read it. @internal */
export function indexed(tx: TxOutcome): IndexedTx {
  const { txIndex, hash, code, events, rawLog, gasUsed, gasWanted } = tx;
  const msgResponses = tx.responses.map(({ typeUrl, data }) => ({ typeUrl, value: data }));
  return { height: Number(tx.height), txIndex, hash, code, events, rawLog, msgResponses, gasUsed, gasWanted };
}

/** Runs a query; what the chain refuses comes as cosmjs words it. */
function answered<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof SdkError ? queryError(error) : error;
  }
}

function queryError({ codespace, message }: SdkError): Error {
  // What has no code of its own is an invalid request to a node, all else an unknown one.
  const [code, text] = codespace === "undefined" ? [18, "invalid request"] : [6, "unknown request"];
  return new Error(`Query failed with (${code}): ${message}: ${text}`);
}
