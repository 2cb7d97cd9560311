import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { decodeAddress, encodeAddress } from "./address.js";
import { rootError } from "./sdk-error.js";
import type { Table } from "./state.js";
import { type App, type Auth, type Module, SdkError } from "./types.js";

/** An account as x/auth keeps it. `pubKey`: the 33 bytes of a compressed secp256k1 key, known after the first signature. */
export interface Account {
  readonly address: string;
  readonly accountNumber: bigint;
  readonly sequence: bigint;
  readonly pubKey?: Uint8Array;
}

const ADDRESS_BYTES = 20;

/** Accounts that belong to modules, as wasmd's app registers them. */
const MODULES = [
  "fee_collector",
  "distribution",
  "mint",
  "bonded_tokens_pool",
  "not_bonded_tokens_pool",
  "gov",
  "nft",
  "protocolpool",
  "protocolpool_escrow",
  "transfer",
  "interchainaccounts",
  "wasm",
] as const;

/** wasmd lets this one module be sent tokens by anybody. */
const OPEN_MODULE = "gov";

/** Whether x/bank refuses to send tokens to that account: module accounts but gov's. */
export function isBlocked(auth: Auth, address: string): boolean {
  return auth.isModuleAddress(address) && address !== auth.moduleAddress(OPEN_MODULE);
}

/** Accounts, their numbers and sequences. Mirrors x/auth. */
export class AuthModule implements Module, Auth {
  readonly name = "auth";
  private readonly accounts: Table<Account>;
  private readonly counters: Table<bigint>;
  private readonly byName = new Map<string, string>();
  private readonly byAddress: ReadonlySet<string>;

  constructor(private readonly app: Pick<App, "state" | "prefix">) {
    this.accounts = app.state.table("auth/accounts");
    this.counters = app.state.table("auth/counters");
    this.byAddress = new Set(MODULES.map((name) => this.moduleAddress(name)));
  }

  touch(address: string): void {
    if (this.accounts.has(address)) return;
    const accountNumber = this.counters.get("accounts") ?? 0n;
    this.counters.set("accounts", accountNumber + 1n);
    this.accounts.set(address, { address, accountNumber, sequence: 0n });
  }

  account(address: string): Account | undefined {
    return this.accounts.get(address);
  }

  /** Counts one transaction of that account, and remembers the key it signed with. */
  countTransaction(address: string, pubKey?: Uint8Array): void {
    const account = this.accounts.get(address);
    if (account === undefined) throw rootError("unknownAddress", `account ${address} does not exist`);
    this.accounts.set(address, {
      ...account,
      sequence: account.sequence + 1n,
      ...(pubKey === undefined ? {} : { pubKey }),
    });
  }

  moduleAddress(name: string): string {
    let address = this.byName.get(name);
    if (address === undefined) {
      address = encodeAddress(this.app.prefix, sha256(utf8ToBytes(name)).slice(0, ADDRESS_BYTES));
      this.byName.set(name, address);
    }
    return address;
  }

  isModuleAddress(address: string): boolean {
    return this.byAddress.has(address);
  }
}

/** What kind of address a message names: of an account, of a validator's operator. */
type AddressKind = "account" | "operator";

/**
 * Checks an address of a message, and answers it in lower case (bech32 allows upper case too).
 *
 * Throws an `SdkError` (sdk/7, invalid address) whose text names the field, as the SDK's message servers do.
 */
export function requireAddress(prefix: string, kind: AddressKind, field: string, text: string): string {
  try {
    decodeAddress(prefixOf(prefix, kind), text);
    return text.toLowerCase();
  } catch (error) {
    if (!(error instanceof SdkError)) throw error;
    throw rootError("invalidAddress", `invalid ${field} address: ${error.message}`);
  }
}

/** As {@link requireAddress}, for queries: the text is the address alone. */
export function requireQueried(prefix: string, kind: AddressKind, text: string): string {
  try {
    decodeAddress(prefixOf(prefix, kind), text);
  } catch {
    throw rootError("invalidAddress", text);
  }
  return text.toLowerCase();
}

function prefixOf(prefix: string, kind: AddressKind): string {
  return kind === "operator" ? `${prefix}valoper` : prefix;
}

/** Throws an `SdkError` (sdk/4, unauthorized) where a message acts for somebody else than its signer. */
export function requireSigner(signer: string, owner: string): void {
  if (signer !== owner) throw rootError("unauthorized", `${signer} may not act for ${owner}`);
}

/** Throws unless x/gov's account signs as `authority`; `refuse` makes the module's own error of it. */
export function requireGovernance(
  auth: Auth,
  signer: string,
  authority: string,
  refuse: (details: string) => SdkError,
): void {
  requireSigner(signer, authority);
  const governance = auth.moduleAddress(OPEN_MODULE);
  if (authority !== governance) throw refuse(`invalid authority; expected ${governance}, got ${authority}`);
}
