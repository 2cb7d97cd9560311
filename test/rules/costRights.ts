import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ChainEvent, namedAddress, type TxOutcome } from "mesh-security-devnet";
import {
  setCounterpartyMsg as setConsumerCounterpartyMsg,
  syncValidatorsMsg,
  unbindChannelMsg as unbindConsumerMsg,
} from "mesh-security-sdk/consumer";
import { executeMsg } from "mesh-security-sdk/core";
import { burnMsg, nameLienholderMsg } from "mesh-security-sdk/lockup";
import { Decimal } from "mesh-security-sdk/math";
import {
  addSlasherMsg,
  processSlashesMsg,
  refreshValidatorsMsg,
  unbondMsg as releaseMsg,
  removeSlasherMsg,
  setCounterpartyMsg,
  settleMsg,
  unbindChannelMsg,
} from "mesh-security-sdk/provider";
import { registerKeyMsg, setMinHeightMsg, submitEvidenceMsg } from "mesh-security-sdk/slasher";
import { delegatorOf, leaveUnanswered, send, takeUnanswered } from "./costFlow.js";
import { carry, expire } from "./costPackets.js";
import type { CostWorld } from "./costWorld.js";
import { UNBONDING } from "./world.js";

/** Items that a page of slashes settles. */
const PAGE = 30;

const way = ({ home, juno }: CostWorld) => [home, juno.chain] as const;
const atProvider = ({ juno, admin }: CostWorld) => ({ contract: juno.provider, sender: admin });

/** Takes a tenth of the validator's stake. */
function slashOnce(world: CostWorld, row: string, evidenceId: string): void {
  const { home, juno, admin: sender } = world;
  const { slasher: contract, validator } = juno;
  const evidence = { contract, sender, validator, ratio: Decimal.parse("0.1"), evidenceId };
  const sent = send(world, row, home, submitEvidenceMsg(evidence));
  carry(world, `packet unstake of a slash, ${evidenceId}`, way(world), sent);
}

function lastOf(events: readonly ChainEvent[]): string | undefined {
  return events.flatMap(({ attributes }) => attributes).find(({ key }) => key === "last")?.value;
}

/** Two slashes: one is settled for the first delegator, whose other claim is cut by it; one is pushed page by page. */
export function slash(world: CostWorld): void {
  const { home, juno, stargaze, lockup, admin: sender } = world;
  const owner = delegatorOf(world);
  slashOnce(world, "slasher: submit_evidence", "one");
  send(world, "provider: settle", home, settleMsg({ ...atProvider(world), owner }));
  send(world, "provider: settle of a cut", home, settleMsg({ contract: stargaze.provider, sender, owner }));
  send(world, "lockup: burn", home, burnMsg({ contract: lockup, sender }));

  slashOnce(world, "slasher: submit_evidence, again", "two");
  const push = { ...atProvider(world), validator: juno.validator, limit: PAGE };
  const { events } = send(world, "provider: process_slashes, a page", home, processSlashesMsg(push));
  const startAfter = lastOf(events);
  if (startAfter === undefined) throw new RangeError("a page without delegators");
  send(world, "provider: process_slashes, the next page", home, processSlashesMsg({ ...push, startAfter }));
  // The pages have reached him where he is the only one, and not in a crowd.
  send(world, undefined, home, settleMsg({ ...atProvider(world), owner }));
}

/** What was taken back is released; what was never answered is taken back. */
export function release(world: CostWorld): void {
  const { home, juno, network } = world;
  const sender = delegatorOf(world);
  leaveUnanswered(world);
  network.advance(BigInt(UNBONDING));
  takeUnanswered(world);
  send(world, "provider: unbond", home, releaseMsg({ contract: juno.provider, sender }));
}

