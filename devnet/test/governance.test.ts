import { MsgSubmitProposal } from "cosmjs-types/cosmos/gov/v1/tx";
import { MsgFundCommunityPool } from "cosmjs-types/cosmos/protocolpool/v1/tx";
import { MsgSudoContract } from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { describe, expect, test } from "vitest";
import type { Chain, ChainOptions } from "../src/chain.js";
import { SECOND } from "../src/clock.js";
import { fromInt } from "../src/decimal.js";
import { namedAddress, namedOperator, namedValidator } from "../src/genesis.js";
import type { EncodeObject } from "../src/types.js";
import {
  alice,
  anotherProbe,
  base64,
  binary,
  bob,
  DENOM,
  deployProbe,
  executeMsg,
  makeChain,
  mustDeliver,
  PREFIX,
  probeWasm,
  run,
  stored,
  storeMsg,
  utf8,
} from "./probe.js";

const operator = namedAddress(PREFIX, "first");
const coins = (amount: string) => [{ denom: DENOM, amount }];

function governed(options: Partial<ChainOptions> = {}): Chain {
  return makeChain({
    validators: [namedValidator(PREFIX, "first", 5_000_000n)],
    gov: { minDeposit: [{ denom: DENOM, amount: 100n }], votingPeriod: 60n * SECOND },
    ...options,
  });
}

const submission = (messages: readonly EncodeObject[]): EncodeObject => ({
  typeUrl: "/cosmos.gov.v1.MsgSubmitProposal",
  value: { messages, initialDeposit: coins("100"), proposer: alice, title: "t", summary: "s", metadata: "m" },
});

const voteMsg = (proposalId: bigint, voter: string, option = 1): EncodeObject => ({
  typeUrl: "/cosmos.gov.v1.MsgVote",
  value: { proposalId, voter, option },
});

/** Submits, has the validator vote for it and lets the period pass. Answers the proposal as it ended. */
function decide(chain: Chain, ...messages: readonly EncodeObject[]) {
  const id = mustDeliver(chain, alice, submission(messages)).responses[0]?.fields.proposalId as bigint;
  mustDeliver(chain, operator, voteMsg(id, operator));
  chain.clock.advance(60n * SECOND);
  chain.nextBlock();
  return chain.gov.proposal(id);
}

const wasm = (name: string, value: object): EncodeObject => ({ typeUrl: `/cosmwasm.wasm.v1.${name}`, value });
const sudoMsg = (chain: Chain, contract: string, msg: unknown) =>
  wasm("MsgSudoContract", { authority: chain.gov.authority, contract, msg: utf8(msg) });
const set = (key: string, value: string) => ({ set: [[base64(key), base64(value)]] });

