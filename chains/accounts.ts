import { SigningCosmWasmClient } from "@cosmjs/cosmwasm-stargate";
import {
  type AccountData,
  DirectSecp256k1HdWallet,
  type DirectSignResponse,
  type OfflineDirectSigner,
} from "@cosmjs/proto-signing";
import { GasPrice } from "@cosmjs/stargate";
import { endpoint } from "./endpoint.js";
import { mnemonicOf } from "./settings.js";

type SignDoc = Parameters<OfflineDirectSigner["signDirect"]>[1];

/** Milliseconds between two looks for a transaction that was sent. */
const CONFIRM_EVERY = 120;
const CONFIRM_WITHIN = 60_000;

/** Signs for every account that was made with it. */
export class Accounts implements OfflineDirectSigner {
  readonly #wallets = new Map<string, DirectSecp256k1HdWallet>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The address behind a name; this signs for it from now on. */
  async add(name: string): Promise<string> {
    const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonicOf(name), { prefix: this.#prefix });
    const [account] = await wallet.getAccounts();
    if (account === undefined) throw new Error("a wallet without account");
    this.#wallets.set(account.address, wallet);
    return account.address;
  }

  async getAccounts(): Promise<readonly AccountData[]> {
    const each = await Promise.all([...this.#wallets.values()].map((wallet) => wallet.getAccounts()));
    return each.flat();
  }

  async signDirect(address: string, document: SignDoc): Promise<DirectSignResponse> {
    const wallet = this.#wallets.get(address);
    if (wallet === undefined) throw new RangeError(`no key of ${address}`);
    return wallet.signDirect(address, document);
  }
}

/** A client as any user of cosmjs has it; nothing is paid for gas. */
export async function connect(rpc: string, denom: string, signer: OfflineDirectSigner): Promise<SigningCosmWasmClient> {
  return SigningCosmWasmClient.connectWithSigner(endpoint(rpc), signer, {
    gasPrice: GasPrice.fromString(`0${denom}`),
    broadcastPollIntervalMs: CONFIRM_EVERY,
    broadcastTimeoutMs: CONFIRM_WITHIN,
  });
}
