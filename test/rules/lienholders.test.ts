import type { TxOutcome } from "mesh-security-devnet";
import { getBalance } from "mesh-security-sdk/lockup";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ACCEPT, type Answer, Beside, BONDED, call, SLASHED } from "./lienholders.js";

/** What the lockup gives a holder for taking note of a cut. */
const ALLOWANCE = 400_000n;
/** What calling a holder and hearing of its failure costs beside what it burns. */
const AROUND = 150_000n;
const LEFT = BONDED - SLASHED;

const BAD = [
  ["fails", { fail: {} }],
  ["traps", { trap: {} }],
  ["loops for ever", { loop: {} }],
  ["writes for ever", { hoard: {} }],
  ["does not know the message", { unknown: {} }],
] as const satisfies readonly (readonly [string, Answer])[];

/** Events of that name from a contract: what each says. */
function told({ events }: TxOutcome, name: string): Readonly<Record<string, string>>[] {
  const those = events.filter(({ type }) => type === `wasm-${name}`);
  return those.map(({ attributes }) => Object.fromEntries(attributes.map(({ key, value }) => [key, value])));
}

describe("a slash beside lienholders", () => {
  /** What the slash costs beside a holder that takes everything. */
  let quiet: bigint;
  let beside: Beside;
  let owner: string;

  beforeAll(async () => {
    const calm = await Beside.start();
    const staker = calm.staker("owner");
    calm.must(calm.grant(staker, await calm.holder(ACCEPT, ACCEPT)));
    quiet = calm.slash().gasUsed;
  });

  beforeEach(async () => {
    beside = await Beside.start();
    owner = beside.staker("owner");
  });

  async function balance(account = owner) {
    const { client, lockup: contract } = beside.world;
    const { bonded, claims } = await getBalance(client, { contract, account });
    const amounts = claims.map(({ amount }) => amount);
    return { bonded, amounts, backed: amounts.every((amount) => amount <= bonded) };
  }

  test("default: a holder that takes note is told, and nothing failed", async () => {
    const leinholder = await beside.holder(ACCEPT, ACCEPT);
    beside.must(beside.grant(owner, leinholder));
    const slashed = beside.slash();
    expect(told(slashed, "claim_reduced_failed")).toEqual([]);
    expect(told(slashed, "claim_reduced")).toMatchObject([{ owner, leinholder, amount: SLASHED.toString() }]);
    expect(await balance()).toEqual({ bonded: LEFT, amounts: [LEFT, LEFT], backed: true });
  });

  test.each(BAD)("behavior: goes through beside one that %s, and says so", async (_, onCut) => {
    const leinholder = await beside.holder(ACCEPT, onCut);
    beside.must(beside.grant(owner, leinholder));
    const slashed = beside.slash();
    expect(told(slashed, "claim_reduced_failed")).toMatchObject([
      { owner, leinholder, amount: SLASHED.toString(), error: expect.stringMatching(/./) },
    ]);
    expect(slashed.gasUsed).toBeLessThan(quiet + ALLOWANCE + AROUND);
    expect(await balance()).toEqual({ bonded: LEFT, amounts: [LEFT, LEFT], backed: true });
  });

  test.each([
    ["loops for ever", { loop: {} }],
    ["writes for ever", { hoard: {} }],
  ] as const)("behavior: one that %s burns no more than it is given", async (_, onCut) => {
    beside.must(beside.grant(owner, await beside.holder(ACCEPT, onCut)));
    const burned = beside.slash().gasUsed - quiet;
    expect(burned).toBeGreaterThan(ALLOWANCE / 2n);
    expect(burned).toBeLessThan(ALLOWANCE + AROUND);
  });

  test("behavior: goes through beside 31 of them at once", async () => {
    const holders: string[] = [];
    for (let each = 0; each < 31; each += 1) {
      const [, onCut] = BAD[each % BAD.length] ?? BAD[0];
      holders.push(await beside.holder(ACCEPT, onCut));
    }
    for (const holder of holders) beside.must(beside.grant(owner, holder));
    const slashed = beside.slash();
    expect(told(slashed, "claim_reduced_failed").map(({ leinholder }) => leinholder)).toEqual(holders);
    expect(slashed.gasUsed).toBeLessThan(quiet + 31n * (ALLOWANCE + AROUND));
    expect(await balance()).toEqual({ bonded: LEFT, amounts: Array(32).fill(LEFT), backed: true });
  });

  describe("that come back to the lockup", () => {
    const lockup = () => beside.world.lockup;
    const held = async (onCut: Answer) => {
      const holder = await beside.holder(ACCEPT, onCut);
      beside.must(beside.grant(owner, holder));
      return beside.slash();
    };

    test("behavior: release_claim lowers what the cut left", async () => {
      const amount = SLASHED.toString();
      const slashed = await held({ send: { messages: [call(lockup(), { release_claim: { owner, amount } })] } });
      expect(told(slashed, "claim_reduced_failed")).toEqual([]);
      expect(await balance()).toEqual({ bonded: LEFT, amounts: [LEFT, LEFT - SLASHED], backed: true });
    });

    test("behavior: slash_claim takes its own share, and the first slash stands", async () => {
      const amount = SLASHED.toString();
      const slashed = await held({ send: { messages: [call(lockup(), { slash_claim: { owner, amount } })] } });
      expect(told(slashed, "claim_reduced_failed")).toEqual([]);
      const left = LEFT - SLASHED;
      expect(await balance()).toEqual({ bonded: left, amounts: [left, left], backed: true });
    });

    test("behavior: more than the cut left is refused, and the slash stands", async () => {
      const amount = (LEFT + 1n).toString();
      const slashed = await held({ send: { messages: [call(lockup(), { slash_claim: { owner, amount } })] } });
      expect(told(slashed, "claim_reduced_failed")).toHaveLength(1);
      expect(await balance()).toEqual({ bonded: LEFT, amounts: [LEFT, LEFT], backed: true });
    });
  });

  test.each([
    ["unbond", () => ({ unbond: { amount: "1" } })],
    ["grant_claim", () => ({ grant_claim: { leinholder: beside.provider, validator: beside.validator, amount: "1" } })],
  ] as const)("behavior: an owner that is a lienholder gains nothing by %s amid his slash", async (_, message) => {
    const { lockup, bondDenom: denom } = beside.world;
    const funds = [{ denom, amount: BONDED.toString() }];
    const self = await beside.holder(ACCEPT, { send: { messages: [call(lockup, message())] } });
    beside.endow(self);
    const grant = (leinholder: string) =>
      call(lockup, { grant_claim: { leinholder, validator: beside.validator, amount: BONDED.toString() } });
    beside.tell(self, call(lockup, { bond: {} }, funds), grant(beside.provider), grant(self));
    beside.world.network.relayer.relay();
    const slashed = beside.slash();
    expect(told(slashed, "claim_reduced_failed")).toMatchObject([{ owner: self, leinholder: self }]);
    expect(await balance(self)).toEqual({ bonded: LEFT, amounts: [LEFT, LEFT], backed: true });
  });
});

describe("a claim granted to a lienholder", () => {
  test.each(BAD)("behavior: that %s is not granted", async (_, onClaim) => {
    const beside = await Beside.start();
    const owner = beside.staker("owner");
    const { client, lockup: contract } = beside.world;
    const before = await getBalance(client, { contract, account: owner });
    const holder = await beside.holder(onClaim, ACCEPT);
    const { code, gasUsed } = beside.send(beside.grant(owner, holder), 2_000_000n);
    expect(code).not.toBe(0);
    expect(gasUsed).toBeLessThan(2_000_000n + AROUND);
    expect(await getBalance(client, { contract, account: owner })).toEqual(before);
  });

  test("behavior: that slashes it at once takes what it was granted and leaves every claim backed", async () => {
    const beside = await Beside.start();
    const owner = beside.staker("owner");
    const { client, lockup: contract } = beside.world;
    const slash = call(contract, { slash_claim: { owner, amount: SLASHED.toString() } });
    beside.must(beside.grant(owner, await beside.holder({ send: { messages: [slash] } }, ACCEPT)));
    const { bonded, claims } = await getBalance(client, { contract, account: owner });
    expect([bonded, ...claims.map(({ amount }) => amount)]).toEqual([LEFT, LEFT, LEFT]);
  });
});
