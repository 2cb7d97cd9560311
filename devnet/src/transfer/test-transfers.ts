import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeAddress } from "../address.js";
import { SECOND } from "../clock.js";
import { type TestChain, testNetwork } from "../ibc/test-network.js";
import type { ChannelEnd } from "../relayer/types.js";
import type { ChainEvent, Coin } from "../types.js";

/** Somebody's address on a chain. */
export function accountOn(chain: TestChain, name: string): string {
  return encodeAddress(chain.prefix, sha256(utf8ToBytes(name)).slice(0, 20));
}

export interface Sending {
  readonly receiver: string;
  readonly token: Coin;
  readonly memo?: string;
  /** Of the packet's life; 600 where left out. */
  readonly seconds?: bigint;
}

/** Chains in a row with a transfer channel between neighbours, and alice on each with 1000 `ustake`. */
export function transferring(...ids: readonly string[]) {
  const network = testNetwork(...ids);
  const chains = ids.map(network.chain);
  for (const chain of chains) {
    chain.run((ctx) => chain.bank.mint(ctx, accountOn(chain, "alice"), [{ denom: "ustake", amount: 1000n }]));
  }
  const ports = { a: "transfer", b: "transfer" };
  const links = ids.slice(1).map((id, i) => {
    const connection = network.relayer.createConnection(ids[i] ?? "", id);
    return network.relayer.createChannel({ connection, ports, version: "ics20-1" });
  });
  /** Sends from somebody's account as a transaction would. */
  const transfer = (end: ChannelEnd, { seconds = 600n, memo = "", ...message }: Sending, sender = "alice") => {
    const chain = network.chain(end.chainId);
    return chain.send(
      "/ibc.applications.transfer.v1.MsgTransfer",
      {
        sourcePort: end.portId,
        sourceChannel: end.channelId,
        token: { denom: message.token.denom, amount: message.token.amount.toString() },
        sender: accountOn(chain, sender),
        receiver: message.receiver,
        timeoutTimestamp: network.clock.now + seconds * SECOND,
        memo,
      },
      accountOn(chain, sender),
    );
  };
  return { ...network, chains, links, transfer };
}

/** The attributes of the first event of that type. */
export function attributesOf(events: readonly ChainEvent[], type: string): Readonly<Record<string, string>> {
  const found = events.find((event) => event.type === type);
  return Object.fromEntries(found?.attributes.map(({ key, value }) => [key, value]) ?? []);
}