describe("MsgSudoContract", () => {
  test("default", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const proposal = decide(chain, sudoMsg(chain, contract, set("by", "all")));
    expect(proposal).toMatchObject({ status: "PROPOSAL_STATUS_PASSED", failedReason: "" });
    expect(stored(chain, contract, "by")).toBe("all");
    expect(chain.blockAt(chain.block.height)?.events.map(({ type }) => type)).toContain("sudo");
  });

  test("behavior: its messages run, and their failure can be replied to", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const other = anotherProbe(chain);
    const call = (plan: Record<string, unknown>) => ({
      wasm: { execute: { contract_addr: other, msg: binary(run(plan)), funds: [] } },
    });
    const plan = {
      messages: [
        { id: 1, msg: call(set("reached", "yes")), gas_limit: null, reply_on: "never" },
        {
          id: 2,
          msg: call({ ...set("reached", "no"), fail: "not that" }),
          gas_limit: null,
          reply_on: "error",
          payload: binary(set("replied", "yes")),
        },
      ],
    };
    const proposal = decide(chain, sudoMsg(chain, contract, plan));
    expect(proposal).toMatchObject({ status: "PROPOSAL_STATUS_PASSED", failedReason: "" });
    expect([stored(chain, other, "reached"), stored(chain, contract, "replied")]).toEqual(["yes", "yes"]);
  });

  test("behavior: a contract's own error fails the proposal, and nothing stays", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const good = sudoMsg(chain, contract, set("by", "all"));
    const proposal = decide(chain, good, sudoMsg(chain, contract, { fail: "no" }));
    const reason = "no: execute wasm contract failed";
    expect(proposal).toMatchObject({ status: "PROPOSAL_STATUS_FAILED", failedReason: reason });
    expect(stored(chain, contract, "by")).toBeNull();
  });

  test("behavior: a loop without end fails the proposal and nothing else", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const proposal = decide(chain, sudoMsg(chain, contract, { trap: "loop" }));
    expect(proposal?.status).toBe("PROPOSAL_STATUS_FAILED");
    expect(proposal?.failedReason).toMatch(/PANICKED: out of gas/);
  });

  test("error: from anybody else", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const own = wasm("MsgSudoContract", { authority: alice, contract, msg: utf8({}) });
    expect(chain.deliver({ signer: alice, messages: [own] })).toMatchObject({ codespace: "wasm", code: 14 });
    const foreign = sudoMsg(chain, contract, {});
    expect(chain.deliver({ signer: alice, messages: [foreign] })).toMatchObject({ codespace: "sdk", code: 4 });
  });
});

describe("MsgSubmitProposal", () => {
  test("behavior: takes messages as protobuf, as clients of a chain send them", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const sudo = MsgSudoContract.encode({
      authority: chain.gov.authority,
      contract,
      msg: utf8(set("by", "bytes")),
    }).finish();
    const proposal = decide(chain, { typeUrl: MsgSudoContract.typeUrl, value: sudo });
    expect(proposal?.status).toBe("PROPOSAL_STATUS_PASSED");
    expect(stored(chain, contract, "by")).toBe("bytes");
  });

  test.each([
    ["JSON that is none", (chain: Chain) => sudoMsg(chain, bob, undefined), "payload msg: invalid"],
    ["a contract's address that is none", (chain: Chain) => sudoMsg(chain, "x", {}), "contract: "],
  ])("error: %s is refused before anybody votes", (_, message, text) => {
    const chain = governed();
    const outcome = chain.deliver({ signer: alice, messages: [submission([message(chain)])] });
    expect(outcome).toMatchObject({ codespace: "gov", code: 12 });
    expect(outcome.rawLog).toContain(text);
    expect(chain.gov.proposals()).toEqual([]);
  });
});

describe("governance of contracts", () => {
  test("behavior: stores, instantiates, executes, migrates, names an admin", () => {
    const chain = governed();
    const { authority } = chain.gov;
    const contract = deployProbe(chain);
    const msg = utf8({});
    const salt = utf8("salt");
    const stores = wasm("MsgStoreCode", {
      sender: authority,
      wasmByteCode: probeWasm,
      instantiatePermission: { permission: 1, addresses: [] },
    });
    const made = { sender: authority, codeId: 2n, label: "by all", msg, funds: [], salt, fixMsg: false, admin: "" };
    const migration = { sender: authority, contract, codeId: 2n, msg: utf8({ plan: {} }) };
    const proposal = decide(
      chain,
      stores,
      wasm("MsgInstantiateContract2", made),
      wasm("MsgMigrateContract", migration),
      wasm("MsgUpdateAdmin", { sender: authority, contract, newAdmin: bob }),
      executeMsg(contract, run(set("by", "all")), { sender: authority }),
    );
    expect(proposal).toMatchObject({ status: "PROPOSAL_STATUS_PASSED", failedReason: "" });
    expect(chain.wasm.contract(contract)).toMatchObject({ codeId: 2n, admin: bob });
    expect(chain.wasm.contracts().find(({ creator }) => creator === authority)).toMatchObject({ label: "by all" });
    expect(stored(chain, contract, "by")).toBe("all");
  });

  test("behavior: what it instantiates may instantiate codes that nobody else may", () => {
    const nobody = { permission: 1, addresses: [] };
    const inner = { instantiate: { code_id: 1, msg: binary({}), funds: [], label: "inner", admin: null } };
    const plan = { messages: [{ id: 1, msg: { wasm: inner }, gas_limit: null, reply_on: "never" }] };
    const outer = (sender: string) =>
      wasm("MsgInstantiateContract", { sender, codeId: 2n, label: "outer", msg: utf8(plan), funds: [], admin: "" });
    const chain = governed();
    const closed = { sender: alice, wasmByteCode: probeWasm, instantiatePermission: nobody };
    mustDeliver(chain, alice, wasm("MsgStoreCode", closed), storeMsg(probeWasm));
    expect(chain.deliver({ signer: alice, messages: [outer(alice)] })).toMatchObject({ codespace: "sdk", code: 4 });
    expect(decide(chain, outer(chain.gov.authority))?.status).toBe("PROPOSAL_STATUS_PASSED");
    expect(chain.wasm.contracts().map(({ label }) => label)).toEqual(expect.arrayContaining(["inner", "outer"]));
  });
});

