import { namedAddress } from "mesh-security-devnet";
import {
  claimRewardsMsg as collectMsg,
  setCounterpartyMsg as setProviderMsg,
  unbindChannelMsg as unbindConsumerMsg,
} from "mesh-security-sdk/consumer";
import { instantiateMsg, migrateMsg } from "mesh-security-sdk/deploy";
import { initMsg, sweepUnallocatedMsg } from "mesh-security-sdk/provider";
import { initMsg as slasherInit } from "mesh-security-sdk/slasher";
import { beforeEach, describe, expect, test } from "vitest";
import { step } from "./play.js";
import { Run } from "./run.js";
import { execute, type Link, startWorld } from "./world.js";

/** Codes as `install` stores them on the provider chain: lockup, provider, slasher. */
const PROVIDER_CODE = 2;
const SLASHER_CODE = 3;

/** What docs/security.md says of roles that no other test plays. */
describe("roles", () => {
  let run: Run;
  let juno: Link;
  let stranger: string;

  beforeEach(async () => {
    const world = await startWorld();
    run = await Run.start(world, 0);
    stranger = world.anyone(world.home);
    const [first] = world.links;
    if (first === undefined) throw new RangeError("the world has links");
    juno = first;
  });

  test("behavior: no account is a migration admin, and nobody migrates a contract", () => {
    const { home, links } = run.world;
    // A slasher's is its provider, which has no message for it.
    const bySlasher = new Map(links.map(({ slasher, provider }) => [slasher, provider]));
    for (const chain of [home, ...links.map(({ chain: there }) => there)]) {
      const contracts = [...chain.wasm.contracts()];
      expect(contracts.length).toBeGreaterThan(1);
      const deployer = namedAddress(chain.prefix, "deployer");
      for (const { address, admin, codeId } of contracts) {
        expect(admin, address).toBe(bySlasher.get(address) ?? "");
        for (const sender of [deployer, run.world.anyone(chain)]) {
          const message = migrateMsg({ sender, contract: address, codeId: Number(codeId) });
          const { code, codespace } = chain.deliver({ signer: sender, messages: [message] });
          expect([code, codespace]).toEqual([4, "sdk"]);
        }
      }
    }
  });

  test("behavior: a consumer's admin can lead rewards to a contract of his own", async () => {
    const { home, network, owners } = run.world;
    const [, , owner = ""] = owners;
    const [validator = ""] = juno.validators;
    await step(run, { kind: "bond", owner, amount: 1_000_000n });
    await step(run, { kind: "crossStake", owner, link: 0, validator, amount: 1_000_000n });
    await step(run, { kind: "relayAll" });

    // A provider of the stranger's, whose claims a lockup of the stranger's would grant.
    const { a, b } = juno.connection;
    const { events } = home.deliver({
      signer: stranger,
      messages: [
        instantiateMsg({
          sender: stranger,
          codeId: PROVIDER_CODE,
          label: "mine",
          msg: initMsg({
            consumer: { connectionId: a.connectionId, portId: `wasm.${juno.consumer}` },
            slasher: { codeId: SLASHER_CODE, msg: slasherInit({ owner: stranger }) },
            lockup: stranger,
            unbondingPeriod: 1,
            rewardsDenom: juno.rewardsDenom.provider,
            admin: stranger,
          }),
          salt: new TextEncoder().encode("mine"),
        }),
      ],
    });
    const { attributes = [] } = events.find(({ type }) => type === "instantiate") ?? {};
    const mine = attributes.find(({ key }) => key === "_contract_address")?.value ?? "";

    const there = { contract: juno.consumer, sender: juno.keeper };
    run.send(juno.chain, unbindConsumerMsg(there), true);
    const named = { ...there, connectionId: b.connectionId, portId: `wasm.${mine}` };
    run.send(juno.chain, setProviderMsg(named), true);
    const ports = { a: `wasm.${mine}`, b: `wasm.${juno.consumer}` };
    network.relayer.createChannel({ connection: juno.connection, ports, version: "mesh-security-v0.1" });
    network.relayer.relay();
    network.advance(3_600n);
    const anyone = run.world.anyone(juno.chain);
    run.send(juno.chain, collectMsg({ contract: juno.consumer, sender: anyone, validator }), true);
    network.relayer.relay();
    const denom = juno.rewardsDenom.provider;
    const taken = home.bank.balance(mine, denom);
    expect(taken).toBeGreaterThan(0n);
    expect(home.bank.balance(juno.provider, denom)).toBe(0n);
    execute(home, sweepUnallocatedMsg({ contract: mine, sender: stranger, recipient: stranger }));
    expect(home.bank.balance(stranger, denom)).toBe(taken);

    // What is bonded is out of his reach: stake leaves as ever.
    await step(run, { kind: "unstake", owner, link: 0, validator, amount: 1_000_000n });
    expect(run.books.accounts.get(owner)?.bonded).toBe(1_000_000n);
  });
});
