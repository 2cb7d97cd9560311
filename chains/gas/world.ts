import { loadContracts, type StageChain } from "mesh-security-cli";
import { type EncodeObject, type SentTx, type SigningClient, sendMsgs, type TxResult } from "mesh-security-sdk";
import { install, sendMsg } from "mesh-security-sdk/deploy";
import { Decimal } from "mesh-security-sdk/math";
import type { MeshLink } from "mesh-security-sdk/mesh";
import type { NetworkFacts } from "../network.js";
import { UNIT } from "../settings.js";
import { type ChainsStage, startOnChains } from "../stage.js";
import { Carrier } from "./carry.js";
import type { LightClients } from "./clients.js";
import { FEE } from "./fee.js";
import type { Column, Ledger } from "./figures.js";

/** Seconds that a packet lives: enough to carry it by hand on a slow machine, and less than an unbonding takes. */
const LIFETIME = 60;
/** Base units for what an account pays, bonds and sends. */
const PURSE = 10_000n * UNIT;
/** Base units that meta-staking gets to delegate. */
const FUNDS = 50_000n * UNIT;

/** An installation of its own with one consumer, the accounts that use it, and where its gas is noted. */
export interface GasWorld {
  readonly column: Column;
  readonly stage: ChainsStage;
  readonly home: StageChain;
  readonly juno: StageChain;
  readonly lockup: string;
  readonly link: MeshLink;
  readonly validator: string;
  /** Bonds and stakes; its transactions are measured. */
  readonly delegator: string;
  /** Of the provider chain: submits evidence, mends channels, and sends what anybody may. */
  readonly keeper: string;
  /** The same on the consumer chain. */
  readonly junoKeeper: string;
  /** Installed the consumer chain's side, so it is meta-staking's admin. */
  readonly junoDeployer: string;
  readonly carrier: Carrier;
  note(row: string, sent: Promise<SentTx>): Promise<SentTx>;
}

/** An account that has signed before: a first transaction also stores its key. */
async function readyAccount(chain: StageChain, label: string, amount = PURSE): Promise<string> {
  const account = await chain.account(label, amount);
  await toItself(chain, account);
  return account;
}

/** What any transaction costs: a payment of one unit to oneself. */
export async function toItself(chain: StageChain, account: string): Promise<SentTx> {
  const coin = { denom: chain.bondDenom, amount: 1n };
  return sendMsgs(chain.client, account, [sendMsg({ sender: account, recipient: account, coin })], { fee: FEE });
}

/** A client that sends every message in a transaction of its own and tells what each used. */
function oneByOne(client: SigningClient, tell: (message: EncodeObject, gas: bigint) => void): SigningClient {
  return {
    getChainId: () => client.getChainId(),
    getHeight: () => client.getHeight(),
    getBalance: (address, denom) => client.getBalance(address, denom),
    getTx: (id) => client.getTx(id),
    searchTx: (query) => client.searchTx(query),
    simulate: (signer, messages, memo) => client.simulate(signer, messages, memo),
    queryContractSmart: (address, message) => client.queryContractSmart(address, message),
    async signAndBroadcast(signer, messages, fee, memo) {
      const results: TxResult[] = [];
      for (const message of messages) {
        const result = await client.signAndBroadcast(signer, [message], fee, memo);
        if (result.code !== 0) return result;
        tell(message, result.gasUsed);
        results.push(result);
      }
      const last = results.at(-1);
      if (last === undefined) throw new RangeError("a transaction without messages");
      return { ...last, events: results.flatMap(({ events }) => events) };
    },
  };
}

/** What an installation's messages are called: codes by the order in which `install` stores them. */
function installRow(codes: string[]): (message: EncodeObject) => string | undefined {
  return ({ typeUrl, value }) => {
    if (typeUrl.endsWith(".MsgStoreCode")) return `install: store ${codes.shift()}`;
    if (typeUrl.endsWith(".MsgInstantiateContract2")) {
      const [label] = (value as { label: string }).label.split(" ");
      return `install: instantiate ${label}`;
    }
    return typeUrl.endsWith(".MsgExecuteContract") ? "meta-staking: add_consumer" : undefined;
  };
}

/** Installs on osmosis and juno, message by message. Nothing is carried but by hand: the relayer stands still. */
export async function startGasWorld(
  facts: NetworkFacts,
  clients: LightClients,
  column: Column,
  ledger: Ledger,
): Promise<GasWorld> {
  const stage = await startOnChains(facts);
  await stage.stopRelayer();
  const [home, juno] = [stage.chain("osmosis"), stage.chain("juno")];
  const deployer = await readyAccount(home, "deployer");
  const junoDeployer = await readyAccount(juno, "deployer", FUNDS + PURSE);
  const [keeper, junoKeeper] = [await readyAccount(home, "keeper"), await readyAccount(juno, "keeper")];
  const metered = (chain: StageChain, codes: string[]) => {
    const nameOf = installRow(codes);
    return oneByOne(chain.client, (message, gas) => {
      const row = nameOf(message);
      if (row !== undefined) ledger.note(row, column, gas);
    });
  };
  const deployment = await install(
    {
      provider: {
        chainId: home.chainId,
        client: metered(home, ["mesh-lockup", "mesh-provider", "mesh-slasher"]),
        sender: deployer,
        prefix: home.prefix,
        denom: home.bondDenom,
        admin: keeper,
      },
      consumers: [
        {
          chainId: juno.chainId,
          client: metered(juno, ["meta-staking", "mesh-consumer"]),
          sender: junoDeployer,
          prefix: juno.prefix,
          denom: juno.bondDenom,
          rewardsDenom: juno.rewardsDenom,
          localForRemote: Decimal.parse("0.5"),
          funds: FUNDS,
          unbondingTime: juno.unbondingTime,
          admin: junoKeeper,
        },
      ],
      wasm: await loadContracts(),
      relaying: stage.relaying,
      evidenceOwner: keeper,
      packetLifetime: LIFETIME,
    },
    { fee: FEE },
  );
  const [link] = deployment.links;
  const [validator] = juno.validators;
  if (link === undefined || validator === undefined) throw new RangeError("nothing to stake on");
  const ends = [
    { chain: home, account: await readyAccount(home, "carrier") },
    { chain: juno, account: await readyAccount(juno, "carrier") },
  ];
  return {
    column,
    stage,
    home,
    juno,
    lockup: deployment.provider.lockup,
    link,
    validator,
    delegator: await readyAccount(home, "delegator"),
    keeper,
    junoKeeper,
    junoDeployer,
    carrier: new Carrier(facts, clients, ends),
    async note(row, sending) {
      const sent = await sending;
      ledger.note(row, column, sent.gasUsed);
      return sent;
    },
  };
}
