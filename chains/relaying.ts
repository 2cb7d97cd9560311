import { join } from "node:path";
import { QueryClient, setupIbcExtension } from "@cosmjs/stargate";
import { type CometClient, connectComet } from "@cosmjs/tendermint-rpc";
import type { Relaying } from "mesh-security-sdk/deploy";
import { endpoint } from "./endpoint.js";
import type { Guarded } from "./guarded.js";
import { type OpenEnd, setUpHermes } from "./hermes.js";
import type { NetworkFacts } from "./network.js";
import { until } from "./until.js";

/** A relayer that carries the packets of its own channels and of no other. */
export interface OwnRelayer {
  readonly relaying: Relaying;
  /** Waits until no packet of its channels is under way; answers at once while it is stopped. */
  relay(): Promise<void>;
  start(): Promise<void>;
  /** Ends it as a crash would. */
  stop(): Promise<void>;
}

type IbcReader = ReturnType<typeof setupIbcExtension>["ibc"];

/** Account with which channels are opened, and the one with which packets are carried: sequences must not clash. */
export const relayerAccounts = (world: string): readonly [opens: string, carries: string] => [
  `${world} opens channels`,
  `${world} carries packets`,
];

/** Sets up a relayer for a world of its own; its two accounts must hold coins on every chain already. */
export async function ownRelayer(facts: NetworkFacts, world: string, folder: string): Promise<OwnRelayer> {
  const [opens, carries] = relayerAccounts(world);
  const opening = await setUpHermes(facts.hermes, join(folder, "opening"), facts.nodes, opens);
  const carrying = await setUpHermes(facts.hermes, join(folder, "carrying"), facts.nodes, carries);
  const readers = new Map<string, IbcReader>();
  const clients: CometClient[] = [];
  for (const { chain, endpoints } of facts.nodes) {
    const client = await connectComet(endpoint(endpoints.rpc));
    clients.push(client);
    readers.set(chain.chainId, QueryClient.withExtensions(client, setupIbcExtension).ibc);
  }
  const ends: OpenEnd[] = [];
  let running: Guarded | undefined;
  let stopped = false;

  const halt = async () => {
    await running?.kill();
    running = undefined;
  };
  const waiting = async ({ chainId, portId, channelId }: OpenEnd) => {
    const { commitments } = (await readers.get(chainId)?.channel.packetCommitments(portId, channelId)) ?? {
      commitments: [],
    };
    return commitments.length > 0;
  };
  const newBlock = async (client: CometClient) => {
    const height = async () => (await client.status()).syncInfo.latestBlockHeight;
    const from = await height();
    await until("a new block", async () => ((await height()) > from ? true : undefined));
  };
  const restart = async () => {
    await halt();
    // A Hermes that starts looks only at channels on which its first scan finds something, and the scan can miss what
    // its predecessor was about: what waits is carried before.
    for (const end of ends) if (await waiting(end)) await opening.clear(end);
    running = await carrying.carry(ends);
    // It begins to watch each chain at the height that it finds: a packet of that very block would be seen by nobody.
    await Promise.all(clients.map(newBlock));
  };
  const quiet = async () => !(await Promise.all(ends.map(waiting))).includes(true);

  return {
    relaying: {
      async connect(chainA, chainB) {
        // Light clients are shared: what is the world's own are its channels.
        const hub = facts.nodes[0]?.chain.chainId;
        const known = facts.connections[chainA === hub ? chainB : chainA];
        if ((chainA !== hub && chainB !== hub) || known === undefined) {
          throw new RangeError(`${chainA} and ${chainB} are not connected`);
        }
        const [atHub, atOther] = known;
        return chainA === hub ? known : [atOther, atHub];
      },
      async openChannel(a, b, options) {
        const [channelA, channelB] = await opening.openChannel(a, b, options);
        ends.push(
          { chainId: a.chainId, portId: a.portId, channelId: channelA },
          { chainId: b.chainId, portId: b.portId, channelId: channelB },
        );
        if (!stopped) await restart();
        return [channelA, channelB];
      },
    },
    async relay() {
      if (stopped) return;
      // An answer can bring a new packet at the end that was looked at before: quiet twice is quiet.
      let before = false;
      await until("every packet to be answered", async () => {
        const now = await quiet();
        if (now && before) return true;
        before = now;
        return undefined;
      });
    },
    async start() {
      stopped = false;
      await restart();
    },
    async stop() {
      stopped = true;
      await halt();
    },
  };
}
