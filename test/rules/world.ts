import { loadContracts } from "mesh-security-cli";
import {
  type Chain,
  type CodeCache,
  DevnetClient,
  Network,
  namedAddress,
  namedValidator,
  SECOND,
  type TxOutcome,
} from "mesh-security-devnet";
import type { ExecuteMsg } from "mesh-security-sdk/core";
import { type ChannelEnd, install, type Relaying } from "mesh-security-sdk/deploy";
import { Decimal } from "mesh-security-sdk/math";
import type { MeshLink } from "mesh-security-sdk/mesh";

const DAY = 86_400;
/** Seconds of unbonding, on every chain and at the providers. */
export const UNBONDING = 21 * DAY;
/** Seconds that a packet lives. */
export const LIFETIME = 600;
/** Seconds after a packet's timeout from which unanswered stake can leave. */
const GRACE = 300;

/** What owners have at the beginning: very little, little, much, and more than all consumers can delegate. */
const WALLETS: Readonly<Record<string, bigint>> = {
  ada: 37n,
  ben: 999_983n,
  cleo: 1_000_000_007n,
  dora: 10n ** 15n,
};

const CONSUMERS = {
  juno: { prefix: "juno", denom: "ujuno", rate: "0.5", funds: 700_000_003n },
  stargaze: { prefix: "stars", denom: "ustars", rate: "20.25", funds: 30_000_000_001n },
} as const;

/** One compilation serves all worlds. */
const codes: CodeCache = new Map();

/** A consumer chain with the contracts that serve it. */
export interface Link extends MeshLink {
  readonly name: keyof typeof CONSUMERS;
  readonly chain: Chain;
  readonly client: DevnetClient;
  readonly validators: readonly string[];
  /** Its tokens for one of the provider chain. */
  readonly price: Decimal;
  readonly funds: bigint;
  /** May give up the consumer's channel and name another connection. */
  readonly keeper: string;
  /** The connection under its channels, the provider's end first; another one where it was replaced. */
  connection: Connection;
}

type Connection = ReturnType<Network["relayer"]["createConnection"]>;

/** One provider chain, two consumers, and what the rules are checked against. */
export interface World {
  readonly network: Network;
  readonly home: Chain;
  readonly client: DevnetClient;
  readonly lockup: string;
  readonly bondDenom: string;
  readonly links: readonly Link[];
  readonly owners: readonly string[];
  /** By owner: what he had at the beginning. */
  readonly wallets: ReadonlyMap<string, bigint>;
  /** May submit evidence, and mend the channels of the providers. */
  readonly guardian: string;
  /** Signs what needs nobody's rights. */
  anyone(chain: Chain): string;
}

/** Delivers one message in a block of its own. */
export function execute(chain: Chain, message: ExecuteMsg): TxOutcome {
  return chain.deliver({ signer: message.value.sender, messages: [message] });
}

function addChain(network: Network, id: string, prefix: string, denom: string, strict: boolean): Chain {
  const named = (name: string) => namedAddress(prefix, name);
  const wallet = (amount: bigint) => [{ denom, amount }];
  const owners = id === "osmosis" ? Object.entries(WALLETS).map(([name, amount]) => [named(name), wallet(amount)]) : [];
  return network.addChain({
    chainId: `${id}-1`,
    prefix,
    bondDenom: denom,
    validators: ["north", "east", "south"].map((name) => namedValidator(prefix, `${id} ${name}`, 10_000_000_000n)),
    unbondingTime: BigInt(UNBONDING) * SECOND,
    mint: { perBlock: 5_000_003n },
    wasm: { codes, strict },
    balances: {
      ...Object.fromEntries(owners),
      [named("deployer")]: wallet(10n ** 12n),
      [named("guardian")]: wallet(1n),
      [named("anyone")]: wallet(1n),
    },
  });
}

/** Tells `connections` what it makes, by the chain that is connected to the first. */
function relayingOf(network: Network, connections: Map<string, Connection>): Relaying {
  const connectionOf = ({ chainId }: ChannelEnd): Connection => {
    const connection = connections.get(chainId);
    if (connection === undefined) throw new RangeError(`nothing is connected to ${chainId}`);
    return connection;
  };
  return {
    async connect(chainA, chainB) {
      const connection = network.relayer.createConnection(chainA, chainB);
      connections.set(chainB, connection);
      return [connection.a.connectionId, connection.b.connectionId];
    },
    async openChannel(a, b, { version }) {
      const ports = { a: a.portId, b: b.portId };
      const opened = network.relayer.createChannel({ connection: connectionOf(b), ports, version });
      return [opened.a.channelId, opened.b.channelId];
    },
  };
}

/** A world on which Mesh Security is installed and open for stake. `strict`: a fresh wasm instance for every call. */
export async function startWorld(strict = false): Promise<World> {
  const network = new Network();
  const home = addChain(network, "osmosis", "osmo", "uosmo", strict);
  const client = new DevnetClient(home);
  const names = Object.keys(CONSUMERS) as (keyof typeof CONSUMERS)[];
  const consumers = names.map((name) => {
    const { prefix, denom, rate, funds } = CONSUMERS[name];
    const chain = addChain(network, name, prefix, denom, strict);
    return { name, chain, client: new DevnetClient(chain), price: Decimal.parse(rate), funds };
  });
  const connections = new Map<string, Connection>();
  const { provider, links } = await install({
    provider: {
      chainId: home.chainId,
      client,
      sender: namedAddress(home.prefix, "deployer"),
      prefix: home.prefix,
      denom: home.bondDenom,
      admin: namedAddress(home.prefix, "guardian"),
    },
    consumers: consumers.map(({ chain, client: there, price, funds }) => ({
      chainId: chain.chainId,
      client: there,
      sender: namedAddress(chain.prefix, "deployer"),
      prefix: chain.prefix,
      denom: chain.bondDenom,
      rewardsDenom: chain.bondDenom,
      localForRemote: price,
      funds,
      unbondingTime: UNBONDING,
      admin: namedAddress(chain.prefix, "guardian"),
    })),
    wasm: await loadContracts(),
    relaying: relayingOf(network, connections),
    evidenceOwner: namedAddress(home.prefix, "guardian"),
    packetLifetime: LIFETIME,
    answerGrace: GRACE,
  });
  network.relayer.relay();
  const wallets = new Map(Object.entries(WALLETS).map(([name, amount]) => [namedAddress(home.prefix, name), amount]));
  return {
    network,
    home,
    client,
    lockup: provider.lockup,
    bondDenom: home.bondDenom,
    owners: [...wallets.keys()],
    wallets,
    guardian: namedAddress(home.prefix, "guardian"),
    anyone: ({ prefix }) => namedAddress(prefix, "anyone"),
    links: consumers.map((consumer) => {
      const link = links.find(({ chainId }) => chainId === consumer.chain.chainId);
      const connection = connections.get(consumer.chain.chainId);
      if (link === undefined || connection === undefined) throw new RangeError(`no link to ${consumer.name}`);
      return {
        ...link,
        ...consumer,
        connection,
        keeper: namedAddress(consumer.chain.prefix, "guardian"),
        validators: consumer.chain.staking.validators().map(({ operator }) => operator),
      };
    }),
  };
}
