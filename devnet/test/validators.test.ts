import { describe, expect, test } from "vitest";
import { SECOND } from "../src/clock.js";
import { namedAddress, namedOperator, namedValidator } from "../src/genesis.js";
import type { EncodeObject } from "../src/types.js";
import { alice, ask, DENOM, deployProbe, executeMsg, makeChain, mustDeliver, PREFIX, run } from "./probe.js";

const [first, second] = ["first", "second"].map((name) => namedOperator(PREFIX, name)) as [string, string];

/** Two validators of 3 and 5 tokens, and a contract that looks at them. */
function watched() {
  const chain = makeChain({
    validators: [namedValidator(PREFIX, "first", 3_000_000n), namedValidator(PREFIX, "second", 5_000_000n)],
    slashing: { downtimeJailDuration: 10n * SECOND },
  });
  const contract = deployProbe(chain);
  const query = (request: unknown) => {
    const { ok } = ask<{ ok: string }>(chain, contract, { ask: { request } });
    return JSON.parse(Buffer.from(ok, "base64").toString());
  };
  const pool = (name: string) => {
    const address = chain.auth.moduleAddress(`${name}_tokens_pool`);
    return BigInt(query({ bank: { balance: { address, denom: DENOM } } }).amount.amount);
  };
  return {
    chain,
    contract,
    pools: () => [pool("bonded"), pool("not_bonded")],
    bonded: () =>
      query({ staking: { all_validators: {} } }).validators.map(({ address }: { address: string }) => address),
    known: (address: string) => query({ staking: { validator: { address } } }).validator !== null,
  };
}

const unjail: EncodeObject = { typeUrl: "/cosmos.slashing.v1beta1.MsgUnjail", value: { validatorAddr: second } };

describe("validators as contracts see them", () => {
  test("default", () => {
    const { pools, bonded } = watched();
    expect([pools(), bonded()]).toEqual([
      [8_000_000n, 0n],
      [second, first],
    ]);
  });

  test("behavior: one that is jailed leaves set and pool with the block's end, and comes back", () => {
    const { chain, pools, bonded, known } = watched();
    chain.run((ctx) => {
      chain.staking.downtime(ctx, second);
    });
    expect([pools(), bonded()]).toEqual([[7_950_000n, 0n], [first]]);
    chain.nextBlock();
    expect([pools(), bonded(), known(second)]).toEqual([[3_000_000n, 4_950_000n], [first], true]);
    const operator = namedAddress(PREFIX, "second");
    expect(chain.deliver({ signer: operator, messages: [unjail] })).toMatchObject({ codespace: "slashing", code: 4 });
    chain.clock.advance(10n * SECOND);
    mustDeliver(chain, operator, unjail);
    expect([pools(), bonded()]).toEqual([
      [7_950_000n, 0n],
      [second, first],
    ]);
  });

  test("behavior: one that signed twice stays known and out", () => {
    const { chain, bonded, known } = watched();
    chain.run((ctx) => {
      chain.staking.doubleSign(ctx, second);
    });
    chain.nextBlock();
    chain.clock.advance(21n * 86_400n * SECOND);
    chain.nextBlock();
    expect([bonded(), known(second), chain.staking.validator(second)?.status]).toEqual([
      [first],
      true,
      "BOND_STATUS_UNBONDED",
    ]);
    const operator = namedAddress(PREFIX, "second");
    expect(chain.deliver({ signer: operator, messages: [unjail] })).toMatchObject({ codespace: "slashing", code: 4 });
  });

  test("behavior: a contract's redelegation out of an unbonded validator is done at once", () => {
    const { chain, contract, pools } = watched();
    const stake = (kind: string, body: object) => {
      const msg = { staking: { [kind]: { ...body, amount: { denom: DENOM, amount: "100" } } } };
      return run({ messages: [{ id: 1, msg, gas_limit: null, reply_on: "never" }] });
    };
    const funds = [{ denom: DENOM, amount: "100" }];
    mustDeliver(chain, alice, executeMsg(contract, stake("delegate", { validator: second }), { funds }));
    chain.run((ctx) => chain.staking.tombstone(ctx, second));
    for (let i = 0; i < 2; i += 1) {
      chain.clock.advance(22n * 86_400n * SECOND);
      chain.nextBlock();
    }
    const move = stake("redelegate", { src_validator: second, dst_validator: first });
    mustDeliver(chain, alice, executeMsg(contract, move));
    expect(chain.staking.redelegationEntries(contract, second, first)).toEqual([]);
    expect([chain.staking.delegation(contract, first), pools()]).toEqual([100n, [3_000_100n, 5_000_000n]]);
  });
});
