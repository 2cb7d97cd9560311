import { ibcError, ibcErrors, within } from "../ibc/errors.js";
import { goString } from "../ibc/json.js";
import { checkDenom, type Denom, parsePath } from "./denom.js";
import { transferErrors } from "./errors.js";

/** What a transfer's packet says. */
export interface TransferData {
  readonly denom: Denom;
  /** Decimal text, as the other chain wrote it. */
  readonly amount: string;
  readonly sender: string;
  readonly receiver: string;
  readonly memo: string;
}

/** Bytes. */
export const MAX_MEMO = 32_768;

/** The packet's bytes: fields in ibc-go's order, an empty memo left out. */
export function encodeData(path: string, { amount, sender, receiver, memo }: Omit<TransferData, "denom">): Uint8Array {
  const fields: readonly (readonly [string, string])[] = [
    ["denom", path],
    ["amount", amount],
    ["sender", sender],
    ["receiver", receiver],
    ["memo", memo],
  ];
  const written = fields.filter(([, value]) => value !== "").map(([key, value]) => `"${key}":${goString(value)}`);
  return new TextEncoder().encode(`{${written.join(",")}}`);
}

/** Reads a packet's bytes; throws `ibc/12` where they are no transfer, and as {@link checkData} does. */
export function decodeData(bytes: Uint8Array): TransferData {
  const { denom, amount, sender, receiver, memo } = readFields(bytes);
  const data = { denom: parsePath(denom), amount, sender, receiver, memo };
  within("invalid packet data", () => checkData(data));
  return data;
}

function readFields(bytes: Uint8Array) {
  const value = parse(bytes);
  const field = (key: string): string => {
    const text = value[key] ?? "";
    if (typeof text !== "string") throw unreadable(`${key} is not a text`);
    return text;
  };
  return {
    denom: field("denom"),
    amount: field("amount"),
    sender: field("sender"),
    receiver: field("receiver"),
    memo: field("memo"),
  };
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable("not an object");
  return value as Readonly<Record<string, unknown>>;
}

function unreadable(why: string) {
  return ibcError(ibcErrors.invalidType, `cannot unmarshal ICS20-V1 transfer packet data: ${why}`);
}

/** Throws where a transfer names no positive amount, no sender, no receiver or no token. */
export function checkData(data: TransferData): void {
  const amount = parseAmount(data.amount);
  if (amount === undefined) {
    const details = `unable to parse transfer amount (${data.amount}) into math.Int`;
    throw ibcError(transferErrors.invalidAmount, details);
  }
  if (amount <= 0n) {
    throw ibcError(transferErrors.invalidAmount, `amount must be strictly positive: got ${amount}`);
  }
  if (data.sender.trim() === "") throw ibcError(ibcErrors.invalidAddress, "sender address cannot be blank");
  if (data.receiver.trim() === "") throw ibcError(ibcErrors.invalidAddress, "receiver address cannot be blank");
  checkDenom(data.denom);
}

/** The amount of checked data. */
export function amountOf(data: TransferData): bigint {
  return parseAmount(data.amount) ?? 0n;
}

/** Amounts of the SDK have 256 bits. */
function parseAmount(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const amount = BigInt(text.replace(/^\+/, ""));
  return amount < 2n ** 256n && amount > -(2n ** 256n) ? amount : undefined;
}