/** What the admin alone may do, and what keepers do about channels. */
export function administer(world: CostWorld): void {
  const { home, juno, lockup, admin: sender, network } = world;
  const named = { contract: lockup, sender, lienholder: juno.provider, label: "juno" };
  send(world, "lockup: name_lienholder", home, nameLienholderMsg(named));
  const more = { ...atProvider(world), slasher: sender };
  send(world, "provider: add_slasher", home, addSlasherMsg({ ...more, maxRatio: Decimal.parse("0.5") }));
  send(world, "provider: remove_slasher", home, removeSlasherMsg(more));
  const asked = send(world, "provider: refresh_validators", home, refreshValidatorsMsg(atProvider(world)));
  carry(world, "packet list_validators", way(world), asked);
  const lost = send(world, undefined, home, refreshValidatorsMsg(atProvider(world)));
  const again = expire(world, "packet list_validators", home, lost);
  carry(world, undefined, way(world), again);

  const there = { contract: juno.consumer, sender: namedAddress(juno.chain.prefix, "admin") };
  juno.chain.run((ctx) => juno.chain.staking.jail(ctx, juno.spare));
  const told = send(world, "consumer: sync_validators", juno.chain, syncValidatorsMsg(there));
  carry(world, "packet update_validators", [juno.chain, home], told);

  send(world, "provider: unbind_channel", home, unbindChannelMsg(atProvider(world)));
  send(world, "consumer: unbind_channel", juno.chain, unbindConsumerMsg(there));
  const ports = { a: `wasm.${juno.provider}`, b: `wasm.${juno.consumer}` };
  const { a, b } = juno.connection;
  const counterparty = { ...atProvider(world), connectionId: a.connectionId, portId: ports.b };
  send(world, "provider: set_counterparty", home, setCounterpartyMsg(counterparty));
  const back = { ...there, connectionId: b.connectionId, portId: ports.a };
  send(world, "consumer: set_counterparty", juno.chain, setConsumerCounterpartyMsg(back));
  network.relayer.createChannel({ connection: juno.connection, ports, version: "mesh-security-v0.1" });
  const opened = home.blockAt(home.block.height)?.transactions[0];
  if (opened === undefined) throw new RangeError("the channel was not opened last");
  carryListing(world, opened);
}

/** How the packet begins, in hex. */
const LIST_STAKES = Buffer.from('{"list_stakes"').toString("hex");

/** On a new channel the provider asks for stakes, page by page, before all else; and for validators again. */
function carryListing(world: CostWorld, opened: TxOutcome): void {
  const asks = ({ attributes }: ChainEvent) =>
    attributes.some(({ key, value }) => key === "packet_data_hex" && value.startsWith(LIST_STAKES));
  const asked = { ...opened, events: opened.events.filter(asks) };
  const listed = carry(world, "packet list_stakes", way(world), asked);
  carry(world, "packet list_stakes, last page", way(world), listed);
}

interface SignedPair {
  readonly name: string;
  readonly vote_a: object;
  readonly vote_b: object;
}

const VOTES = fileURLToPath(new URL("../../contracts/slasher/testdata/votes.json", import.meta.url));
/** Of the contract's test data, which `juno-1` signed. */
const PAIR = "precommits for two blocks";

/** The validator's key is registered and contradicts itself, so that a stranger can have it slashed and tombstoned. */
export function proveDoubleVote(world: CostWorld): void {
  const { home, juno, admin: sender } = world;
  const { slasher: contract, validator } = juno;
  const { pubkey, pairs } = JSON.parse(readFileSync(VOTES, "utf8")) as {
    readonly pubkey: string;
    readonly pairs: readonly SignedPair[];
  };
  const pair = pairs.find(({ name }) => name === PAIR);
  if (pair === undefined) throw new RangeError(`no ${PAIR}`);
  const key = { contract, sender, validator, pubkey: new Uint8Array(Buffer.from(pubkey, "base64")), fromHeight: 1 };
  send(world, "slasher: register_key", home, registerKeyMsg(key));
  send(world, "slasher: set_min_height", home, setMinHeightMsg({ contract, sender, height: 2 }));
  const { vote_a, vote_b } = pair;
  const stranger = namedAddress(home.prefix, "stranger");
  const proof = executeMsg({ contract, sender: stranger }, { submit_duplicate_vote: { validator, vote_a, vote_b } });
  carry(
    world,
    "packet unstake of a slash by votes",
    way(world),
    send(world, "slasher: submit_duplicate_vote", home, proof),
  );
}
