import { Decimal } from "mesh-security-sdk/math";
import { submitEvidenceMsg } from "mesh-security-sdk/slasher";
import { digest, type LinkBooks, ownerAt, readLink } from "./books.js";
import type { Of } from "./operations.js";
import { hold } from "./rules.js";
import type { Run } from "./run.js";

const ONE = 10n ** 18n;
/** Below a millionth the integer multiplier is too coarse for the bound that is checked here. */
const FINE = ONE / 1_000_000n;

/** Slashes a validator and looks at what became of every owner's stake; the same evidence again is refused. */
export async function handInEvidence(run: Run, { link, validator, ratio, tombstone }: Of<"evidence">): Promise<void> {
  const { world } = run;
  const before = run.at(link);
  const target = before.validators.find(({ address }) => address === validator);
  run.evidence += 1;
  const message = submitEvidenceMsg({
    contract: before.link.slasher,
    sender: world.guardian,
    validator,
    ratio: Decimal.fromAtomics(ratio),
    evidenceId: `evidence ${run.evidence}`,
    tombstone,
  });
  const now = Number(world.network.clock.now / 1_000_000_000n) + 1;
  const { error, tx } = run.send(world.home, message, target?.status !== "tombstoned");
  if (error !== undefined) return;
  run.slashGas.push(tx.gasUsed);
  touch(run, before, validator, now);
  const after = await readLink(world, before.link);
  for (const owner of world.owners) compare(before, after, owner, { validator, ratio, now });

  const books = digest(world.home);
  const second = run.send(world.home, message).error;
  const refused = second === "DuplicateEvidenceError" || second === "ValidatorTombstonedError";
  hold("6 Exactly once", refused, () => `the same evidence again: ${second ?? "taken"}`);
  hold("6 Exactly once", digest(world.home) === books, () => "the same evidence again changed the books");
}

/** Whoever has something there can lose from now on. */
function touch(run: Run, before: LinkBooks, validator: string, now: number): void {
  for (const [owner, { staked, inFlight, unbonding }] of before.owners) {
    const there = (item: { readonly validator: string }) => item.validator === validator;
    if (inFlight.some(there)) run.reach("evidence while stake is in flight");
    if (unbonding.some((entry) => there(entry) && entry.releaseAt <= now)) run.reach("evidence after the unbonding");
    const open = unbonding.filter(({ releaseAt }) => releaseAt > now);
    if ([...staked, ...inFlight, ...open].some(there)) run.touched.add(owner);
  }
}

/** Every item at the validator falls by the ratio, none other changes. */
function compare(
  before: LinkBooks,
  after: LinkBooks,
  owner: string,
  slash: { readonly validator: string; readonly ratio: bigint; readonly now: number },
): void {
  const { validator, ratio, now } = slash;
  const [was, is] = [ownerAt(before, owner), ownerAt(after, owner)];
  const multiplier = after.validators.find(({ address }) => address === validator)?.multiplier.atomics ?? 0n;
  const check = (what: string, hit: boolean, old: bigint, left: bigint) => {
    const text = () => `${what} of ${owner}: ${old} became ${left} by a slash of ${ratio} × 10⁻¹⁸`;
    if (!hit) {
      hold("7 Slash reaches all", left === old, text);
      return;
    }
    hold("7 Slash reaches all", left * ONE <= (old + 1n) * (ONE - ratio) && left <= old, text);
    if (multiplier >= FINE) hold("8 Round trip", (left + 2n) * ONE >= old * (ONE - ratio), text);
  };
  for (const { validator: at, tokens } of was.staked) {
    check(`stake at ${at}`, at === validator, tokens, is.staked.find((each) => each.validator === at)?.tokens ?? 0n);
  }
  for (const { id, validator: at, tokens, releaseAt } of was.unbonding) {
    const left = is.unbonding.find((each) => each.id === id)?.tokens ?? 0n;
    check(`unbonding ${id} at ${at}`, at === validator && releaseAt > now, tokens, left);
  }
  for (const { id, amount } of was.inFlight) {
    check(`stake in flight ${id}`, false, amount, is.inFlight.find((each) => each.id === id)?.amount ?? 0n);
  }
}
