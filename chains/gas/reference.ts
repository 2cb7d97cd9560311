import { sendMsgs } from "mesh-security-sdk";
import { sendMsg } from "mesh-security-sdk/deploy";
import { namedAccount } from "../genesis.js";
import type { NetworkFacts } from "../network.js";
import { UNIT } from "../settings.js";
import { type LightClients, UPDATER } from "./clients.js";
import { FEE } from "./fee.js";
import { type GasWorld, toItself } from "./world.js";

/** Lets the account that updates light clients pay for it. */
export async function payUpdater({ home, juno, keeper, junoKeeper }: GasWorld, facts: NetworkFacts): Promise<void> {
  for (const [chain, sender] of [
    [home, keeper],
    [juno, junoKeeper],
  ] as const) {
    const settings = facts.nodes.find((node) => node.chain.chainId === chain.chainId)?.chain;
    if (settings === undefined) throw new RangeError(`${chain.chainId} was not started`);
    const recipient = await namedAccount(settings, UPDATER);
    const coin = { denom: chain.bondDenom, amount: 1_000n * UNIT };
    await sendMsgs(chain.client, sender, [sendMsg({ sender, recipient, coin })], { fee: FEE });
  }
}

/** What no contract has a part in: an ordinary payment, and the update of a light client. */
export async function measureChain(world: GasWorld, clients: LightClients): Promise<void> {
  const { home, juno, keeper } = world;
  await world.note("chain: MsgSend to oneself", toItself(home, keeper));
  const height = await clients.above(home.chainId, juno.chainId, await juno.client.getHeight());
  const [updated] = await home.client.searchTx([
    { key: "update_client.client_id", value: clients.ids[home.chainId] ?? "" },
    { key: "update_client.consensus_height", value: `1-${height}` },
  ]);
  if (updated === undefined) throw new RangeError(`no update of the client to height ${height}`);
  await world.note("chain: MsgUpdateClient", Promise.resolve({ ...updated, transactionHash: updated.hash }));
}
