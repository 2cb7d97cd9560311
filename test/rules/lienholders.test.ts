import type { EncodeObject } from "mesh-security-sdk";
import { instantiateMsg, storeCodeMsg } from "mesh-security-sdk/deploy";
import { grantClaimMsg } from "mesh-security-sdk/lockup";
import { describe, expect, test } from "vitest";
import { contract, OK } from "../../devnet/test/wat.js";
import { step } from "./play.js";
import { Run } from "./run.js";
import { startWorld, type World } from "./world.js";

/** A tenth, in 10⁻¹⁸. */
const TENTH = 10n ** 17n;
const BONDED = 1_000n;
/** What the slash takes, and what a holder takes in turn. */
const TAKEN = 100n;
const GREED = 50n;

const inWat = (text: string) => text.replaceAll('"', '\\"');

/** A contract that takes every claim and does `cut` when one is cut: the letter after the brace and the quote tells. */
function lienholder(cut: string, data = ""): Uint8Array {
  return contract(`
    (func (export "execute") (param $env i32) (param $info i32) (param $msg i32) (result i32)
      (if (result i32) (i32.eq (i32.load8_u offset=2 (i32.load (local.get $msg))) (i32.const 0x63))
        (then ${cut}) (else ${OK})))
    (func $tell (param $length i32) (result i32)
      (i32.store (i32.const 2064) (i32.const 3072))
      (i32.store offset=4 (i32.const 2064) (local.get $length))
      (i32.store offset=8 (i32.const 2064) (local.get $length))
      (i32.const 2064))
    (data (i32.const 3072) "${inWat(data)}")`);
}

function telling(answer: object): Uint8Array {
  const text = JSON.stringify(answer);
  return lienholder(`(call $tell (i32.const ${text.length}))`, text);
}

/** A world in which holders of such codes have claims on an owner, and evidence at a provider cut them all. */
interface Slashed {
  readonly run: Run;
  readonly owner: string;
  /** Of whom events say that telling them failed. */
  readonly failed: ReadonlySet<string>;
}

type Codes = (lockup: string, owner: string) => Readonly<Record<string, Uint8Array>>;

function deploy({ home, anyone }: World, name: string, wasm: Uint8Array): string {
  const sender = anyone(home);
  const told = (message: EncodeObject, type: string, key: string) => {
    const { events } = home.deliver({ signer: sender, messages: [message] });
    const { attributes = [] } = events.find((event) => event.type === type) ?? {};
    return attributes.find((each) => each.key === key)?.value ?? "";
  };
  const codeId = Number(told(storeCodeMsg({ sender, wasm }), "store_code", "code_id"));
  const salt = new TextEncoder().encode(name);
  const message = instantiateMsg({ sender, codeId, label: name, msg: {}, salt });
  return told(message, "instantiate", "_contract_address");
}

async function slashBeside(codes: Codes): Promise<Slashed> {
  const world = await startWorld();
  const run = await Run.start(world, 0);
  const { home, lockup } = world;
  const [, , owner = ""] = world.owners;
  const [validator = ""] = world.links[0]?.validators ?? [];
  await step(run, { kind: "bond", owner, amount: BONDED });
  const names = new Map<string, string>();
  for (const [name, wasm] of Object.entries(codes(lockup, owner))) {
    const holder = deploy(world, name, wasm);
    names.set(holder, name);
    const grant = { contract: lockup, sender: owner, lienholder: holder, validator, amount: BONDED };
    run.send(home, grantClaimMsg(grant), true);
  }
  await step(run, { kind: "crossStake", owner, link: 0, validator, amount: BONDED });
  await step(run, { kind: "relayAll" });
  await step(run, { kind: "evidence", link: 0, validator, ratio: TENTH, tombstone: false });
  const before = home.block.height;
  await step(run, { kind: "processSlashes", link: 0, validator, limit: 4 });
  const { transactions = [] } = home.blockAt(before + 1n) ?? {};
  const failed = transactions
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === "wasm-claim_reduced_failed")
    .flatMap(({ attributes }) => attributes.filter(({ key }) => key === "leinholder"))
    .map(({ value }) => names.get(value) ?? value);
  const { bonded, claims } = run.books.accounts.get(owner) ?? { bonded: 0n, claims: [] };
  expect(claims.map(({ amount }) => amount)).toEqual(Array.from({ length: names.size + 1 }, () => bonded));
  return { run, owner, failed: new Set(failed) };
}

describe("lienholders whose claim is cut", () => {
  test("behavior: a trap, an endless loop or an unknown message stands in no slash's way, and events say who failed", async () => {
    const { run, owner, failed } = await slashBeside(() => ({
      plain: lienholder(OK),
      trap: lienholder("(unreachable)"),
      loop: lienholder("(loop $on (br $on)) (unreachable)"),
      unknown: telling({ error: "unknown variant `claim_reduced`, expected `receive_claim`" }),
    }));
    expect(failed).toEqual(new Set(["trap", "loop", "unknown"]));
    expect(run.books.accounts.get(owner)?.bonded).toBe(BONDED - TAKEN);
  });

  test("behavior: a holder that slashes in turn takes of its own claim, and every claim is backed", async () => {
    const { run, owner, failed } = await slashBeside((lockup, of) => {
      const slash = JSON.stringify({ slash_claim: { owner: of, amount: GREED.toString() } });
      const msg = Buffer.from(slash).toString("base64");
      const call = { wasm: { execute: { contract_addr: lockup, msg, funds: [] } } };
      const messages = [{ id: 0, msg: call, gas_limit: null, reply_on: "never" }];
      return { plain: lienholder(OK), greedy: telling({ ok: { messages, attributes: [], events: [] } }) };
    });
    expect(failed).toEqual(new Set());
    expect(run.books.accounts.get(owner)?.bonded).toBe(BONDED - TAKEN - GREED);
    expect(run.books.totals.owedToBurn).toBe(TAKEN + GREED);
  });
});
