import type { CutItem } from "../../src/math/index.js";
import {
  claimOf,
  type Decimal,
  multiplierAt,
  multiplierDecimal,
  settle,
  takeCut,
  valueOfShares,
} from "../../src/math/index.js";
import {
  previewCrossStake,
  previewSlash,
  previewUnbond,
  previewUnstake,
  type SlashedOwner,
} from "../../src/math/preview/index.js";
import type { ProviderMirror } from "./providerMirror.js";
import type { Run } from "./run.js";
import { GRACE, UNBONDING } from "./world.js";

/** Compares a preview with what came; told the error's class, or undefined where there was none. */
export type Check = (error: string | undefined) => void;

const REASONS: Readonly<Record<string, string>> = {
  locked: "ClaimsLockedError",
  insufficientBonded: "InsufficientBondedError",
  unknownValidator: "UnknownValidatorError",
  tombstonedValidator: "ValidatorTombstonedError",
  slashedToZero: "ValidatorSlashedToZeroError",
  insufficientStake: "InsufficientStakeError",
};

/** Nothing is recorded against the owner that his next message would settle by the way. */
export function isQuiet(provider: ProviderMirror, owner: string): boolean {
  const { cut, queuedRelease, queuedSlash } = provider.books.account(owner).ledger;
  return cut + queuedRelease + queuedSlash === 0n;
}

/** What an item is once cuts and slashes are settled, as queries show it. */
export function shown(provider: ProviderMirror, owner: string, item: CutItem, multiplier: bigint) {
  const { item: cut } = takeCut(provider.books.account(owner).ledger, item);
  return settle(cut, multiplier).position;
}

export function unbond(run: Run, owner: string, amount: bigint): Check {
  const { lockup } = run.mirror;
  const preview = previewUnbond(lockup.account(owner), amount);
  return (error) => {
    run.reach("previewUnbond");
    run.same("previewUnbond", preview.ok ? undefined : REASONS[preview.reason], error);
    if (preview.ok) run.same("previewUnbond", preview.account, lockup.account(owner));
  };
}

export function crossStake(run: Run, provider: ProviderMirror, owner: string, name: string, amount: bigint): Check {
  const { lockup, providers } = run.mirror;
  const { books, address } = provider;
  if (!isQuiet(provider, owner)) return () => {};
  const validator = books.validators.get(name);
  const inFlight = providers.flatMap(({ books: its, address: lienholder }) =>
    its.inFlightOf(owner).map((item) => ({ lienholder, amount: takeCut(its.account(owner).ledger, item).item.tokens })),
  );
  const preview = previewCrossStake(
    {
      balance: lockup.account(owner),
      lienholder: address,
      ...(validator && {
        validator: { address: name, status: validator.status, multiplier: multiplierDecimal(validator.multiplier) },
      }),
      stakedAt: [...books.positionsOf(owner)],
      inFlight,
      channelOpen: true,
    },
    amount,
  );
  return (error) => {
    run.reach("previewCrossStake");
    run.same("previewCrossStake", preview.ok ? undefined : REASONS[preview.reason], error);
    if (!preview.ok) return;
    const account = lockup.account(owner);
    run.same("previewCrossStake", preview.account, account);
    run.same("previewCrossStake: claim", preview.claim.high, claimOf(account, address));
  };
}

export function unstake(run: Run, provider: ProviderMirror, owner: string, name: string, amount: bigint): Check {
  const { books } = provider;
  if (!isQuiet(provider, owner)) return () => {};
  const { history, multiplier } = books.known(name);
  const position = books.position(name, owner);
  const { now } = run.world;
  const tokens = shown(provider, owner, position, multiplier).tokens;
  const entries = () => books.unbondingsOf(owner).filter((entry) => entry.validator === name);
  const listed = () =>
    entries().map(({ openedAt, releaseAt, ...item }) => ({
      validator: name,
      tokens: shown(provider, owner, item, multiplierAt(history, releaseAt)).tokens,
      openedAt,
      releaseAt,
    }));
  const unbonding = listed();
  const last = entries().at(-1);
  const settled = last === undefined || valueOfShares(last.shares, multiplier) === last.tokens;
  const preview = previewUnstake({ validator: name, tokens, unbonding, now, period: UNBONDING }, amount);
  const overdue = books.inFlightOf(owner).some((item) => item.validator === name && now >= item.timeoutAt + GRACE);
  return (error) => {
    if (!preview.ok) {
      // What a dead channel left unanswered counts too; nothing at all has an error of its own.
      if (overdue || (tokens === 0n && error === "NoStakeError")) return;
      run.reach("previewUnstake");
      run.same("previewUnstake", REASONS[preview.reason], error);
      return;
    }
    run.reach("previewUnstake");
    run.same("previewUnstake", undefined, error);
    run.same("previewUnstake: left", preview.tokens, books.position(name, owner).tokens);
    const entry = listed().at(-1);
    // An entry that a slash was not settled on yet may gain the fraction that it lacked.
    const gained = !settled && preview.joins && entry?.tokens === preview.entry.tokens + 1n;
    if (gained) run.reach("fraction gained");
    else run.same("previewUnstake: entry", preview.entry, entry);
    if (preview.joins) run.reach("merged unbonding");
  };
}

/** What a slash takes of every owner that has nothing else to be settled; compared once it is pushed and answered. */
export function slash(run: Run, provider: ProviderMirror, name: string, ratio: Decimal): () => void {
  const { books, address } = provider;
  const { lockup } = run.mirror;
  const { multiplier, history } = books.known(name);
  const { now } = run.world;
  const flying = new Set<string>();
  const owners: SlashedOwner[] = [];
  for (const owner of run.world.owners) {
    if (!isQuiet(provider, owner)) continue;
    const entries = books.unbondingsOf(owner).filter((entry) => entry.validator === name);
    const due = entries.some(
      (entry) =>
        entry.releaseAt <= now && valueOfShares(entry.shares, multiplierAt(history, entry.releaseAt)) < entry.tokens,
    );
    if (due) continue;
    const sent = books.inFlightOf(owner).filter((item) => item.validator === name);
    const active = books.position(name, owner);
    const items = [active, ...sent, ...entries.filter(({ releaseAt }) => releaseAt > now)];
    if (sent.length > 0) flying.add(owner);
    owners.push({ owner, balance: lockup.account(owner), items });
  }
  const preview = previewSlash(address, ratio, owners, multiplier);
  return () => {
    for (const { owner, lost, account, told } of preview.losses) {
      run.reach("previewSlash");
      run.same(`previewSlash: ${owner}`, account, lockup.account(owner));
      if (lost > 0n && flying.has(owner)) run.reach("slash in flight");
      if (told.some(({ lienholder }) => claimOf(account, lienholder) > 0n)) run.reach("partial cut");
    }
  };
}
