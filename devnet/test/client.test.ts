import { describe, expect, test } from "vitest";
import { DevnetClient } from "../src/client.js";
import { BroadcastTxError } from "../src/client-types.js";
import { namedAddress, namedOperator, namedValidator } from "../src/genesis.js";
import { alice, base64, bob, DENOM, makeChain, PREFIX, probeWasm, run } from "./probe.js";

const coin = (amount: string) => ({ denom: DENOM, amount });

async function setUp(gasPrice = "0") {
  const validators = [namedValidator(PREFIX, "validator", 1_000_000n)];
  const chain = makeChain({ gasPrice, validators, mint: { perBlock: 100n } });
  const client = new DevnetClient(chain);
  const { codeId, checksum } = await client.upload(alice, probeWasm, "auto");
  const { contractAddress: contract } = await client.instantiate(alice, codeId, {}, "probe", "auto", { admin: alice });
  return { chain, client, codeId, checksum, contract };
}

describe("DevnetClient", () => {
  test("default", async () => {
    const { client, contract, codeId, checksum } = await setUp();
    expect(await client.getChainId()).toBe("juno-1");
    expect(await client.getHeight()).toBe(2);
    expect(await client.getBalance(bob, DENOM)).toEqual(coin("1000"));
    expect(await client.getCodes()).toEqual([{ id: codeId, creator: alice, checksum }]);
    expect((await client.getCodeDetails(codeId)).data).toEqual(probeWasm);
    expect(await client.getContracts(codeId)).toEqual([contract]);
    expect(await client.getContract(contract)).toEqual({
      address: contract,
      codeId,
      creator: alice,
      admin: alice,
      label: "probe",
      ibcPortId: `wasm.${contract}`,
    });
  });

  test("behavior: execute answers what cosmjs answers, and the index has the same", async () => {
    const { client, contract } = await setUp();
    const receipt = await client.execute(alice, contract, { count: {} }, "auto", "memo", [coin("5")]);
    expect(receipt).toMatchObject({ height: 3, logs: [], transactionHash: expect.stringMatching(/^[0-9A-F]{64}$/) });
    const tx = await client.getTx(receipt.transactionHash);
    expect(tx).toMatchObject({ hash: receipt.transactionHash, code: 0, rawLog: "", height: 3, txIndex: 0 });
    expect(tx?.events).toEqual(receipt.events);
    expect(tx?.msgResponses).toEqual([
      { typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContractResponse", value: Uint8Array.of(10, 1, 49) },
    ]);
    expect(await client.searchTx([{ key: "execute._contract_address", value: contract }])).toEqual([tx]);
    expect(await client.getTx("AB")).toBeNull();
  });

  test("behavior: a block is told as cosmjs tells it", async () => {
    const { client } = await setUp();
    expect(await client.getBlock(1)).toEqual({
      id: expect.stringMatching(/^[0-9A-F]{64}$/),
      header: {
        version: { block: "11", app: "0" },
        height: 1,
        chainId: "juno-1",
        time: "2024-01-01T00:00:01.000000000Z",
      },
      txs: [],
    });
    await expect(client.getBlock(99)).rejects.toThrow("block 99 is not available");
  });

  test("behavior: fees are found by simulation and paid in the bond denom", async () => {
    const { client, contract } = await setUp("0.025");
    const before = BigInt((await client.getBalance(alice, DENOM)).amount);
    const gas = await client.simulate(alice, [], undefined).catch(() => 0);
    expect(gas).toBe(0);
    const { gasWanted, gasUsed } = await client.execute(alice, contract, { count: {} }, "auto");
    expect(gasWanted).toBe(BigInt(Math.ceil(Number(gasUsed) * 1.4)));
    const paid = (gasWanted * 25n + 999n) / 1000n;
    expect(before - BigInt((await client.getBalance(alice, DENOM)).amount)).toBe(paid);
    const doubled = await client.execute(alice, contract, { count: {} }, 2);
    expect(doubled.gasWanted).toBe(doubled.gasUsed * 2n);
  });

  test("behavior: tokens, delegations and rewards", async () => {
    const { client } = await setUp();
    const operator = namedOperator(PREFIX, "validator");
    expect((await client.sendTokens(alice, bob, [coin("7")], "auto")).code).toBe(0);
    expect((await client.delegateTokens(bob, operator, coin("500"), "auto")).code).toBe(0);
    expect((await client.undelegateTokens(bob, operator, coin("100"), "auto")).code).toBe(0);
    expect((await client.withdrawRewards(namedAddress(PREFIX, "validator"), operator, "auto")).code).toBe(0);
    expect(await client.getBalance(bob, DENOM)).toEqual(coin("507"));
  });

  test("behavior: instantiate2, migrate, update and clear the admin, several messages at once", async () => {
    const { client, codeId, contract } = await setUp();
    const salted = await client.instantiate2(alice, codeId, Uint8Array.of(1), {}, "salted", "auto", {
      funds: [coin("3")],
    });
    expect(await client.getBalance(salted.contractAddress, DENOM)).toEqual(coin("3"));
    await client.migrate(alice, contract, codeId, { plan: { set: [[base64("k"), base64("v")]] } }, "auto");
    expect(await client.queryContractRaw(contract, new TextEncoder().encode("k"))).toEqual(
      new TextEncoder().encode("v"),
    );
    expect(await client.queryContractRaw(contract, new TextEncoder().encode("absent"))).toBeNull();
    await client.updateAdmin(alice, contract, bob, "auto");
    await client.clearAdmin(bob, contract, "auto");
    expect((await client.getContract(contract)).admin).toBeUndefined();
    const count = { contractAddress: contract, msg: { count: {} } };
    const { events } = await client.executeMultiple(alice, [count, count], "auto");
    expect(events.filter(({ type }) => type === "execute")).toHaveLength(2);
    expect(await client.queryContractSmart(contract, { get: { key: base64("count") } })).toBe(base64("2"));
  });

  test("behavior: signAndBroadcast answers a failure with code and log", async () => {
    const { client, contract } = await setUp();
    const value = {
      sender: alice,
      contract,
      msg: new TextEncoder().encode(JSON.stringify(run({ fail: "no" }))),
      funds: [],
    };
    const message = { typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract", value };
    const fee = { amount: [], gas: "500000" };
    const failed = await client.signAndBroadcast(alice, [message], fee);
    expect(failed).toMatchObject({
      code: 5,
      rawLog: "failed to execute message; message index: 0: no: execute wasm contract failed",
      gasWanted: 500_000n,
      msgResponses: [],
    });
  });

  test("error: Error where execute fails, with cosmjs's text", async () => {
    const { client, contract } = await setUp();
    const fee = { amount: [], gas: "500000" };
    await expect(client.execute(alice, contract, run({ fail: "no" }), fee)).rejects.toThrow(
      /^Error when broadcasting tx [0-9A-F]{64} at height 3\. Code: 5; Raw log: failed to execute message; .*no: execute wasm/,
    );
    await expect(client.execute(alice, contract, run({ fail: "no" }), "auto")).rejects.toThrow(
      /^Query failed with \(6\): rpc error: code = Unknown desc = failed to execute message; .*no: execute wasm contract failed/,
    );
  });

  test("error: BroadcastTxError where a node would not take it", async () => {
    const { client } = await setUp();
    const sent = client.sendTokens(alice, bob, [coin("1")], { amount: [coin("99999999")], gas: "200000" });
    await expect(sent).rejects.toBeInstanceOf(BroadcastTxError);
    await expect(sent).rejects.toMatchObject({ code: 5, codespace: "sdk" });
    const late = client.signAndBroadcast(alice, [], { amount: [], gas: "1" }, "", 1n);
    await expect(late).rejects.toBeInstanceOf(BroadcastTxError);
  });

  test("error: Error for an account that is not there, or not the signer's", async () => {
    const { chain, client } = await setUp();
    const nobody = namedAddress(PREFIX, "nobody");
    await expect(client.getSequence(nobody)).rejects.toThrow(/does not exist on chain/);
    await expect(client.sendTokens(nobody, bob, [coin("1")], "auto")).rejects.toThrow(/does not exist on chain/);
    expect(await client.getAccount(nobody)).toBeNull();
    const alices = new DevnetClient(chain, { accounts: [alice] });
    await expect(alices.sendTokens(bob, alice, [coin("1")], "auto")).rejects.toThrow(
      "Failed to retrieve account from signer",
    );
  });

  test("error: Error for queries that a contract or the chain refuses", async () => {
    const { client, contract } = await setUp();
    await expect(client.queryContractSmart(contract, { fail: { text: "no" } })).rejects.toThrow(
      "Query failed with (6): no: query wasm contract failed: unknown request",
    );
    await expect(client.queryContractSmart(bob, {})).rejects.toThrow(
      `Query failed with (6): address ${bob}: no such contract`,
    );
    await expect(client.getContract(bob)).rejects.toThrow(/no such contract/);
    await expect(client.queryContractRaw(bob, new Uint8Array())).rejects.toThrow(/no such contract/);
    await expect(client.getCodeDetails(9)).rejects.toThrow(/no such code/);
  });
});