describe("votes of contracts", () => {
  const option = (proposal: bigint, msg: object) => ({
    messages: [{ id: Number(proposal), msg: { gov: msg }, gas_limit: null, reply_on: "never" }],
  });

  test("default", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const own = coins("1000");
    mustDeliver(chain, alice, submission([]), executeMsg(contract, run({}), { funds: own }));
    const delegate = {
      staking: { delegate: { validator: namedOperator(PREFIX, "first"), amount: own[0] } },
    };
    const stake = { messages: [{ id: 1, msg: delegate, gas_limit: null, reply_on: "never" }] };
    mustDeliver(chain, alice, executeMsg(contract, run(stake)));
    mustDeliver(chain, operator, voteMsg(1n, operator));
    mustDeliver(chain, alice, executeMsg(contract, run(option(1n, { vote: { proposal_id: 1, option: "abstain" } }))));
    expect(chain.gov.tally(1n)).toEqual({ yes: 5_000_000n, abstain: 1_000n, no: 0n, noWithVeto: 0n });
    const options = [
      { option: "no", weight: "0.75" },
      { option: "no_with_veto", weight: "0.25" },
    ];
    const weighted = { vote_weighted: { proposal_id: 1, options } };
    mustDeliver(chain, alice, executeMsg(contract, run(option(1n, weighted))));
    expect(chain.gov.tally(1n)).toEqual({ yes: 5_000_000n, abstain: 0n, no: 750n, noWithVeto: 250n });
  });

  test("error: SdkError", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    const vote = (msg: object) =>
      chain.deliver({ signer: alice, messages: [executeMsg(contract, run(option(1n, msg)))] });
    expect(vote({ vote: { proposal_id: 1, option: "yes" } })).toMatchObject({ codespace: "gov", code: 3 });
  });
});

