import { type Books, claimOf, type LinkBooks, type OwnerBooks, ownerAt } from "./books.js";
import type { Profile } from "./profiles.js";
import type { Random } from "./random.js";
import { UNBONDING, type World } from "./world.js";

interface Place {
  /** Index of a consumer. */
  readonly link: number;
}
interface AtValidator extends Place {
  readonly validator: string;
}
interface Owned {
  readonly owner: string;
}
interface Amount {
  readonly amount: bigint;
}
interface Limited {
  readonly limit: number;
}
interface Nothing {
  readonly at?: never;
}

/** What every kind of step needs to be told. */
interface Details {
  readonly bond: Owned & Amount;
  readonly unbond: Owned & Amount;
  readonly crossStake: Owned & AtValidator & Amount;
  readonly unstake: Owned & AtValidator & Amount;
  readonly release: Owned & Place & Limited;
  readonly claim: Owned & AtValidator;
  readonly collect: AtValidator;
  /** `ratio` in 10⁻¹⁸. */
  readonly evidence: AtValidator & { readonly ratio: bigint; readonly tombstone: boolean };
  readonly processSlashes: AtValidator & Limited;
  readonly settle: Owned & Place & Limited;
  readonly resend: Place & Limited;
  readonly credit: Place & Limited;
  readonly retryRewards: Place & Limited;
  readonly rebalance: Place & Limited;
  readonly syncSlash: AtValidator;
  readonly refreshValidators: Place;
  readonly syncValidators: Place;
  readonly jail: AtValidator;
  readonly closeChannel: Place;
  readonly openChannel: Place;
  readonly burn: Nothing;
  readonly relayAll: Nothing;
  readonly clearFaults: Nothing;
  readonly pass: { readonly seconds: number };
  readonly relay: { readonly packets: number };
  readonly duplicate: { readonly on: boolean };
  readonly reorder: { readonly on: boolean };
  readonly drop: { readonly what: "receive" | "acknowledge"; readonly at: number };
  readonly replay: { readonly at: number };
}

export type OperationKind = keyof Details;

/** What is done in one step. Plain data: a run is the list of these. */
export type Operation = { [K in OperationKind]: { readonly kind: K } & Details[K] }[OperationKind];

/** A step of that kind. */
export type Of<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;

const SECONDS = [1, 30, 300, 599, 601, 1_000, 3_600, 86_400, 3 * 86_400, 22 * 86_400] as const;
/** Index of the owner whose stakes crowd, and the part of his tokens that a stake has at most. */
const CROWD = 2;
const PARTS = 50n;
const ONE = 10n ** 18n;

/** Shares of a validator's stake: the least there is, all but that, all, usual, large, of any size. */
function ratio(random: Random): bigint {
  const kind = random.below(40);
  if (kind === 0) return ONE;
  if (kind === 1) return ONE - 1n;
  if (kind <= 3) return 1n;
  if (kind <= 20) return 1n + random.upTo(ONE / 20n);
  if (kind <= 30) return 1n + random.upTo(ONE / 2n);
  return 1n + random.upTo(10n ** BigInt(random.below(18)));
}

/** One of the candidates, or anything else where there is none and now and then. */
function likely<T>(random: Random, candidates: readonly T[], any: () => T): T {
  return candidates.length === 0 || random.oneIn(12) ? any() : random.pick(candidates);
}

