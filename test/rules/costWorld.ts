import { loadContracts } from "mesh-security-cli";
import {
  type Chain,
  type CodeCache,
  type ConnectionEnds,
  DevnetClient,
  Network,
  namedAddress,
  namedValidator,
  SECOND,
} from "mesh-security-devnet";
import { install } from "mesh-security-sdk/deploy";
import { Decimal } from "mesh-security-sdk/math";
import type { MeshLink } from "mesh-security-sdk/mesh";
import { CostMeter } from "./costMeter.js";
import { LIFETIME, UNBONDING } from "./world.js";

/** A consumer chain, and the validator at which everybody stakes. */
export interface CostLink extends MeshLink {
  readonly chain: Chain;
  readonly validator: string;
  /** One at which nobody has staked yet. */
  readonly spare: string;
  readonly connection: ConnectionEnds;
}

/** A provider chain with two consumers, on which costs are counted. */
export interface CostWorld {
  readonly network: Network;
  readonly meter: CostMeter;
  readonly home: Chain;
  readonly lockup: string;
  /** The home chain's meta-staking, and the validator at which everybody stakes at home. */
  readonly localStaking: string;
  readonly homeValidator: string;
  /** Delegators stake here. */
  readonly juno: CostLink;
  /** Only the first delegator's claim goes here too, so that a slash at the other cuts it. */
  readonly stargaze: CostLink;
  /** Has every right that an account can have on the provider chain. */
  readonly admin: string;
}

const FUNDS = 10n ** 10n;
/** One compilation serves all worlds. */
const codes: CodeCache = new Map();

function addChain(network: Network, meter: CostMeter, name: string, prefix: string): Chain {
  const denom = `u${prefix}`;
  const chain = network.addChain({
    chainId: `${name}-1`,
    prefix,
    bondDenom: denom,
    validators: ["north", "east", "south"].map((each) => namedValidator(prefix, `${name} ${each}`, FUNDS)),
    unbondingTime: BigInt(UNBONDING) * SECOND,
    mint: { perBlock: 5_000_003n },
    wasm: { codes },
    balances: { [namedAddress(prefix, "admin")]: [{ denom, amount: 2n * FUNDS }] },
  });
  meter.add(chain);
  return chain;
}

/** A world on which Mesh Security is installed and open for stake, with an admin. */
export async function startCostWorld(): Promise<CostWorld> {
  const network = new Network();
  const meter = new CostMeter();
  const home = addChain(network, meter, "osmosis", "osmo");
  const consumers = [addChain(network, meter, "juno", "juno"), addChain(network, meter, "stargaze", "stars")] as const;
  const of = ({ chainId, prefix, bondDenom: denom }: Chain) => {
    const sender = namedAddress(prefix, "admin");
    return { chainId, prefix, denom, sender, admin: sender, client: new DevnetClient(network.chain(chainId)) };
  };
  const connections = new Map<string, ConnectionEnds>();
  const connectionTo = (chainId: string): ConnectionEnds => {
    const connection = connections.get(chainId);
    if (connection === undefined) throw new RangeError(`nothing is connected to ${chainId}`);
    return connection;
  };
  const { provider, links } = await install({
    provider: { ...of(home), localStaking: { unbondingTime: UNBONDING, rewardsDenom: home.bondDenom } },
    consumers: consumers.map((chain) => ({
      ...of(chain),
      rewardsDenom: chain.bondDenom,
      localForRemote: Decimal.parse("0.5"),
      funds: FUNDS / 10n,
      unbondingTime: UNBONDING,
    })),
    wasm: await loadContracts(),
    relaying: {
      async connect(a, b) {
        const connection = network.relayer.createConnection(a, b);
        connections.set(b, connection);
        return [connection.a.connectionId, connection.b.connectionId];
      },
      async openChannel(a, b, { version }) {
        const ports = { a: a.portId, b: b.portId };
        const opened = network.relayer.createChannel({ connection: connectionTo(b.chainId), ports, version });
        return [opened.a.channelId, opened.b.channelId];
      },
    },
    packetLifetime: LIFETIME,
  });
  network.relayer.relay();
  const linkTo = (chain: Chain): CostLink => {
    const link = links.find(({ chainId }) => chainId === chain.chainId);
    const [validator, spare] = chain.staking.validators().map(({ operator }) => operator);
    if (link === undefined || validator === undefined || spare === undefined) throw new RangeError(chain.chainId);
    return { ...link, chain, validator, spare, connection: connectionTo(chain.chainId) };
  };
  const [juno, stargaze] = consumers;
  const admin = namedAddress(home.prefix, "admin");
  const linked = { juno: linkTo(juno), stargaze: linkTo(stargaze) };
  const { lockup, localStaking } = provider;
  const [homeValidator] = home.staking.validators().map(({ operator }) => operator);
  if (localStaking === undefined || homeValidator === undefined) throw new RangeError("nothing to stake with at home");
  return { network, meter, home, lockup, localStaking, homeValidator, ...linked, admin };
}
