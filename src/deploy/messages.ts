import { assertAccount } from "../core/address.js";
import { assertInteger, assertText } from "../core/argument.js";
import { toJsonBytes } from "../core/bytes.js";
import type { EncodeObject, WireCoin } from "../core/client.js";
import { type Coin, coinToWire } from "../core/coin.js";

export interface StoreCodeParams {
  readonly sender: string;
  readonly wasm: Uint8Array;
}

/** x/wasm's `MsgStoreCode`; anyone may instantiate the code. */
export function storeCodeMsg(params: StoreCodeParams): EncodeObject {
  assertAccount(params.sender, undefined, "sender");
  return Object.freeze({
    typeUrl: "/cosmwasm.wasm.v1.MsgStoreCode",
    value: Object.freeze({ sender: params.sender, wasmByteCode: params.wasm, instantiatePermission: undefined }),
  });
}

export interface InstantiateParams {
  readonly sender: string;
  readonly codeId: number;
  readonly label: string;
  readonly msg: object;
  /** 1 to 64 bytes; decides the address, see {@link predictAddress}. */
  readonly salt: Uint8Array;
  /** Who may migrate the contract; nobody where left out. */
  readonly admin?: string;
}

/** x/wasm's `MsgInstantiateContract2`: the address is known beforehand. */
export function instantiateMsg(params: InstantiateParams): EncodeObject {
  const prefix = assertAccount(params.sender, undefined, "sender");
  if (params.admin !== undefined) assertAccount(params.admin, prefix, "admin");
  return Object.freeze({
    typeUrl: "/cosmwasm.wasm.v1.MsgInstantiateContract2",
    value: Object.freeze({
      sender: params.sender,
      admin: params.admin ?? "",
      codeId: BigInt(assertInteger("codeId", params.codeId, 1)),
      label: assertText("label", params.label),
      msg: toJsonBytes(params.msg),
      funds: [] as WireCoin[],
      salt: params.salt,
      fixMsg: false,
    }),
  });
}

/** x/bank's `MsgSend`. */
export function sendMsg(params: {
  readonly sender: string;
  readonly recipient: string;
  readonly coin: Coin;
}): EncodeObject {
  const prefix = assertAccount(params.sender, undefined, "sender");
  assertAccount(params.recipient, prefix, "recipient");
  return Object.freeze({
    typeUrl: "/cosmos.bank.v1beta1.MsgSend",
    value: Object.freeze({
      fromAddress: params.sender,
      toAddress: params.recipient,
      amount: Object.freeze([coinToWire(params.coin)]),
    }),
  });
}
