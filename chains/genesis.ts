import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { type ConsensusKey, consensusKey } from "mesh-security-cli";
import { command } from "./command.js";
import {
  type ChainSettings,
  FAUCET_BALANCE,
  FAUCETS,
  mnemonicOf,
  UNBONDING_TIME,
  UNIT,
  VALIDATORS,
  VOTING_PERIOD,
} from "./settings.js";

/** Where a chain's node keeps its data, and what runs it. */
export interface NodeFiles {
  readonly binary: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The part of a genesis file that is changed here. */
interface Genesis {
  app_state: {
    auth: { accounts: object[] };
    bank: { balances: object[] };
    gov: { params: Record<string, unknown> };
    slashing: { params: Record<string, unknown> };
    staking: { params: Record<string, unknown> };
    genutil: { gen_txs: object[] };
  };
}

/** The account behind a name on a chain. */
export async function namedAccount(chain: ChainSettings, name: string): Promise<string> {
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonicOf(name), { prefix: chain.prefix });
  const [account] = await wallet.getAccounts();
  if (account === undefined) throw new Error("a wallet without account");
  return account.address;
}

/** Account of the operator of a validator, by moniker. */
export const operatorName = (moniker: string): string => `operator ${moniker}`;
/** Account of a faucet, by number. */
export const faucetName = (number: number): string => `faucet ${number}`;
/** Account that makes and keeps the light clients. */
export const KEEPER = "keeper of the clients";

function fund(genesis: Genesis, denom: string, address: string, amount: bigint): void {
  genesis.app_state.auth.accounts.push({
    "@type": "/cosmos.auth.v1beta1.BaseAccount",
    address,
    pub_key: null,
    account_number: "0",
    sequence: "0",
  });
  genesis.app_state.bank.balances.push({ address, coins: [{ denom, amount: amount.toString() }] });
}

function writeConsensusKey(files: NodeFiles, { seed, publicKey }: ConsensusKey): void {
  const key = {
    address: createHash("sha256").update(publicKey).digest("hex").slice(0, 40).toUpperCase(),
    pub_key: { type: "tendermint/PubKeyEd25519", value: Buffer.from(publicKey).toString("base64") },
    priv_key: {
      type: "tendermint/PrivKeyEd25519",
      value: Buffer.concat([seed, publicKey]).toString("base64"),
    },
  };
  writeFileSync(join(files.home, "config", "priv_validator_key.json"), JSON.stringify(key));
}

/** A validator's signed creation, as the genesis block runs it. */
async function creation(files: NodeFiles, chain: ChainSettings, validator: (typeof VALIDATORS)[number]) {
  const { moniker, stake } = validator;
  const name = operatorName(moniker);
  const home = ["--home", files.home, "--keyring-backend", "test"];
  await command(files.binary, ["keys", "add", name, "--recover", ...home], files.env, `${mnemonicOf(name)}\n`);
  const key = Buffer.from(consensusKey(chain.chainId, moniker).publicKey).toString("base64");
  const document = join(files.home, `${moniker}.json`);
  await command(
    files.binary,
    [
      ...["genesis", "gentx", name, `${stake * UNIT}${chain.denom}`, ...home, "--chain-id", chain.chainId],
      ...["--moniker", moniker, "--pubkey", JSON.stringify({ "@type": "/cosmos.crypto.ed25519.PubKey", key })],
      ...["--ip", "127.0.0.1", "--output-document", document],
    ],
    files.env,
  );
  return JSON.parse(readFileSync(document, "utf8")) as object;
}

/** Lays out the home of a chain's one node: keys, genesis with validators and faucets, short times. */
export async function writeGenesis(files: NodeFiles, chain: ChainSettings): Promise<void> {
  const { denom } = chain;
  const init = ["init", "north", "--chain-id", chain.chainId, "--home", files.home, "--default-denom", denom];
  await command(files.binary, init, files.env);
  writeConsensusKey(files, consensusKey(chain.chainId, VALIDATORS[0].moniker));
  const path = join(files.home, "config", "genesis.json");
  const genesis: Genesis = JSON.parse(readFileSync(path, "utf8"));
  for (const { moniker, stake } of VALIDATORS) {
    fund(genesis, denom, await namedAccount(chain, operatorName(moniker)), stake * UNIT * 2n);
  }
  for (let number = 0; number < FAUCETS; number += 1) {
    fund(genesis, denom, await namedAccount(chain, faucetName(number)), FAUCET_BALANCE);
  }
  fund(genesis, denom, await namedAccount(chain, KEEPER), FAUCET_BALANCE);
  const { gov, slashing, staking } = genesis.app_state;
  Object.assign(staking.params, { unbonding_time: `${UNBONDING_TIME}s` });
  Object.assign(gov.params, {
    voting_period: `${VOTING_PERIOD}s`,
    expedited_voting_period: `${VOTING_PERIOD / 2}s`,
    max_deposit_period: `${VOTING_PERIOD}s`,
  });
  // Validators without a process miss every block; none is to be jailed for it.
  Object.assign(slashing.params, { signed_blocks_window: "1000000", min_signed_per_window: "0.010000000000000000" });
  writeFileSync(path, JSON.stringify(genesis));
  for (const validator of VALIDATORS) genesis.app_state.genutil.gen_txs.push(await creation(files, chain, validator));
  writeFileSync(path, JSON.stringify(genesis));
}
