import { describe, expect, it } from "vitest";
import { BAD_OSMO_ACCOUNTS, JUNO, OSMO, ScriptedClient } from "../core/testing.js";
import { DecodeError, InvalidAddressError, QueryFailedError } from "../errors/index.js";
import { createLockupClient } from "./client.js";
import { getBalance } from "./getBalance.js";
import { iterateAccounts } from "./listAccounts.js";
import { queryMsg } from "./schema.js";

const contract = OSMO.lockup;
const account = OSMO.alice;
const WIRE = { bonded: "1000", free: "300", claims: [{ leinholder: OSMO.provider, amount: "700" }] };
const BALANCE = { bonded: 1000n, free: 300n, claims: [{ lienholder: OSMO.provider, amount: 700n }] };

function lockup(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, lockup: createLockupClient({ client, contract, sender: account }) };
}

describe("getBalance", () => {
  it("default", async () => {
    const { client, lockup: it } = lockup(WIRE);
    expect(await it.getBalance({ account })).toEqual(BALANCE);
    expect(client.queries).toEqual([{ address: contract, msg: { balance: { account } } }]);
    expect(queryMsg.safeParse(client.queries[0]?.msg).success).toBe(true);
  });

  it("behavior: accepts fields it does not know and merges none of them", async () => {
    const answer = JSON.parse(
      '{"bonded":"1","free":"1","claims":[],"new":true,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ) as unknown;
    const balance = await lockup(answer).lockup.getBalance({ account });
    expect(balance).toEqual({ bonded: 1n, free: 1n, claims: [] });
    expect(Object.getPrototypeOf(balance)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("behavior: 2^128 - 1 is read exactly", async () => {
    const max = (2n ** 128n - 1n).toString();
    const balance = await lockup({ bonded: max, free: max, claims: [] }).lockup.getBalance({ account });
    expect(balance.bonded).toBe(2n ** 128n - 1n);
  });

  it("error: DecodeError for every amount that is none", async () => {
    const long = "1".repeat(5_000_000);
    for (const bonded of [
      null,
      5,
      5n,
      "",
      " 1",
      "1 ",
      "0x10",
      "-0",
      "-1",
      "+1",
      "01",
      "1.0",
      "1e3",
      "٣",
      (2n ** 128n).toString(),
      long,
      [],
      {},
    ]) {
      const error = await lockup({ ...WIRE, bonded })
        .lockup.getBalance({ account })
        .catch((caught: unknown) => caught);
      expect(error, String(bonded).slice(0, 20)).toBeInstanceOf(DecodeError);
      expect(error).toMatchObject({ path: "bonded" });
    }
  });

  it("error: DecodeError names the path and what was expected", async () => {
    for (const [answer, path] of [
      [null, ""],
      [undefined, ""],
      ["Active", ""],
      [[], ""],
      [{}, "bonded"],
      [{ ...WIRE, claims: {} }, "claims"],
      [{ ...WIRE, claims: [{ leinholder: OSMO.provider, amount: 7 }] }, "claims[0].amount"],
      [{ ...WIRE, claims: [{ amount: "7" }] }, "claims[0].leinholder"],
    ] as const) {
      const error = await lockup(answer)
        .lockup.getBalance({ account })
        .catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DecodeError);
      expect(error).toMatchObject({ path, expected: expect.stringMatching(/./) });
    }
  });

  it("error: InvalidAddressError before anything is asked", async () => {
    for (const bad of BAD_OSMO_ACCOUNTS) {
      const { client, lockup: it } = lockup(WIRE);
      await expect(it.getBalance({ account: bad as string })).rejects.toThrow(InvalidAddressError);
      expect(client.queries).toEqual([]);
    }
  });

  it("error: QueryFailedError keeps the client's error", async () => {
    const cause = new Error("Query failed with (6): not found: query wasm contract failed");
    const client = { queryContractSmart: () => Promise.reject(cause) };
    const error = await getBalance(client, { contract, account }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(QueryFailedError);
    expect(error).toMatchObject({ contract, cause, log: cause.message });
  });
});

describe("getConfig", () => {
  it("default", async () => {
    const { client, lockup: it } = lockup({ denom: "uosmo", admin: OSMO.bob, local_staking: OSMO.staking });
    expect(await it.getConfig()).toEqual({ denom: "uosmo", admin: OSMO.bob, localStaking: OSMO.staking });
    expect(client.queries[0]?.msg).toEqual({ config: {} });
  });

  it("behavior: no admin and no local staking, said or unsaid", async () => {
    for (const answer of [{ denom: "uosmo", admin: null, local_staking: null }, { denom: "uosmo" }]) {
      const config = await lockup(answer).lockup.getConfig();
      expect(config).toEqual({ denom: "uosmo", admin: undefined, localStaking: undefined });
    }
  });
});

describe("getTotals", () => {
  it("default", async () => {
    const answer = { bonded: "10", owed_to_burn: "2", burned: "3", delegated_locally: "4", burn_on_return: "1" };
    const { client, lockup: it } = lockup(answer);
    const sums = { bonded: 10n, owedToBurn: 2n, burned: 3n, delegatedLocally: 4n, burnOnReturn: 1n };
    expect(await it.getTotals()).toEqual(sums);
    expect(client.queries[0]?.msg).toEqual({ totals: {} });
  });
});

describe("getLocalStake", () => {
  it("default", async () => {
    const { client, lockup: it } = lockup({ delegated: "10", burn_on_return: "2" });
    expect(await it.getLocalStake({ account })).toEqual({ delegated: 10n, burnOnReturn: 2n });
    expect(client.queries[0]?.msg).toEqual({ local_stake: { account } });
    expect(queryMsg.safeParse(client.queries[0]?.msg).success).toBe(true);
  });

  it("error: DecodeError", async () => {
    for (const bad of [{}, { delegated: 10, burn_on_return: "2" }, { delegated: "10" }]) {
      await expect(lockup(bad).lockup.getLocalStake({ account }), JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });

  it("error: InvalidAddressError before anything is asked", async () => {
    const { client, lockup: it } = lockup({});
    await expect(it.getLocalStake({ account: JUNO.carol })).rejects.toThrow(InvalidAddressError);
    expect(client.queries).toEqual([]);
  });
});

describe("listAccounts", () => {
  it("default", async () => {
    const { client, lockup: it } = lockup({ accounts: [{ address: account, ...WIRE }] });
    expect(await it.listAccounts({ startAfter: OSMO.bob, limit: 5 })).toEqual([{ address: account, ...BALANCE }]);
    expect(client.queries[0]?.msg).toEqual({ accounts: { start_after: OSMO.bob, limit: 5 } });
  });

  it("behavior: unset parameters are left out", async () => {
    const { client, lockup: it } = lockup({ accounts: [] });
    await it.listAccounts();
    expect(client.queries[0]?.msg).toEqual({ accounts: {} });
  });
});

describe("iterateAccounts", () => {
  it("default", async () => {
    const all = ["a", "b", "c", "d", "e"].map((address) => ({ address, ...WIRE }));
    const client = new ScriptedClient({
      answer: (msg) => {
        const { start_after = "", limit = 2 } = (msg as { accounts: { start_after?: string; limit?: number } })
          .accounts;
        return { accounts: all.filter(({ address }) => address > start_after).slice(0, limit) };
      },
    });
    const seen: string[] = [];
    for await (const { address } of iterateAccounts(client, { contract, limit: 2 })) seen.push(address);
    expect(seen).toEqual(["a", "b", "c", "d", "e"]);
    expect(client.queries.map(({ msg }) => msg)).toEqual([
      { accounts: { limit: 2 } },
      { accounts: { start_after: "b", limit: 2 } },
      { accounts: { start_after: "d", limit: 2 } },
      { accounts: { start_after: "e", limit: 2 } },
    ]);
  });
});

describe("listLienholders", () => {
  const named = { lienholder: OSMO.provider, label: "Juno" };

  it("default", async () => {
    const { client, lockup: it } = lockup({ lienholders: [named] });
    expect(await it.listLienholders({ startAfter: OSMO.bob, limit: 5 })).toEqual([named]);
    expect(client.queries[0]?.msg).toEqual({ lienholders: { start_after: OSMO.bob, limit: 5 } });
    expect(queryMsg.safeParse(client.queries[0]?.msg).success).toBe(true);
  });

  it("error: DecodeError", async () => {
    for (const bad of [{}, { lienholders: [{ lienholder: OSMO.provider }] }, { lienholders: [{ label: "Juno" }] }]) {
      await expect(lockup(bad).lockup.listLienholders(), JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("iterateLienholders", () => {
  it("default", async () => {
    const all = ["a", "b", "c"].map((lienholder) => ({ lienholder, label: lienholder.toUpperCase() }));
    const client = new ScriptedClient({
      answer: (msg) => {
        const { start_after = "" } = (msg as { lienholders: { start_after?: string } }).lienholders;
        return { lienholders: all.filter(({ lienholder }) => lienholder > start_after).slice(0, 2) };
      },
    });
    const seen: string[] = [];
    for await (const { label } of createLockupClient({ client, contract }).iterateLienholders()) seen.push(label);
    expect(seen).toEqual(["A", "B", "C"]);
  });
});

describe("createLockupClient", () => {
  it("default", async () => {
    const { client, lockup: it } = lockup(WIRE);
    const funds = { denom: "uosmo", amount: 5n };
    await it.bond({ funds });
    await it.unbond({ amount: 1n, sender: OSMO.bob });
    await it.grantClaim({ lienholder: OSMO.provider, amount: 1n, validator: "" }).catch(() => undefined);
    await it.burn(undefined, { memo: "m" });
    await it.nameLienholder({ lienholder: OSMO.provider, label: "Juno" });
    expect(client.sent.map(({ sender, memo }) => [sender, memo])).toEqual([
      [account, ""],
      [OSMO.bob, ""],
      [account, "m"],
      [account, ""],
    ]);
  });

  it("behavior: a client that can't sign gives queries only", () => {
    const reader = createLockupClient({ client: { queryContractSmart: async () => WIRE }, contract });
    expect("bond" in reader).toBe(false);
  });

  it("error: InvalidAddressError where nobody signs", async () => {
    const it = createLockupClient({ client: new ScriptedClient(), contract });
    await expect(it.burn()).rejects.toThrow(InvalidAddressError);
  });
});
