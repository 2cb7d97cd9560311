import { join } from "node:path";
import { QueryClient, setupIbcExtension } from "@cosmjs/stargate";
import { connectComet } from "@cosmjs/tendermint-rpc";
import { command } from "../command.js";
import { endpoint } from "../endpoint.js";
import { type RunningChain, setUpHermes } from "../hermes.js";
import type { NetworkFacts } from "../network.js";
import { until } from "../until.js";

/** Account that pays for updates of light clients; it must hold coins on every chain before the first. */
export const UPDATER = "updates clients for gas figures";

interface Host extends RunningChain {
  readonly ibc: ReturnType<typeof setupIbcExtension>["ibc"];
  readonly clientId: string;
}

async function hostOf(node: RunningChain, connection: string): Promise<Host> {
  const { ibc } = QueryClient.withExtensions(await connectComet(endpoint(node.endpoints.rpc)), setupIbcExtension);
  const clientId = (await ibc.connection.connection(connection)).connection?.clientId;
  if (clientId === undefined) throw new RangeError(`${node.chain.chainId} has no ${connection}`);
  return { ...node, ibc, clientId };
}

/** The two light clients under a connection, updated when a proof needs it and in transactions of their own. */
export interface LightClients {
  readonly ids: Readonly<Record<string, string>>;
  /** A height of `of` that `host`'s light client knows, above `height`. */
  above(host: string, of: string, height: number): Promise<number>;
}

/** Sets up a Hermes that does nothing but update the clients under the connection of `chainA` and `chainB`. */
export async function lightClients(facts: NetworkFacts, chainA: string, chainB: string): Promise<LightClients> {
  const folder = join(facts.folder, "gas");
  await setUpHermes(facts.hermes, folder, facts.nodes, UPDATER);
  const [connectionA, connectionB] = facts.connections[chainB] ?? [];
  const hosts = new Map<string, Host>();
  for (const [id, connection] of [
    [chainA, connectionA],
    [chainB, connectionB],
  ] as const) {
    const node = facts.nodes.find(({ chain }) => chain.chainId === id);
    if (node === undefined || connection === undefined)
      throw new RangeError(`${chainA} and ${chainB} are not connected`);
    hosts.set(id, await hostOf(node, connection));
  }
  const host = (id: string) => {
    const found = hosts.get(id);
    if (found === undefined) throw new RangeError(`${id} is not part of the connection`);
    return found;
  };
  const known = async ({ ibc, clientId }: Host) =>
    Number((await ibc.client.stateTm(clientId)).latestHeight?.revisionHeight);
  // One account pays for all updates: one after the other.
  let last: Promise<unknown> = Promise.resolve();
  return {
    ids: Object.fromEntries([...hosts].map(([id, { clientId }]) => [id, clientId])),
    above(hostId, of, height) {
      const at = host(hostId);
      const next = last.then(async () => {
        const now = await known(at);
        if (now > height) return now;
        const comet = await connectComet(endpoint(host(of).endpoints.rpc));
        await until(`a block of ${of} above ${height}`, async () =>
          (await comet.status()).syncInfo.latestBlockHeight > height ? true : undefined,
        );
        await command(
          facts.hermes,
          [
            ...["--json", "--config", join(folder, "config.toml"), "update", "client"],
            ...["--host-chain", hostId, "--client", at.clientId],
          ],
          { PATH: process.env.PATH, HOME: folder },
        );
        return until(`the client of ${of} on ${hostId}`, async () => {
          const reached = await known(at);
          return reached > height ? reached : undefined;
        });
      });
      last = next.catch(() => {});
      return next;
    },
  };
}
