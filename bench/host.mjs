// The devnet's wasm host: the same bonds on instances that are used again and on a fresh one for every call.
import { readFileSync } from "node:fs";
import { Chain, namedAddress } from "../devnet/dist/index.js";

const WASM = readFileSync(new URL("../contracts/artifacts/mesh_lockup.wasm", import.meta.url));
const BONDS = 400;
const RUNS = 5;
const alice = namedAddress("osmo", "alice");
const utf8 = (value) => new TextEncoder().encode(JSON.stringify(value));

function lockupOn(strict) {
  const coins = [{ denom: "uosmo", amount: 10n ** 15n }];
  const chain = new Chain({
    chainId: "osmosis-1",
    prefix: "osmo",
    bondDenom: "uosmo",
    balances: { [alice]: coins },
    wasm: { strict },
  });
  const send = (typeUrl, value) => {
    const outcome = chain.deliver({ signer: alice, messages: [{ typeUrl: `/cosmwasm.wasm.v1.${typeUrl}`, value }] });
    if (outcome.code !== 0) throw new Error(outcome.rawLog);
    return outcome;
  };
  send("MsgStoreCode", { sender: alice, wasmByteCode: WASM });
  const label = "lockup";
  const made = send("MsgInstantiateContract", {
    sender: alice,
    admin: "",
    codeId: 1n,
    label,
    msg: utf8({ denom: "uosmo" }),
    funds: [],
  });
  const contract = made.responses[0].fields.address;
  const bond = {
    typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
    value: { sender: alice, contract, msg: utf8({ bond: {} }), funds: [{ denom: "uosmo", amount: "1" }] },
  };
  return { chain, contract, bond };
}

/** Nanoseconds of processor time a bond takes, transaction and block included: the best of several runs. */
function bonds({ chain, bond }) {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) {
    const { user, system } = process.cpuUsage();
    for (let count = 0; count < BONDS; count += 1) {
      if (chain.deliver({ signer: alice, messages: [bond] }).code !== 0) throw new Error("a bond failed");
    }
    const spent = process.cpuUsage({ user, system });
    best = Math.min(best, ((spent.user + spent.system) * 1000) / BONDS);
  }
  return best;
}

export function hostRows() {
  const reused = lockupOn(false);
  const fresh = lockupOn(true);
  const ours = bonds(reused);
  const anchor = bonds(fresh);
  const held = ({ chain, contract }) => chain.bank.balance(contract, "uosmo");
  if (held(reused) !== held(fresh) || held(reused) !== BigInt(BONDS * RUNS)) throw new Error("the bonds do not add up");
  return [
    {
      name: "bond, against a fresh instance a call",
      ours,
      anchor,
      ratio: anchor / ours,
      goal: "≥ 2",
      ok: anchor / ours >= 2,
    },
  ];
}
