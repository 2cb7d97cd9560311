import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TestChain } from "../ibc/test-network.js";
import { type Denom, denomOf, escrowAddress, parsePath } from "./denom.js";
import { accountOn, transferring } from "./test-transfers.js";

/** Runs of each property; raised by the environment for long searches. */
const RUNS = Number(process.env.DEVNET_RUNS ?? 40);

const IDS = ["alpha-1", "beta-1", "gamma-1"];

const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("transfer" as const),
      link: fc.nat({ max: 1 }),
      forth: fc.boolean(),
      denom: fc.nat(),
      share: fc.bigInt(1n, 3n),
      badReceiver: fc.boolean(),
      seconds: fc.bigInt(5n, 60n),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("relay" as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.bigInt(1n, 40n) }) },
);

/** What alice has of one denom, once it came back to where it is from. */
function holdings(chain: TestChain): readonly { readonly denom: string; readonly amount: bigint }[] {
  return chain.bank.balances(accountOn(chain, "alice"));
}

/** What stands behind a denom of a chain. */
function pathOf(chain: TestChain, denom: string): Denom {
  const path = chain.state.table<string>("transfer/paths").get(denom.replace("ibc/", ""));
  return parsePath(path ?? denom);
}

describe("conservation", () => {
  it("default", () => {
    let refunds = 0;
    let backAndForth = 0;
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 50 }), (operations) => {
        const network = transferring(...IDS);
        const { chains, links, transfer, relayer, advance } = network;
        const supplies = chains.map((chain) => chain.bank.supply("ustake"));
        for (const step of operations) {
          if (step.kind === "wait") advance(step.seconds);
          else if (step.kind === "relay") {
            const open = relayer.work();
            const work = open[step.pick % Math.max(open.length, 1)];
            if (work === undefined) continue;
            const result = relayer.perform(work);
            if (result.kind === "timedOut") refunds += 1;
          } else {
            const link = links[step.link];
            const [from, to] = step.forth ? [link?.a, link?.b] : [link?.b, link?.a];
            if (from === undefined || to === undefined) throw new RangeError("no link");
            const held = holdings(network.chain(from.chainId));
            const coin = held[step.denom % Math.max(held.length, 1)];
            if (coin === undefined || coin.amount < step.share) continue;
            const there = network.chain(to.chainId);
            const receiver = step.badReceiver ? there.auth.moduleAddress("mint") : accountOn(there, "alice");
            transfer(from, { receiver, token: { ...coin, amount: coin.amount / step.share }, seconds: step.seconds });
          }
          // No transfer makes or destroys a token where it is from.
          expect(chains.map((chain) => chain.bank.supply("ustake"))).toEqual(supplies);
        }
        relayer.relay();
        advance(3600n);
        relayer.relay();
        expect(relayer.pending()).toEqual([]);
        for (const { a, b } of links) {
          for (const [held, other] of [
            [a, b],
            [b, a],
          ] as const) {
            // Once nothing is under way, each coin in escrow has its voucher on the other side, and no other is there.
            const here = network.chain(held.chainId);
            const there = network.chain(other.chainId);
            for (const { denom, amount } of here.bank.balances(
              escrowAddress(here.prefix, "transfer", held.channelId),
            )) {
              const { base, trace } = pathOf(here, denom);
              const hop = { portId: other.portId, channelId: other.channelId };
              expect(there.bank.supply(denomOf({ base, trace: [hop, ...trace] }))).toBe(amount);
              if (trace.length > 0) backAndForth += 1;
            }
            for (const { denom, amount } of there.bank.totalSupply()) {
              const { base, trace } = pathOf(there, denom);
              if (trace[0]?.channelId !== other.channelId) continue;
              const origin = denomOf({ base, trace: trace.slice(1) });
              const escrow = escrowAddress(here.prefix, "transfer", held.channelId);
              expect(here.bank.balance(escrow, origin)).toBe(amount);
            }
          }
        }
      }),
      { numRuns: RUNS, seed: 11 },
    );
    expect(refunds).toBeGreaterThan(0);
    expect(backAndForth).toBeGreaterThan(0);
  });
});
