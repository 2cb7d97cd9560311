/** What x/wasm refuses of a message without looking at the chain. Mirrors `ValidateBasic` of its messages. */

import { decodeAddress } from "../address.js";
import { areValidCoins, formatCoins, parseCoins, type WireCoin } from "../coins.js";
import { rootError } from "../sdk-error.js";
import { SdkError } from "../types.js";
import { wasmError, within } from "./errors.js";
import { requireJson } from "./queries.js";

/** Numbers as cosmjs-types has them, old and new. */
export type WireU64 = bigint | number | string | { toString(): string };

/** Fields of x/wasm's messages; each message has some of them. */
export interface WasmMessage {
  readonly sender: string;
  readonly authority: string;
  readonly contract: string;
  readonly msg: Uint8Array;
  readonly funds?: readonly WireCoin[];
  readonly codeId: WireU64;
  readonly label: string;
  readonly admin?: string;
  readonly newAdmin: string;
  readonly salt: Uint8Array;
  readonly fixMsg?: boolean;
  readonly wasmByteCode: Uint8Array;
  readonly instantiatePermission?: {
    readonly permission: bigint | number | string;
    readonly addresses?: readonly string[];
  };
}

const LARGEST_WASM = 800 * 1024;
const LONGEST_LABEL = 128;
const LONGEST_SALT = 64;

type Check = (message: WasmMessage) => void;

/** Checks by typeUrl. They throw an `SdkError`. */
export function wasmChecks(prefix: string): Readonly<Record<string, Check>> {
  const address = (field: string, text: string) => within(field, () => decodeAddress(prefix, text));
  const sender: Check = (message) => address("sender", message.sender);
  const contract: Check = (message) => address("contract", message.contract);
  const payload: Check = ({ msg }) => requireJson(msg, "payload msg");
  const admin: Check = (message) => {
    if (message.admin !== undefined && message.admin !== "") address("admin", message.admin);
  };
  const newAdmin: Check = (message) => {
    address("new admin", message.newAdmin);
    if (message.sender.toLowerCase() === message.newAdmin.toLowerCase()) {
      throw wasmError("invalid", "new admin is the same as the old");
    }
  };
  const authority: Check = (message) => address("authority", message.authority);
  return inOrder({
    MsgStoreCode: [sender, checkCode],
    MsgInstantiateContract: [sender, checkCodeId, checkLabel, checkFunds, admin, payload],
    MsgInstantiateContract2: [sender, checkCodeId, checkLabel, checkFunds, admin, payload, checkSalt],
    MsgExecuteContract: [sender, contract, checkFunds, payload],
    MsgMigrateContract: [checkCodeId, sender, contract, payload],
    MsgUpdateAdmin: [sender, contract, newAdmin],
    MsgClearAdmin: [sender, contract],
    MsgSudoContract: [authority, contract, payload],
  });
}

function inOrder(all: Readonly<Record<string, readonly Check[]>>): Readonly<Record<string, Check>> {
  const entries = Object.entries(all).map(([name, checks]): [string, Check] => [
    `/cosmwasm.wasm.v1.${name}`,
    (message) => {
      for (const check of checks) check(message);
    },
  ]);
  return Object.fromEntries(entries);
}

function checkCode({ wasmByteCode }: WasmMessage): void {
  if (wasmByteCode.length === 0) throw rootError("invalidRequest", "code bytes is required: empty");
  if (wasmByteCode.length > LARGEST_WASM) {
    throw rootError("invalidRequest", `code bytes cannot be longer than ${LARGEST_WASM} bytes: exceeds limit`);
  }
}

function checkCodeId({ codeId }: WasmMessage): void {
  if (BigInt(codeId.toString()) === 0n) throw rootError("invalidRequest", "code id is required");
}

function checkLabel({ label }: WasmMessage): void {
  if (label === "") throw wasmError("empty", "label: is required");
  if (new TextEncoder().encode(label).length > LONGEST_LABEL) {
    throw wasmError("limit", `label: cannot be longer than ${LONGEST_LABEL} characters`);
  }
  if (label !== label.trim()) throw wasmError("invalid", "label: label must not start/end with whitespaces");
}

function checkFunds({ funds = [] }: WasmMessage): void {
  const coins = parseCoins(funds);
  if (!areValidCoins(coins)) throw new SdkError("sdk", 10, `funds: ${formatCoins(coins)}: invalid coins`);
}

function checkSalt({ salt }: WasmMessage): void {
  if (salt.length === 0) throw wasmError("empty", "salt: is required");
  if (salt.length > LONGEST_SALT) throw wasmError("limit", `salt: cannot be longer than ${LONGEST_SALT} characters`);
}
