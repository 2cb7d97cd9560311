import { type Chain, type EncodeObject, namedAddress, type Packet } from "mesh-security-devnet";
import { bondMsg, grantClaimMsg } from "mesh-security-sdk/lockup";
import { unstakeMsg } from "mesh-security-sdk/provider";
import type { CostWorld } from "./costWorld.js";

/** What each of a crowd bonds, stakes, takes back, and has in flight for ever: base units. */
const BONDED = 1_000n;
const STAKED = 600n;
const LEFT = 100n;
const IN_FLIGHT = 200n;
/** What each delegates at home. */
const AT_HOME = 50n;
/** So many of them do the same in one block. */
const CHUNK = 500;

const RECEIVE = "/ibc.core.channel.v1.MsgRecvPacket";
const ACKNOWLEDGE = "/ibc.core.channel.v1.MsgAcknowledgement";

/** Addresses of one length. None is after those of {@link lateAddress}. */
function crowdOf(prefix: string, size: number): string[] {
  const crowd: string[] = [];
  for (let at = 0; crowd.length < size; at += 1) {
    const address = namedAddress(prefix, `delegator ${at}`);
    if (!isLate(prefix, address)) crowd.push(address);
  }
  return crowd;
}

function isLate(prefix: string, address: string): boolean {
  return address.startsWith(`${prefix}1z`);
}

/** An address for a name, after all of a crowd, so that pages of delegators begin with the crowd and are alike. */
export function lateAddress(prefix: string, name: string): string {
  for (let at = 0; ; at += 1) {
    const address = namedAddress(prefix, `${name} ${at}`);
    if (isLate(prefix, address)) return address;
  }
}

/** Runs messages one after the other without keeping what they tell, then makes a block. */
function runAll(chain: Chain, messages: readonly (readonly [string, EncodeObject])[]): void {
  chain.run((ctx) => {
    for (const [signer, message] of messages) chain.handle({ ...ctx, events: [] }, signer, message);
  });
  chain.nextBlock();
}

/** The client's view of the other chain is brought up to that chain's last block; answers its height. */
function proofHeight(on: Chain, of: Chain, connectionId: string) {
  const { clientId = "" } = on.ibc.store.connection(connectionId) ?? {};
  const revisionNumber = BigInt(of.chainId.split("-")[1] ?? 0);
  const height = { revisionNumber, revisionHeight: of.block.height };
  const typeUrl = "/ibc.core.client.v1.MsgUpdateClient";
  runAll(on, [["", { typeUrl, value: { clientId, clientMessage: { height } } }]]);
  return on.ibc.clients.latestHeight(clientId);
}

/** Carries all that is under way from the provider chain to the consumer chain, and the answers back. */
function carryAll({ home, juno: { chain, connection } }: CostWorld): void {
  const packets: Packet[] = [...home.ibc.store.sentPackets()].map(({ packet }) => packet);
  const there = proofHeight(chain, home, connection.b.connectionId);
  runAll(
    chain,
    packets.map((packet) => ["", { typeUrl: RECEIVE, value: { packet, proofHeight: there } }]),
  );
  const back = proofHeight(home, chain, connection.a.connectionId);
  runAll(
    home,
    packets.map((packet) => {
      const { destinationPort, destinationChannel, sequence } = packet;
      const acknowledgement = chain.ibc.store.acknowledgement(destinationPort, destinationChannel, sequence);
      return ["", { typeUrl: ACKNOWLEDGE, value: { packet, acknowledgement, proofHeight: back } }];
    }),
  );
}

/**
 * So many delegators of the same validator and provider. Each has active stake, an unbonding, stake in flight and
 * stake at home, and their last packets are never carried.
 */
export function gather(world: CostWorld, size: number): void {
  const { home, lockup, juno } = world;
  const { validator, provider } = juno;
  const crowd = crowdOf(home.prefix, size);
  const chunks = Array.from({ length: Math.ceil(size / CHUNK) }, (_, at) => crowd.slice(at * CHUNK, (at + 1) * CHUNK));
  const funds = { denom: home.bondDenom, amount: BONDED };
  const grant = (sender: string, amount: bigint) =>
    [sender, grantClaimMsg({ contract: lockup, sender, lienholder: provider, validator, amount })] as const;
  for (const members of chunks) {
    home.run((ctx) => {
      for (const member of members) home.bank.mint(ctx, member, [funds]);
    });
    const bonds = members.map((sender) => [sender, bondMsg({ contract: lockup, sender, funds })] as const);
    runAll(home, [...bonds, ...members.map((member) => grant(member, STAKED))]);
    carryAll(world);
    const local = { contract: lockup, lienholder: world.localStaking, validator: world.homeValidator, amount: AT_HOME };
    runAll(
      home,
      members.map((sender) => [sender, grantClaimMsg({ ...local, sender })]),
    );
  }
  for (const members of chunks) {
    runAll(
      home,
      members.flatMap((sender) => [
        [sender, unstakeMsg({ contract: provider, sender, validator, amount: LEFT })],
        grant(sender, IN_FLIGHT),
      ]),
    );
  }
}
