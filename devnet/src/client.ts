import type { Chain } from "./chain.js";
import {
  type AccessConfig,
  BroadcastTxError,
  type DeliverTxResponse,
  type ExecuteInstruction,
  type FeeOption,
  type InstantiateOptions,
  type InstantiateResult,
  jsonBytes,
  messages as make,
  type TxReceipt,
  type UploadResult,
} from "./client-types.js";
import type { WireCoin } from "./coins.js";
import { parseDec } from "./decimal.js";
import { Meter } from "./gas.js";
import { DevnetQueryClient, indexed } from "./query-client.js";
import { DEFAULT_GAS, type TxRequest } from "./transaction.js";
import { type EncodeObject, SdkError } from "./types.js";

/** cosmjs adds this much to what a simulation used. */
const GAS_ROOM = 1.4;

/**
 * A client of a devnet's chain with the methods and shapes of cosmjs's `SigningCosmWasmClient`. It signs for everybody,
 * or for `accounts` where they are given. Every transaction makes a block.
 *
 * @example
 * ```ts
 * const client = new DevnetClient(chain);
 * const { codeId } = await client.upload(alice, wasm, "auto");
 * const { contractAddress } = await client.instantiate(alice, codeId, {}, "counter", "auto");
 * await client.execute(alice, contractAddress, { count: {} }, "auto");
 * ```
 */
export class DevnetClient extends DevnetQueryClient {
  private readonly accounts: ReadonlySet<string> | undefined;

  constructor(chain: Chain, options: { readonly accounts?: readonly string[] } = {}) {
    super(chain);
    this.accounts = options.accounts === undefined ? undefined : new Set(options.accounts);
  }

  /** Gas that the messages would use. Throws an Error where they would fail. */
  async simulate(signerAddress: string, messages: readonly EncodeObject[], memo: string | undefined): Promise<number> {
    await this.requireSigner(signerAddress);
    const gas = new Meter(DEFAULT_GAS);
    try {
      return Number(this.chain.simulate({ signer: signerAddress, messages, memo: memo ?? "" }, gas));
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      const text = `${error.message} with gas used: '${gas.used}'`;
      throw new Error(`Query failed with (6): rpc error: code = Unknown desc = ${text}: unknown request`);
    }
  }

  /**
   * Makes a block with the messages. A transaction that fails in it has a `code` and a `rawLog`; one that a node would
   * not take throws a {@link BroadcastTxError}.
   */
  async signAndBroadcast(
    signerAddress: string,
    messages: readonly EncodeObject[],
    fee: FeeOption,
    memo = "",
    timeoutHeight?: bigint,
  ): Promise<DeliverTxResponse> {
    const { sequence } = await this.requireSigner(signerAddress);
    const { amount, gas } = await this.feeOf(signerAddress, messages, fee, memo);
    const request: TxRequest = {
      signer: signerAddress,
      messages,
      memo,
      fee: { amount, gas: BigInt(gas) },
      sequence: BigInt(sequence),
      ...(timeoutHeight === undefined ? {} : { timeoutHeight }),
    };
    try {
      this.chain.check(request);
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      throw new BroadcastTxError(error.code, error.codespace, error.message);
    }
    const { hash, ...shared } = indexed(this.chain.deliver(request));
    return { transactionHash: hash, ...shared };
  }

  async upload(
    sender: string,
    wasmByteCode: Uint8Array,
    fee: FeeOption,
    memo = "",
    instantiatePermission?: AccessConfig,
  ): Promise<UploadResult> {
    const value = { sender, wasmByteCode, instantiatePermission };
    const tx = await this.send(sender, [{ typeUrl: "/cosmwasm.wasm.v1.MsgStoreCode", value }], fee, memo);
    const codeId = Number(attribute(tx, "store_code", "code_id"));
    const size = wasmByteCode.length;
    const checksum = attribute(tx, "store_code", "code_checksum");
    return { ...receipt(tx), checksum, originalSize: size, compressedSize: size, codeId };
  }

  instantiate(
    sender: string,
    codeId: number,
    msg: unknown,
    label: string,
    fee: FeeOption,
    options: InstantiateOptions = {},
  ): Promise<InstantiateResult> {
    return this.install(sender, "MsgInstantiateContract", codeId, { label, msg: jsonBytes(msg) }, fee, options);
  }

  instantiate2(
    sender: string,
    codeId: number,
    salt: Uint8Array,
    msg: unknown,
    label: string,
    fee: FeeOption,
    options: InstantiateOptions = {},
  ): Promise<InstantiateResult> {
    const value = { label, msg: jsonBytes(msg), salt, fixMsg: false };
    return this.install(sender, "MsgInstantiateContract2", codeId, value, fee, options);
  }

  async migrate(
    sender: string,
    contract: string,
    codeId: number,
    msg: unknown,
    fee: FeeOption,
    memo = "",
  ): Promise<TxReceipt> {
    const value = { sender, contract, codeId: BigInt(codeId), msg: jsonBytes(msg) };
    return this.wasm(sender, "MsgMigrateContract", value, fee, memo);
  }