describe("protobuf messages of contracts", () => {
  const any = (typeUrl: string, value: Uint8Array) =>
    run({
      messages: [
        { id: 1, msg: { any: { type_url: typeUrl, value: base64(value) } }, gas_limit: null, reply_on: "never" },
      ],
    });

  test("behavior: the community pool is funded, where the chain has that module", () => {
    for (const communityPool of ["protocolpool", "distribution"] as const) {
      const chain = governed({ communityPool });
      const contract = deployProbe(chain);
      mustDeliver(chain, alice, executeMsg(contract, run({}), { funds: coins("7") }));
      const value = MsgFundCommunityPool.encode({ depositor: contract, amount: coins("7") }).finish();
      const message = executeMsg(contract, any(MsgFundCommunityPool.typeUrl, value));
      const outcome = chain.deliver({ signer: alice, messages: [message] });
      const funded = chain.bank.balance(chain.auth.moduleAddress("protocolpool"), DENOM);
      if (communityPool === "protocolpool") {
        expect([outcome.code, funded]).toEqual([0, 7n]);
      } else {
        expect(outcome).toMatchObject({ codespace: "wasm", code: 10 });
        expect(outcome.rawLog).toContain(`Cannot unpack proto message with type URL: ${MsgFundCommunityPool.typeUrl}`);
      }
    }
  });

  test("behavior: a contract submits a proposal", () => {
    const chain = governed();
    const contract = deployProbe(chain);
    mustDeliver(chain, alice, executeMsg(contract, run({}), { funds: coins("100") }));
    const value = MsgSubmitProposal.encode(
      MsgSubmitProposal.fromPartial({
        messages: [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: new Uint8Array() }],
        initialDeposit: coins("100"),
        proposer: contract,
        metadata: "m",
        title: "t",
        summary: "s",
      }),
    ).finish();
    const send = executeMsg(contract, any(MsgSubmitProposal.typeUrl, value));
    expect(chain.deliver({ signer: alice, messages: [send] })).toMatchObject({ codespace: "undefined", code: 1 });
    const empty = MsgSubmitProposal.decode(value);
    const valid = MsgSubmitProposal.encode({ ...empty, messages: [] }).finish();
    mustDeliver(chain, alice, executeMsg(contract, any(MsgSubmitProposal.typeUrl, valid)));
    expect(chain.gov.proposal(1n)).toMatchObject({ proposer: contract, status: "PROPOSAL_STATUS_VOTING_PERIOD" });
  });
});

describe("MsgCommunityPoolSpend", () => {
  const spend = (chain: Chain, module: string, recipient: string, amount = "5"): EncodeObject => ({
    typeUrl: `/cosmos.${module}.MsgCommunityPoolSpend`,
    value: { authority: chain.gov.authority, recipient, amount: coins(amount) },
  });
  const fund = (module: string): EncodeObject => ({
    typeUrl: `/cosmos.${module}.MsgFundCommunityPool`,
    value: { depositor: alice, amount: coins("50") },
  });

  test.each([
    ["protocolpool", "protocolpool.v1"],
    ["distribution", "distribution.v1beta1"],
  ] as const)("behavior: out of %s", (communityPool, module) => {
    const chain = governed({ communityPool });
    mustDeliver(chain, alice, fund(module));
    const before = chain.bank.balance(bob, DENOM);
    expect(decide(chain, spend(chain, module, bob))?.status).toBe("PROPOSAL_STATUS_PASSED");
    expect(chain.bank.balance(bob, DENOM)).toBe(before + 5n);
    expect(chain.bank.balance(chain.auth.moduleAddress(communityPool), DENOM)).toBe(45n);
    const own = communityPool === "distribution" ? [{ denom: DENOM, amount: fromInt(45n) }] : [];
    expect(chain.distribution.communityPool()).toEqual(own);
    expect(decide(chain, spend(chain, module, bob, "999"))?.failedReason).toMatch(/insufficient|sufficient coins/);
    const blocked = decide(chain, spend(chain, module, chain.auth.moduleAddress("mint")));
    expect(blocked?.failedReason).toMatch(/is not allowed to receive (external )?funds: unauthorized/);
  });

  test("error: where the other module keeps the pool, and from anybody else", () => {
    const external = governed();
    const refused = decide(external, spend(external, "distribution.v1beta1", bob));
    expect(refused?.failedReason).toMatch(/external community pool is enabled/);
    const own = governed({ communityPool: "distribution" });
    const missing = own.deliver({ signer: alice, messages: [submission([spend(own, "protocolpool.v1", bob)])] });
    expect(missing).toMatchObject({ codespace: "gov", code: 10 });
    for (const [chain, module, codespace, code] of [
      [external, "protocolpool.v1", "protocolpool", 2],
      [own, "distribution.v1beta1", "gov", 13],
    ] as const) {
      const { typeUrl, value } = spend(chain, module, bob);
      const message = { typeUrl, value: { ...value, authority: alice } };
      expect(chain.deliver({ signer: alice, messages: [message] })).toMatchObject({ codespace, code });
    }
  });
});
