import {
  type Chain,
  type CodeCache,
  type ConnectionEnd,
  DevnetClient,
  Network,
  namedAddress,
  namedOperator,
  namedValidator,
  SECOND,
} from "mesh-security-devnet";
import type { ChannelEnd, Relaying } from "mesh-security-sdk/deploy";
import { consensusKey } from "./consensusKey.js";
import { governEmbedded } from "./embeddedGovernment.js";
import type { ChainName, Stage, StageChain } from "./stage.js";

const DAY = 86_400;
const VALIDATORS = ["north", "east", "south"] as const;
const SELF_DELEGATION = 10_000_000_000n;
const FAUCET = "faucet";
const FAUCET_BALANCE = 1_000_000_000_000_000n;
/** Base units that a block mints for stakers, on every chain. */
const MINTED_PER_BLOCK = 5_000_000n;
const PACKET_LIFETIME = 600;
/** Seconds in which a proposal can be voted on. */
const VOTING_PERIOD = 60;
/** Seconds in which validators earn what is worth collecting. */
const EARNING = 3_600;
/** Seconds that `passTime` cuts time into at most, so that blocks are made meanwhile and rewards accrue. */
const BLOCKS = 20;

const CHAINS: Readonly<Record<ChainName, { readonly prefix: string; readonly denom: string }>> = {
  osmosis: { prefix: "osmo", denom: "uosmo" },
  juno: { prefix: "juno", denom: "ujuno" },
  stargaze: { prefix: "stars", denom: "ustars" },
};

function addChain(network: Network, name: ChainName, codes: CodeCache): Chain {
  const { prefix, denom } = CHAINS[name];
  return network.addChain({
    chainId: `${name}-1`,
    prefix,
    bondDenom: denom,
    validators: VALIDATORS.map((moniker) => ({
      ...namedValidator(prefix, `${name} ${moniker}`, SELF_DELEGATION),
      consensusPubkey: consensusKey(`${name}-1`, moniker).publicKey,
    })),
    unbondingTime: BigInt(21 * DAY) * SECOND,
    mint: { perBlock: MINTED_PER_BLOCK },
    gov: { votingPeriod: BigInt(VOTING_PERIOD) * SECOND },
    wasm: { codes },
    balances: { [namedAddress(prefix, FAUCET)]: [{ denom, amount: FAUCET_BALANCE }] },
  });
}

function stageChain(chain: Chain, name: ChainName, passTime: (nanoseconds: bigint) => void): StageChain {
  const client = new DevnetClient(chain);
  const given = new Map<string, number>();
  const validators = VALIDATORS.map((moniker) => namedOperator(chain.prefix, `${name} ${moniker}`));
  return {
    name,
    chainId: chain.chainId,
    prefix: chain.prefix,
    bondDenom: chain.bondDenom,
    rewardsDenom: chain.bondDenom,
    unbondingTime: 21 * DAY,
    client,
    validators,
    consensusKey(validator) {
      const moniker = VALIDATORS[validators.indexOf(validator)];
      if (moniker === undefined) throw new RangeError(`${validator} is no validator of ${chain.chainId}`);
      return consensusKey(chain.chainId, moniker);
    },
    async account(label, amount) {
      const count = given.get(label) ?? 0;
      given.set(label, count + 1);
      const address = namedAddress(chain.prefix, count === 0 ? label : `${label} ${count}`);
      const fromAddress = namedAddress(chain.prefix, FAUCET);
      const coins = [{ denom: chain.bondDenom, amount: amount.toString() }];
      const message = {
        typeUrl: "/cosmos.bank.v1beta1.MsgSend",
        value: { fromAddress, toAddress: address, amount: coins },
      };
      const { code, rawLog } = await client.signAndBroadcast(fromAddress, [message], "auto");
      if (code !== 0) throw new Error(`the faucet of ${chain.chainId} could not pay: ${rawLog}`);
      return address;
    },
    delegation: async (delegator, validator) => chain.staking.delegation(delegator, validator),
    government: chain.gov.authority,
    govern: (title, messages) => governEmbedded(chain, { payer: FAUCET, title, messages }, passTime),
  };
}

function relayingOf(network: Network): Relaying {
  const ends = new Map<string, ConnectionEnd>();
  const known = ({ chainId, connectionId }: ChannelEnd): ConnectionEnd => {
    const end = ends.get(`${chainId}/${connectionId}`);
    if (end === undefined) throw new RangeError(`the relayer made no ${connectionId} on ${chainId}`);
    return end;
  };
  return {
    async connect(chainA, chainB) {
      const { a, b } = network.relayer.createConnection(chainA, chainB);
      for (const end of [a, b]) ends.set(`${end.chainId}/${end.connectionId}`, end);
      return [a.connectionId, b.connectionId];
    },
    async openChannel(a, b, { order, version }) {
      const opened = network.relayer.createChannel({
        connection: { a: known(a), b: known(b) },
        ports: { a: a.portId, b: b.portId },
        version,
        order: order === "ordered" ? "ORDER_ORDERED" : "ORDER_UNORDERED",
      });
      return [opened.a.channelId, opened.b.channelId];
    },
  };
}

/**
 * Three fresh chains in this process with a relayer between them, and nothing of Mesh Security on them yet. Everything
 * is deterministic: the same calls give the same addresses, heights and hashes.
 *
 * @example
 * ```ts
 * const stage = startEmbedded();
 * const alice = await stage.chain("osmosis").account("alice", 1_000_000n);
 * ```
 */
export function startEmbedded(): Stage {
  const network = new Network();
  // Both consumer chains store the same codes: each is compiled once.
  const codes: CodeCache = new Map();
  const advance = (nanoseconds: bigint) => network.advance(nanoseconds / SECOND);
  const chains = Object.fromEntries(
    (Object.keys(CHAINS) as ChainName[]).map((name) => [
      name,
      stageChain(addChain(network, name, codes), name, advance),
    ]),
  ) as Record<ChainName, StageChain>;
  const relay = async () => {
    network.relayer.relay();
  };
  const passTime = async (seconds: number) => {
    const step = BigInt(Math.max(1, Math.ceil(seconds / BLOCKS)));
    for (let left = BigInt(Math.ceil(seconds)); left > 0n; left -= step) network.advance(left < step ? left : step);
  };
  return {
    chain: (name) => chains[name],
    relaying: relayingOf(network),
    packetLifetime: PACKET_LIFETIME,
    passTime,
    accrue: () => passTime(EARNING),
    relay,
    stopRelayer: async () => network.relayer.faults.stop(),
    startRelayer: async () => network.relayer.faults.start(),
    async pause(_milliseconds, signal) {
      signal?.throwIfAborted();
      network.nextBlock();
      await relay();
    },
    close: async () => {},
  };
}
