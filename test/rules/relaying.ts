import type { Chain, RelayResult, Work } from "mesh-security-devnet";
import { getBalance } from "mesh-security-sdk/lockup";
import {
  getAccount,
  getPendingCut,
  getRemote,
  getValidator,
  type InFlight,
  listInFlight,
} from "mesh-security-sdk/provider";
import { digest } from "./books.js";
import type { Random } from "./random.js";
import { hold } from "./rules.js";
import type { Link, World } from "./world.js";

/** More work than this at once means that contracts answer each other for ever. */
const QUIET_AFTER = 5_000;
/** Works that are kept for a replay. */
const KEPT = 60;
const ONE = 10n ** 18n;
/** Queries show 18 digits of a multiplier; below this they are too few to tell what an amount becomes. */
const PRECISE = ONE / 100n;

type PacketWork = Extract<Work, { readonly packet: unknown }>;

/** An owner's stake that is about to be answered, as it stands before. */
interface Before {
  readonly owner: string;
  readonly validator: string;
  readonly link: Link;
  readonly sent: bigint;
  readonly amount: bigint;
  readonly tokens: bigint;
  readonly claim: bigint;
  /** What the consumer holds too much once all that is under way has arrived. */
  readonly untold: bigint;
}

/** Carries packets one by one, with faults, and looks at what every answer does. */
export class Carrier {
  duplicates = false;
  reorders = false;
  private readonly performed: Work[] = [];
  /** By {@link sending}: the validator's multiplier when the stake was sent. */
  private readonly multipliers = new Map<string, bigint>();

  constructor(
    private readonly world: World,
    private readonly random: Random,
    private readonly reach: (state: string) => void,
  ) {}

  /** Notes at which multiplier an owner's newest stake was sent. */
  async sent(link: Link, owner: string, validator: string): Promise<void> {
    const { client } = this.world;
    const newest = (await listInFlight(client, { contract: link.provider, account: owner, limit: 100 })).at(-1);
    const { multiplier } = await getValidator(client, { contract: link.provider, validator });
    if (newest !== undefined) this.multipliers.set(sending(link, newest), multiplier.atomics);
  }

  /** What slashes since its sending have left of stake in flight, at the validator's multiplier now. */
  worth(link: Link, stake: InFlight, multiplier: bigint): bigint {
    const then = this.multipliers.get(sending(link, stake)) ?? multiplier;
    return then === 0n ? 0n : (stake.amount * multiplier) / then;
  }

  clear(): void {
    this.world.network.relayer.faults.clear();
    this.duplicates = false;
    this.reorders = false;
  }

  /** What can be done now and no fault forbids: nothing that only a client which is no more could prove. */
  open(): Work[] {
    const { relayer } = this.world.network;
    if (!relayer.faults.running) return [];
    return relayer.work().filter((work) => relayer.faults.lets(work) && this.provable(work));
  }

  private provable(work: Work): boolean {
    const sending = work.action === "closeConfirm" ? work : work.id;
    const here = this.chain(sending.chainId);
    const { connectionId = "" } = here.ibc.channel(sending.portId, sending.channelId) ?? {};
    const { clientId = "", counterparty } = here.ibc.store.connection(connectionId) ?? {};
    if (work.action !== "receive") return here.ibc.clients.status(here.block, clientId) === "Active";
    const there = this.chain(here.ibc.clients.client(clientId)?.chainId ?? "");
    return there.ibc.clients.status(there.block, counterparty?.clientId ?? "") === "Active";
  }

  /** Carries at most so many packets one step further each; answers how many there were. */
  async carry(most = QUIET_AFTER): Promise<number> {
    for (let done = 0; done < most; done += 1) {
      const open = this.open();
      const work = open[this.reorders && open.length > 0 ? this.random.below(open.length) : 0];
      if (work === undefined) return done;
      if (this.reorders && open.length > 1) this.reach("reordered");
      await this.perform(work);
    }
    hold("4 An ack never fails", most < QUIET_AFTER, () => `not quiet after ${most} packets`);
    return most;
  }

  /** Forgets one packet, or its answer, for good. */
  drop(what: "receive" | "acknowledge", at: number): void {
    const able = this.open().filter(({ action }) => action === what);
    const work = able[at % Math.max(able.length, 1)];
    if (work === undefined || work.action === "closeConfirm") return;
    this.world.network.relayer.faults.drop(work.id, what);
    this.reach(`dropped: ${what}`);
  }

  /** Does again what was done before: nothing may change. */
  replay(at: number): void {
    const work = this.performed[at % Math.max(this.performed.length, 1)];
    if (work === undefined) return;
    this.reach("replayed");
    this.repeat(work);
  }

  private repeat(work: Work): void {
    const before = this.digests();
    const result = this.world.network.relayer.perform(work);
    const fresh = result.kind !== "failed" && result.kind !== "closed" && result.fresh;
    hold("6 Exactly once", !fresh, () => `${work.action} again was taken as new`);
    hold("6 Exactly once", this.digests() === before, () => `${work.action} again changed the books`);
  }

  private digests(): string {
    return [this.world.home, ...this.world.links.map(({ chain }) => chain)].map((chain) => digest(chain)).join();
  }

