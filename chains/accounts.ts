import { SigningCosmWasmClient } from "@cosmjs/cosmwasm-stargate";
import { Bip39, EnglishMnemonic, Slip10, Slip10Curve } from "@cosmjs/crypto";
import {
  type AccountData,
  DirectSecp256k1Wallet,
  type DirectSignResponse,
  makeCosmoshubPath,
  type OfflineDirectSigner,
} from "@cosmjs/proto-signing";
import { GasPrice } from "@cosmjs/stargate";
import { endpoint } from "./endpoint.js";
import { mnemonicOf } from "./settings.js";

type SignDoc = Parameters<OfflineDirectSigner["signDirect"]>[1];

/** Milliseconds between two looks for a transaction that was sent. */
const CONFIRM_EVERY = 120;
const CONFIRM_WITHIN = 60_000;

interface Signer {
  readonly account: AccountData;
  readonly wallet: DirectSecp256k1Wallet;
}

/**
 * Signs for every account that was made with it. Keys are derived once, when an account is made: a wallet of
 * mnemonics derives them anew for each signature, and with fifty accounts the process stands still for seconds.
 */
export class Accounts implements OfflineDirectSigner {
  readonly #signers = new Map<string, Signer>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The address behind a name; this signs for it from now on. */
  async add(name: string): Promise<string> {
    const seed = await Bip39.mnemonicToSeed(new EnglishMnemonic(mnemonicOf(name)));
    const { privkey } = Slip10.derivePath(Slip10Curve.Secp256k1, seed, makeCosmoshubPath(0));
    const wallet = await DirectSecp256k1Wallet.fromKey(privkey, this.#prefix);
    const [account] = await wallet.getAccounts();
    if (account === undefined) throw new Error("a wallet without account");
    this.#signers.set(account.address, { account, wallet });
    return account.address;
  }

  async getAccounts(): Promise<readonly AccountData[]> {
    return [...this.#signers.values()].map(({ account }) => account);
  }

  async signDirect(address: string, document: SignDoc): Promise<DirectSignResponse> {
    const signer = this.#signers.get(address);
    if (signer === undefined) throw new RangeError(`no key of ${address}`);
    return signer.wallet.signDirect(address, document);
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