/** The next step, chosen with an eye on the books so that most of them do something. */
export function choose(random: Random, profile: Profile, world: World, books: Books): Operation {
  const kind = random.weighted(profile.weights);
  const link = random.below(world.links.length);
  const at = books.links[link];
  if (at === undefined) throw new RangeError("a link without books");
  const anyOwner = () => random.pick(world.owners);
  const anyValidator = () => random.pick(at.link.validators);
  switch (kind) {
    case "bond": {
      const wallet = (owner: string) => world.home.bank.balance(owner, world.bondDenom);
      const owner = likely(
        random,
        world.owners.filter((each) => wallet(each) > 0n),
        anyOwner,
      );
      return { kind, owner, amount: random.amount(wallet(owner)) };
    }
    case "unbond": {
      const free = (owner: string) => books.accounts.get(owner)?.free ?? 0n;
      const owner = likely(
        random,
        world.owners.filter((each) => free(each) > 0n),
        anyOwner,
      );
      return { kind, owner, amount: random.amount(free(owner)) };
    }
    case "crossStake":
      return crossStake(random, profile, world, books, at, link);
    case "unstake":
      return unstake(random, world, at, link);
    case "release": {
      const due = ({ unbonding }: OwnerBooks) => unbonding.some(({ releaseAt }) => releaseAt <= books.now);
      return { kind, owner: likely(random, ownersWith(at, due), anyOwner), link, limit: 1 + random.below(4) };
    }
    case "claim": {
      const due = [...at.owners].flatMap(([owner, { rewards }]) =>
        [...rewards.keys()].map((validator) => ({ owner, validator })),
      );
      const any = () => ({ owner: anyOwner(), validator: anyValidator() });
      return { kind, link, ...likely(random, due, any) };
    }
    case "collect": {
      const delegated = at.delegations.map(({ validator }) => validator);
      return { kind, link, validator: likely(random, delegated, anyValidator) };
    }
    case "evidence": {
      const staked = at.validators.filter(({ tokens }) => tokens > 0n).map(({ address }) => address);
      const validator = likely(random, staked, anyValidator);
      return { kind, link, validator, ratio: ratio(random), tombstone: random.oneIn(40) };
    }
    case "processSlashes":
      return { kind, link, validator: anyValidator(), limit: 1 + random.below(4) };
    case "settle": {
      const due = ownersWith(at, ({ cut, staked }) => cut.cut > 0n || staked.some(({ slashed }) => slashed > 0n));
      return { kind, owner: likely(random, due, anyOwner), link, limit: 1 + random.below(4) };
    }
    case "resend":
    case "credit":
    case "retryRewards":
      return { kind, link, limit: 1 + random.below(4) };
    case "rebalance":
      return { kind, link, limit: 1 + random.below(12) };
    case "refreshValidators":
    case "syncValidators":
    case "closeChannel":
    case "openChannel":
      return { kind, link };
    case "jail":
    case "syncSlash":
      return { kind, link, validator: anyValidator() };
    case "pass":
      return { kind, seconds: random.oneIn(6) ? untilRelease(books) : random.pick(SECONDS) };
    default:
      return fault(random, kind);
  }
}

type Fault = "burn" | "relayAll" | "clearFaults" | "relay" | "duplicate" | "reorder" | "drop" | "replay";

function fault(random: Random, kind: Fault): Operation {
  switch (kind) {
    case "burn":
    case "relayAll":
    case "clearFaults":
      return { kind };
    case "relay":
      return { kind, packets: 1 + random.below(3) };
    case "duplicate":
    case "reorder":
      return { kind, on: random.oneIn(2) };
    case "drop":
      return { kind, what: random.oneIn(2) ? "receive" : "acknowledge", at: random.below(2 ** 16) };
    case "replay":
      return { kind, at: random.below(2 ** 16) };
  }
}

/** To just before something is released: a slash must still reach it. */
function untilRelease(books: Books): number {
  const releases = books.links.flatMap(({ owners }) =>
    [...owners.values()].flatMap(({ unbonding }) => unbonding.map(({ releaseAt }) => releaseAt - books.now)),
  );
  return Math.max(1, Math.min(UNBONDING, ...releases.filter((seconds) => seconds > 60)) - 30);
}

function ownersWith(at: LinkBooks, fits: (owner: OwnerBooks) => boolean): string[] {
  return [...at.owners].filter(([, owner]) => fits(owner)).map(([address]) => address);
}

/** Where the lockup leaves room and the validator takes stake; often up to all that is bonded, so that claims overlap. */
function crossStake(
  random: Random,
  { crowded = false }: Profile,
  world: World,
  books: Books,
  at: LinkBooks,
  link: number,
): Operation {
  const room = (owner: string) => (books.accounts.get(owner)?.bonded ?? 0n) - claimOf(books, owner, at.link);
  const able = world.owners.filter((each) => room(each) > 0n);
  const favourites = crowded && !random.oneIn(4) ? able.filter((each) => each === world.owners[CROWD]) : able;
  const owner = likely(random, favourites, () => random.pick(world.owners));
  const fit = at.validators.filter(({ status, multiplier }) => status === "active" && !multiplier.isZero);
  const validator = likely(
    random,
    fit.map(({ address }) => address),
    () => random.pick(at.link.validators),
  );
  const most = crowded && !random.oneIn(10) ? room(owner) / PARTS : room(owner);
  return { kind: "crossStake", owner, link, validator, amount: random.amount(most) };
}

/** From a position or from stake in flight, where there is one. */
function unstake(random: Random, world: World, at: LinkBooks, link: number): Operation {
  const stakes = world.owners.flatMap((owner) => {
    const { staked, inFlight } = ownerAt(at, owner);
    const sent = inFlight.map(({ validator, amount }) => ({ owner, validator, amount }));
    return [...staked.map(({ validator, tokens }) => ({ owner, validator, amount: tokens })), ...sent];
  });
  if (stakes.length === 0) {
    const validator = random.pick(at.link.validators);
    return { kind: "unstake", owner: random.pick(world.owners), link, validator, amount: 1n };
  }
  const { owner, validator, amount } = random.pick(stakes);
  return { kind: "unstake", owner, link, validator, amount: random.amount(amount) };
}