  private async perform(work: Work): Promise<void> {
    const before = await this.before(work);
    const result = this.world.network.relayer.perform(work);
    if (work.action === "receive" && refusal(result).includes("timeout elapsed")) {
      // The block that was to take it came too late.
      this.reach("received too late");
      return;
    }
    hold("4 An ack never fails", result.kind !== "failed", () => `${work.action}: ${refusal(result)}`);
    this.reach(work.action);
    this.performed.push(work);
    if (this.performed.length > KEPT) this.performed.shift();
    if (work.action === "acknowledge" && this.isRefusal(work)) this.reach(`refusal of ${kindOf(work)}`);
    if (before !== undefined && work.action !== "closeConfirm") await this.answered(work, before);
    if (this.duplicates) {
      this.reach("duplicated");
      this.repeat(work);
    }
  }

  private chain(chainId: string): Chain {
    return this.world.network.chain(chainId);
  }

  private isRefusal({ id, packet }: PacketWork): boolean {
    const link = this.world.links.find(({ chainId }) => chainId === id.chainId);
    const there = link === undefined ? this.linkOf(packet.destinationPort)?.chain : this.world.home;
    const { destinationPort, destinationChannel, sequence } = packet;
    const ack = there?.ibc.store.acknowledgement(destinationPort, destinationChannel, sequence);
    return ack !== undefined && new TextDecoder().decode(ack).startsWith('{"error"');
  }

  private linkOf(consumerPort: string): Link | undefined {
    return this.world.links.find(({ consumer }) => consumerPort === `wasm.${consumer}`);
  }

  /** Undefined where it is no answer to an owner's stake, or a cut makes it more than one step. */
  private async before(work: Work): Promise<Before | undefined> {
    if (work.action === "closeConfirm" || work.action === "receive") return undefined;
    const link = this.linkOf(work.packet.destinationPort);
    if (link === undefined) return undefined;
    const { stake } = JSON.parse(new TextDecoder().decode(work.packet.data)) as {
      stake?: { validator: string; amount: string; key: string };
    };
    if (stake === undefined || !this.world.owners.includes(stake.key)) return undefined;
    const at = { contract: link.provider, account: stake.key };
    const { client } = this.world;
    const { cut, queuedRelease, queuedSlash } = await getPendingCut(client, at);
    if (cut + queuedRelease + queuedSlash > 0n) return undefined;
    const inFlight = await listInFlight(client, { ...at, limit: 100 });
    const own = sending(link, work.id);
    const amount = inFlight.find((each) => sending(link, each) === own)?.amount ?? 0n;
    const sent = BigInt(stake.amount);
    if (amount < sent) this.reach("late answer to stake that was taken back");
    const { validator, key: owner } = stake;
    return { owner, validator, link, sent, amount, ...(await this.standing(link, owner, validator)) };
  }

  private async standing(link: Link, owner: string, validator: string) {
    const { client, lockup } = this.world;
    const staked = await getAccount(client, { contract: link.provider, account: owner });
    const { claims } = await getBalance(client, { contract: lockup, account: owner });
    const position = staked.find((each) => each.validator === validator);
    const claim = claims.find(({ lienholder }) => lienholder === link.provider)?.amount ?? 0n;
    const remote = await getRemote(client, { contract: link.provider, validator });
    const untold = remote.known + remote.resentPending - remote.unstakesPending - remote.target;
    return { tokens: position?.tokens ?? 0n, claim, untold };
  }

  /** What failed is released to the last unit; what stands is worth what slashes since its sending have left of it. */
  private async answered(work: PacketWork, before: Before): Promise<void> {
    const { link, owner, validator, amount } = before;
    const after = await this.standing(link, owner, validator);
    const text = () => `${work.action} of ${amount} of ${before.sent} by ${owner}: ${show(before)} to ${show(after)}`;
    if (work.action !== "acknowledge" || this.isRefusal(work)) {
      const exact = after.tokens === before.tokens && after.claim === before.claim - amount;
      hold("5 Nothing is lost on failure", exact, text);
      return;
    }
    // Both targets are floored.
    const told = after.untold - before.untold <= 1n && before.untold - after.untold <= 1n;
    hold("7 Slash reaches all", told, () => `${text()}; untold ${before.untold}, now ${after.untold}`);
    const then = this.multipliers.get(sending(link, work.id));
    const { multiplier } = await getValidator(this.world.client, { contract: link.provider, validator });
    const now = multiplier.atomics;
    if (then === undefined || now < PRECISE) return;
    if (now < then) this.reach("slash while in flight");
    const worth = (amount * now) / then;
    const more = after.tokens - before.tokens;
    hold("7 Slash reaches all", more <= worth + 1n && more + 2n >= worth, text);
    hold("8 Round trip", now < then || more === amount, text);
  }
}

/** Names a stake's packet: every channel of a provider counts from 1. */
function sending({ provider }: Link, packet: { readonly channelId: string; readonly sequence: bigint }): string {
  return `${provider}/${packet.channelId}/${packet.sequence}`;
}

/** `stake`, `unstake`, `rewards`, …; `transfer` for ICS-20. */
function kindOf({ packet }: PacketWork): string {
  const content = JSON.parse(new TextDecoder().decode(packet.data)) as object;
  return "denom" in content ? "transfer" : (Object.keys(content)[0] ?? "nothing");
}

function show({ tokens, claim }: { readonly tokens: bigint; readonly claim: bigint }): string {
  return `${tokens} staked and ${claim} claimed`;
}

function refusal(result: RelayResult): string {
  return result.kind === "failed" ? `${result.chainId} ${result.error.message}` : result.kind;
}
