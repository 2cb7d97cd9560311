import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { govChain, M, Option } from "../../test/modules/gov-chain.js";
import { attributesOf, errorOf, messagesOf } from "../../test/modules/messages.js";
import { account, operator } from "../../test/modules/small-chain.js";

const { yes, abstain, no, veto } = Option;

/** A chain with a proposal to vote on. */
function voting(params: Parameters<typeof govChain>[0] = {}) {
  const chain = govChain(params);
  chain.submit();
  const status = () => chain.on.gov.proposal(1n)?.status.replace("PROPOSAL_STATUS_", "");
  return { ...chain, status, tally: () => chain.on.gov.tally(1n), ...messagesOf(chain.on) };
}

describe("MsgVote", () => {
  it("default", () => {
    const { on, vote, tally } = voting();
    const { events } = vote("xal", yes);
    expect(attributesOf(events, "proposal_vote")).toEqual([
      { voter: account("xal"), option: '[{"option":1,"weight":"1.000000000000000000"}]', proposal_id: "1" },
    ]);
    expect(tally()).toEqual({ yes: 30n * M, abstain: 0n, no: 0n, noWithVeto: 0n });
    expect(on.gov.votes(1n)).toHaveLength(1);
  });

  it("behavior: a later one replaces it; options have names too", () => {
    const { vote, tally } = voting();
    vote("xal", yes);
    vote("xal", "VOTE_OPTION_NO");
    expect(tally()).toMatchObject({ yes: 0n, no: 30n * M });
  });

  it("behavior: a delegator decides for his part, the validator for the rest", () => {
    const { vote, tally, delegate } = voting();
    delegate("ann", "xal", 5n * M);
    delegate("ben", "xal", 7n * M);
    delegate("ben", "val", 2n * M);
    vote("xal", yes);
    expect(tally()).toMatchObject({ yes: 42n * M, no: 0n });
    vote("ben", no);
    expect(tally()).toMatchObject({ yes: 35n * M, no: 9n * M });
  });

  it("behavior: stake counts where it is when the vote ends, and only with bonded validators", () => {
    const { on, vote, tally, delegate } = voting();
    vote("ann", yes);
    expect(tally().yes).toBe(0n);
    delegate("ann", "val", 3n * M);
    expect(tally().yes).toBe(3n * M);
    on.staking.slash(on.ctx(), operator("val"), "0.5");
    // 13 units of power lose 6.5 tokens of 13.
    expect(tally().yes).toBe(1_500_000n);
    on.staking.jail(on.ctx(), operator("val"));
    on.nextBlock();
    expect(tally().yes).toBe(0n);
  });

  it("error: SdkError", () => {
    const { vote, finish } = voting();
    expect(errorOf(() => vote("ann", 0))).toMatchObject({ codespace: "gov", code: 7 });
    expect(errorOf(() => vote("ann", yes, 2n))).toMatchObject({ codespace: "gov", code: 3 });
    finish();
    expect(errorOf(() => vote("ann", yes)).message).toBe("1: inactive proposal");
  });
});

describe("MsgVoteWeighted", () => {
  it("default", () => {
    const { split, tally } = voting();
    split("xal", [
      { option: yes, weight: "0.5" },
      { option: no, weight: "0.3" },
      { option: veto, weight: "0.2" },
    ]);
    expect(tally()).toEqual({ yes: 15n * M, abstain: 0n, no: 9n * M, noWithVeto: 6n * M });
  });

  it("behavior: whatever the parts, no stake is counted twice", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, (weights) => {
        const left = 100 - weights.reduce((sum, weight) => sum + weight, 0);
        fc.pre(left > 0);
        const { split, tally } = voting();
        const options = [...weights, left].map((weight, i) => ({ option: i + 1, weight: (weight / 100).toFixed(2) }));
        split("xal", options);
        const counted = Object.values(tally()).reduce((sum, power) => sum + power, 0n);
        expect(counted).toBe(30n * M);
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  it("error: SdkError", () => {
    const { split } = voting();
    const cases = [
      [[], "sdk", 18],
      [[{ option: yes, weight: "0.9" }], "gov", 7],
      [[{ option: yes, weight: "1.1" }], "gov", 7],
      [[{ option: 5, weight: "1" }], "gov", 7],
      [
        [
          { option: yes, weight: "0.5" },
          { option: yes, weight: "0.5" },
        ],
        "gov",
        7,
      ],
      [
        [
          { option: yes, weight: "0.5" },
          { option: no, weight: "0.6" },
        ],
        "gov",
        7,
      ],
    ] as const;
    for (const [options, codespace, code] of cases) {
      expect(errorOf(() => split("xal", options))).toMatchObject({ codespace, code });
    }
  });
});

describe("tally", () => {
  it.each([
    ["nobody votes", [], "REJECTED"],
    ["a third is not enough", [["wal", yes]], "REJECTED"],
    ["half of all passes", [["xal", yes]], "PASSED"],
    [
      "as many against it",
      [
        ["xal", yes],
        ["wal", no],
        ["val", no],
      ],
      "REJECTED",
    ],
    [
      "who abstains counts for the quorum only",
      [
        ["xal", abstain],
        ["val", yes],
      ],
      "PASSED",
    ],
    [
      "all abstain",
      [
        ["xal", abstain],
        ["wal", abstain],
      ],
      "REJECTED",
    ],
    [
      "a veto of a third and more",
      [
        ["xal", yes],
        ["wal", veto],
        ["val", veto],
      ],
      "REJECTED",
    ],
    [
      "a veto of less",
      [
        ["xal", yes],
        ["wal", yes],
        ["val", veto],
      ],
      "PASSED",
    ],
  ] as const)("behavior: %s", (_, votes, expected) => {
    const { vote, finish, status, on } = voting();
    for (const [who, option] of votes) vote(who, option);
    const before = on.gov.tally(1n);
    finish();
    expect(status()).toBe(expected);
    expect(on.gov.tally(1n)).toEqual(before);
    expect(on.gov.votes(1n)).toEqual([]);
  });

  it.each([
    ["a veto burns deposits", { burnVoteVeto: true }, veto, true],
    ["unless the chain doesn't", { burnVoteVeto: false }, veto, false],
    ["a missed quorum leaves them", {}, undefined, false],
    ["unless the chain does", { burnVoteQuorum: true }, undefined, true],
    ["a no leaves them", {}, no, false],
  ] as const)("behavior: %s", (_, params, option, burned) => {
    const { vote, finish, on, balance } = voting(params);
    const supply = on.bank.supply("stake");
    if (option !== undefined) vote("xal", option);
    finish();
    expect(balance("ann")).toBe(1_000n * M - (burned ? 1_000n : 0n));
    expect(supply - on.bank.supply("stake")).toBe(burned ? 1_000n : 0n);
  });

  it("error: SdkError", () => {
    expect(errorOf(() => govChain().on.gov.tally(1n)).code).toBe(1);
  });
});