  updateAdmin(sender: string, contract: string, newAdmin: string, fee: FeeOption, memo = ""): Promise<TxReceipt> {
    return this.wasm(sender, "MsgUpdateAdmin", { sender, contract, newAdmin }, fee, memo);
  }

  clearAdmin(sender: string, contract: string, fee: FeeOption, memo = ""): Promise<TxReceipt> {
    return this.wasm(sender, "MsgClearAdmin", { sender, contract }, fee, memo);
  }

  /** Throws an Error where the transaction fails, as cosmjs does. */
  execute(
    sender: string,
    contractAddress: string,
    msg: unknown,
    fee: FeeOption,
    memo = "",
    funds: readonly WireCoin[] = [],
  ): Promise<TxReceipt> {
    return this.executeMultiple(sender, [{ contractAddress, msg, funds }], fee, memo);
  }

  async executeMultiple(
    sender: string,
    instructions: readonly ExecuteInstruction[],
    fee: FeeOption,
    memo = "",
  ): Promise<TxReceipt> {
    const all = instructions.map((instruction) => make.execute(sender, instruction));
    return receipt(await this.send(sender, all, fee, memo));
  }

  sendTokens(
    fromAddress: string,
    toAddress: string,
    amount: readonly WireCoin[],
    fee: FeeOption,
    memo = "",
  ): Promise<DeliverTxResponse> {
    const value = { fromAddress, toAddress, amount };
    return this.signAndBroadcast(fromAddress, [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value }], fee, memo);
  }

  delegateTokens(delegator: string, validator: string, amount: WireCoin, fee: FeeOption, memo = "") {
    return this.signAndBroadcast(delegator, [make.delegation("MsgDelegate", delegator, validator, amount)], fee, memo);
  }

  undelegateTokens(delegator: string, validator: string, amount: WireCoin, fee: FeeOption, memo = "") {
    const message = make.delegation("MsgUndelegate", delegator, validator, amount);
    return this.signAndBroadcast(delegator, [message], fee, memo);
  }

  withdrawRewards(delegatorAddress: string, validatorAddress: string, fee: FeeOption, memo = "") {
    const typeUrl = "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward";
    const message = { typeUrl, value: { delegatorAddress, validatorAddress } };
    return this.signAndBroadcast(delegatorAddress, [message], fee, memo);
  }

  private async install(
    sender: string,
    name: string,
    codeId: number,
    value: object,
    fee: FeeOption,
    { memo = "", funds = [], admin = "" }: InstantiateOptions,
  ): Promise<InstantiateResult> {
    const full = { ...value, sender, admin, funds, codeId: BigInt(codeId) };
    const tx = await this.send(sender, [{ typeUrl: `/cosmwasm.wasm.v1.${name}`, value: full }], fee, memo);
    return { ...receipt(tx), contractAddress: attribute(tx, "instantiate", "_contract_address") };
  }

  private async wasm(sender: string, name: string, value: unknown, fee: FeeOption, memo: string): Promise<TxReceipt> {
    return receipt(await this.send(sender, [{ typeUrl: `/cosmwasm.wasm.v1.${name}`, value }], fee, memo));
  }

  private async send(
    sender: string,
    messages: readonly EncodeObject[],
    fee: FeeOption,
    memo: string,
  ): Promise<DeliverTxResponse> {
    const tx = await this.signAndBroadcast(sender, messages, fee, memo);
    if (tx.code === 0) return tx;
    const at = `tx ${tx.transactionHash} at height ${tx.height}`;
    throw new Error(`Error when broadcasting ${at}. Code: ${tx.code}; Raw log: ${tx.rawLog}`);
  }

  private async requireSigner(address: string): Promise<{ readonly sequence: number }> {
    if (this.accounts !== undefined && !this.accounts.has(address)) {
      throw new Error("Failed to retrieve account from signer");
    }
    return this.getSequence(address);
  }

  private async feeOf(signer: string, messages: readonly EncodeObject[], fee: FeeOption, memo: string) {
    if (typeof fee === "object") return fee;
    const used = await this.simulate(signer, messages, memo);
    const gas = BigInt(Math.ceil(used * (fee === "auto" ? GAS_ROOM : fee)));
    const price = parseDec(this.chain.gasPrice);
    const amount = (gas * price + 10n ** 18n - 1n) / 10n ** 18n;
    const coins = amount === 0n ? [] : [{ denom: this.chain.bondDenom, amount: amount.toString() }];
    return { amount: coins, gas: gas.toString() };
  }
}

function receipt({ height, transactionHash, events, gasWanted, gasUsed }: DeliverTxResponse): TxReceipt {
  return { height, transactionHash, events, gasWanted, gasUsed, logs: [] };
}

function attribute({ events }: DeliverTxResponse, type: string, key: string): string {
  const found = events.find((event) => event.type === type)?.attributes.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no ${key} in an event ${type}`);
  return found.value;
}
