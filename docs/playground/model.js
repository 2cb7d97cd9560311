// What the page computes, without a page: from texts that a person typed to rows that can be drawn.
import {
  allowedPower,
  applyGrant,
  claimOf,
  Decimal,
  freeBalance,
  parseAmount,
  parseRatio,
} from "../../dist/math/index.js";
import { previewSlash } from "../../dist/math/preview/index.js";

const HUNDRED = 100n;

/** A text as an amount, or why it is none. */
export function readAmount(text) {
  return attempt(() => parseAmount(text.trim().replaceAll(/[\s'_]/g, "")));
}

/** A text as percent, from 0 to 100, or why it is none. */
export function readPercent(text) {
  return attempt(() => {
    const [, whole, rest = ""] = /^(\d{1,3})(?:\.(\d{0,16}))?$/.exec(text.trim()) ?? [];
    if (whole === undefined || BigInt(`${whole}${rest}`) > 10n ** BigInt(2 + rest.length)) {
      throw new RangeError("A percentage is a number from 0 to 100, like 33.3.");
    }
    const digits = whole.padStart(3, "0");
    return parseRatio(`${digits.slice(0, 1)}.${digits.slice(1)}${rest}`);
  });
}

/** The value of `act`, or the text of what it throws. */
export function attempt(act) {
  try {
    return { value: act(), error: undefined };
  } catch (error) {
    return { value: undefined, error: error.shortMessage ?? error.message };
  }
}

/** `part` of `whole` as percent with two places, floored. */
export function percentOf(part, whole) {
  if (whole === 0n) return "0.00";
  const hundredths = (part * 10_000n) / whole;
  return `${hundredths / HUNDRED}.${(hundredths % HUNDRED).toString().padStart(2, "0")}`;
}

/** An amount with its thousands apart. */
export function grouped(amount) {
  return amount.toString().replaceAll(/\B(?=(\d{3})+$)/g, " ");
}

/**
 * What consumers may have: `{ rows, remote, total }`. `limit` of a row says what holds it down: `asked` (nothing does),
 * `share` or `local`.
 */
export function capOf({ local, minLocalShare, consumers }) {
  const requests = consumers.map(({ name, asked, maxShare }, at) => ({
    consumer: `${at} ${name}`,
    asked,
    funds: asked,
    maxShare,
  }));
  const free = allowedPower({ local, minLocalShare: Decimal.ZERO }, requests);
  const allowed = allowedPower({ local, minLocalShare }, requests);
  const remote = allowed.reduce((sum, row) => sum + row.allowed, 0n);
  const total = local + remote;
  const rows = consumers.map(({ name, asked }, at) => {
    const own = allowed[at].allowed;
    const limit = own === asked ? "asked" : own < free[at].allowed ? "local" : "share";
    return { name, asked, allowed: own, percent: percentOf(own, total), limit };
  });
  return { rows, remote, total, localPercent: percentOf(local, total) };
}

/** An account whose claims were granted one after the other; throws as the lockup refuses. */
export function accountOf(bonded, claims) {
  let account = { bonded, claims: [] };
  for (const { name, amount } of claims) {
    if (amount > 0n) account = applyGrant(account, name, amount).account;
  }
  return account;
}

/** What a slash of one claim's stake leaves: `{ before, after, lost, cuts }`, claims in the order given. */
export function slashOf({ bonded, claims, lienholder, ratio }) {
  const before = accountOf(bonded, claims);
  const stake = claimOf(before, lienholder);
  const nothing = ratio.isZero || stake === 0n;
  const preview = nothing
    ? undefined
    : previewSlash(lienholder, ratio, [{ owner: "you", balance: before, items: [stake] }]);
  const after = preview?.losses[0].account ?? before;
  const told = preview?.losses[0].told ?? [];
  return {
    lost: preview?.burned ?? 0n,
    bonded: { before: before.bonded, after: after.bonded },
    free: { before: freeBalance(before), after: freeBalance(after) },
    claims: claims.map(({ name }) => ({ name, before: claimOf(before, name), after: claimOf(after, name) })),
    cuts: told.map(({ lienholder: name, amount }) => ({ name, amount })),
  };
}
