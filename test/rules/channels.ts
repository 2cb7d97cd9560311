import { getChannel as consumerChannel } from "mesh-security-sdk/consumer";
import { getChannel } from "mesh-security-sdk/provider";
import type { Run } from "./run.js";
import type { Link } from "./world.js";

const VERSION = "mesh-security-v0.1";

/** The consumer chain closes its end, as governance or a fault there may; the other end hears of it from the relayer. */
export async function closeChannel(run: Run, { client, chain, consumer }: Link): Promise<void> {
  const { channel: bound } = await consumerChannel(client, { contract: consumer });
  if (bound === undefined) return;
  const channel = chain.ibc.channel(bound.portId, bound.channelId);
  if (channel === undefined) throw new RangeError(`${chain.chainId} has no ${bound.channelId}`);
  chain.run((ctx) => {
    chain.wasm.onChanCloseConfirm(ctx, channel);
    chain.ibc.store.setChannel(ctx.block, { ...channel, state: "CLOSED" });
  });
  run.reach("channel closed");
}

/** Opens a new channel where neither side has one; the provider begins. Answers whether there is one now. */
export async function openChannel(run: Run, link: Link): Promise<boolean> {
  const { world } = run;
  const { channel: here } = await getChannel(world.client, { contract: link.provider });
  const { channel: there } = await consumerChannel(link.client, { contract: link.consumer });
  if (here !== undefined || there !== undefined) return here !== undefined && there !== undefined;
  const ports = { a: `wasm.${link.provider}`, b: `wasm.${link.consumer}` };
  world.network.relayer.createChannel({ connection: link.connection, ports, version: VERSION });
  run.reach("channel opened anew");
  return true;
}
