import { consumer, provider, sendMsgs, staking } from "mesh-security-sdk";
import { sendMsg } from "mesh-security-sdk/deploy";
import { UNIT } from "../settings.js";
import { FEE } from "./fee.js";
import { atConsumer, atProvider, collect, grant, leave, listValidators } from "./flow.js";
import { carry, carryUnnoted, openingPackets, sentPacket, timeOut, type UnderWay } from "./packets.js";
import type { GasWorld } from "./world.js";

const OPTIONS = { fee: FEE };

/** Packets that nobody carries, by what they are called in the rows. */
export type Left = Readonly<Record<string, UnderWay>>;

/** Sends one packet of every kind. The transfer waits for the answer to an announcement of its own. */
export async function leaveUncarried(world: GasWorld): Promise<Left> {
  const { stage, home, juno } = world;
  await stage.accrue();
  const announced = await carryUnnoted(world, sentPacket(world, "rewards", "juno", await collect(world)));
  await stage.accrue();
  const asked = await world.note(
    "provider: refresh_validators",
    provider.refreshValidators(home.client, atProvider(world), OPTIONS),
  );
  const synced = await world.note(
    "consumer: sync_validators, again",
    consumer.syncValidators(juno.client, atConsumer(world), OPTIONS),
  );
  return {
    "transfer of rewards": sentPacket(world, "transfer", "juno", announced),
    "packet rewards": sentPacket(world, "rewards", "juno", await collect(world)),
    "packet list_validators": sentPacket(world, "listValidators", "home", asked),
    "packet update_validators": sentPacket(world, "updateValidators", "juno", synced),
    "packet stake": sentPacket(world, "stake", "home", await grant(world, 100n * UNIT)),
    "packet unstake": sentPacket(world, "unstake", "home", await leave(world, 50n * UNIT)),
  };
}

/** Every packet comes back, and what can be repeated is: the unstake, the announcement and the transfer. */
export async function comeBack(world: GasWorld, left: Left): Promise<void> {
  const { home, juno } = world;
  for (const [row, way] of Object.entries(left)) {
    const ended = await timeOut(world, row, way);
    // The provider asks again at once.
    if (row === "packet list_validators") {
      await carryUnnoted(world, sentPacket(world, "listValidators", "home", ended));
    }
  }
  const resent = await world.note("provider: resend", provider.resend(home.client, atProvider(world), OPTIONS));
  await carryUnnoted(world, sentPacket(world, "unstake", "home", resent));
  const again = await world.note(
    "consumer: retry_rewards",
    consumer.retryRewards(juno.client, atConsumer(world), OPTIONS),
  );
  await carryUnnoted(world, sentPacket(world, "transfer", "juno", again));
  const announced = await carryUnnoted(world, sentPacket(world, "rewards", "juno", again));
  await carryUnnoted(world, sentPacket(world, "transfer", "juno", announced));
}

/** Both sides give their channel up and open another one, on which the provider asks what the consumer holds. */
export async function changeChannel(world: GasWorld): Promise<void> {
  const { stage, home, juno, link } = world;
  await world.note("provider: unbind_channel", provider.unbindChannel(home.client, atProvider(world), OPTIONS));
  await world.note("consumer: unbind_channel", consumer.unbindChannel(juno.client, atConsumer(world), OPTIONS));
  const ends = {
    home: { connectionId: link.connections.provider, portId: `wasm.${link.provider}` },
    juno: { connectionId: link.connections.consumer, portId: `wasm.${link.consumer}` },
  };
  await world.note(
    "provider: set_counterparty",
    provider.setCounterparty(
      home.client,
      { ...atProvider(world), connectionId: ends.home.connectionId, portId: ends.juno.portId },
      OPTIONS,
    ),
  );
  await world.note(
    "consumer: set_counterparty",
    consumer.setCounterparty(
      juno.client,
      { ...atConsumer(world), connectionId: ends.juno.connectionId, portId: ends.home.portId },
      OPTIONS,
    ),
  );
  const [channel] = await stage.relaying.openChannel(
    { chainId: home.chainId, ...ends.home },
    { chainId: juno.chainId, ...ends.juno },
    { order: "unordered", version: "mesh-security-v0.1" },
  );
  const opened = await openingPackets(world, channel);
  const listed = await carry(world, "packet list_stakes", sentPacket(world, "listStakes", "home", opened));
  await carry(world, "packet list_stakes, last page", sentPacket(world, "listStakes", "home", listed));
  await listValidators(world, channel, ", again");
}

/** A consumer that never staked is registered and forgotten. */
export async function removeConsumer(world: GasWorld): Promise<void> {
  const { juno, link, junoDeployer: sender, junoKeeper } = world;
  const coin = { denom: juno.bondDenom, amount: UNIT };
  const { client } = juno;
  await sendMsgs(client, sender, [sendMsg({ sender, recipient: link.staking, coin })], OPTIONS);
  const call = { contract: link.staking, sender, consumer: junoKeeper };
  await world.note("meta-staking: add_consumer, again", staking.addConsumer(client, { ...call, funds: coin }, OPTIONS));
  await world.note("meta-staking: remove_consumer", staking.removeConsumer(client, call, OPTIONS));
}
