import type { Chain } from "mesh-security-devnet";
import {
  setCounterpartyMsg as setProviderMsg,
  unbindChannelMsg as unbindConsumerMsg,
} from "mesh-security-sdk/consumer";
import { grantClaim, unbond } from "mesh-security-sdk/lockup";
import { setCounterpartyMsg, unbindChannelMsg } from "mesh-security-sdk/provider";
import { beforeAll, describe, expect, test } from "vitest";
import { digest, ownerAt } from "./books.js";
import { EXPIRY, everyoneLeaves } from "./leaving.js";
import { step } from "./play.js";
import { Run } from "./run.js";
import { type Link, startWorld, UNBONDING } from "./world.js";

const JUNO = 0;
const STARGAZE = 1;
/** A tenth, in 10⁻¹⁸. */
const TENTH = 10n ** 17n;

/** One world and one story: the tests stand in its order. */
describe("light clients that expire while their channels are open", () => {
  let run: Run;
  let juno: Link;
  /** Juno's connection whose clients expire. */
  let dead: Link["connection"];
  let stargaze: Link;
  let owner: string;
  let north: string;
  let east: string;
  let south: string;

  const status = (chain: Chain, { clientId }: { readonly clientId: string }) =>
    chain.ibc.clients.status(chain.block, clientId);
  const stake = (validator: string, amount: bigint, link = JUNO) =>
    step(run, { kind: "crossStake", owner, link, validator, amount });
  const refusal = () => {
    const { client, lockup } = run.world;
    const params = { contract: lockup, sender: owner, lienholder: juno.provider, validator: north, amount: 1n };
    return expect(grantClaim(client, params)).rejects;
  };
  const remote = (validator: string) => run.at(JUNO).remotes.get(validator);
  const delegated = (validator: string) => juno.chain.staking.delegation(juno.staking, validator);
  /** Governance of either chain puts a new client in place of the one that expired. */
  const recover = ({ chain }: Link, connection: Link["connection"]) => {
    const { home, network } = run.world;
    for (const [on, of, { clientId }] of [
      [home, chain, connection.a],
      [chain, home, connection.b],
    ] as const) {
      const substitute = network.relayer.createClient(on.chainId, of.chainId);
      on.run((ctx) => on.ibc.clients.recover(ctx, clientId, substitute));
    }
  };

  beforeAll(async () => {
    const world = await startWorld();
    run = await Run.start(world, 0);
    const [first, second] = world.links;
    if (first === undefined || second === undefined) throw new RangeError("the world has two links");
    [juno, stargaze, dead] = [first, second, first.connection];
    [, , owner = ""] = world.owners;
    [north = "", east = "", south = ""] = juno.validators;
    await step(run, { kind: "bond", owner, amount: 1_000_000n });
    await stake(north, 600_000n);
    await stake(stargaze.validators[0] ?? "", 300_000n, STARGAZE);
    await step(run, { kind: "relayAll" });
    await step(run, { kind: "pass", seconds: 3_600 });
    await step(run, { kind: "collect", link: JUNO, validator: north });
    await stake(east, 100_000n);
    // The announcement and the stake arrive, their answers don't.
    for (const work of run.carrier.open()) world.network.relayer.perform(work);
    await run.check();
    await stake(south, 50_000n);
    world.network.relayer.faults.stop();
    world.network.advance(EXPIRY);
    world.network.relayer.faults.start();
    await run.check();
  });

  test("error: ClientNotActiveError for new stake, and nothing changes", async () => {
    const { home } = run.world;
    expect([status(home, juno.connection.a), status(juno.chain, juno.connection.b)]).toEqual(["Expired", "Expired"]);
    const { channel, counterparty, syncing } = run.at(JUNO).channel;
    expect(counterparty.connectionId).toBe(dead.a.connectionId);
    expect([channel === undefined, syncing]).toEqual([false, false]);
    const before = digest(home);
    const { clientId } = juno.connection.a;
    await refusal().toMatchObject({ name: "ClientNotActiveError", clientId, status: "Expired" });
    expect(digest(home)).toBe(before);
    expect(run.carrier.open()).toEqual([]);
  });

  test("behavior: staked and unanswered stake leaves on time, and pays what is slashed meanwhile", async () => {
    const { client, home, lockup, bondDenom } = run.world;
    const wallet = home.bank.balance(owner, bondDenom);
    await step(run, { kind: "unstake", owner, link: JUNO, validator: north, amount: 200_000n });
    await step(run, { kind: "unstake", owner, link: JUNO, validator: east, amount: 100_000n });
    await step(run, { kind: "unstake", owner, link: JUNO, validator: south, amount: 50_000n });
    expect(ownerAt(run.at(JUNO), owner)).toMatchObject({
      staked: [{ validator: north, tokens: 400_000n }],
      inFlight: [],
      unbonding: [{ tokens: 200_000n }, { tokens: 100_000n }, { tokens: 50_000n }],
    });
    await step(run, { kind: "evidence", link: JUNO, validator: north, ratio: TENTH, tombstone: false });
    await step(run, { kind: "processSlashes", link: JUNO, validator: north, limit: 4 });
    await step(run, { kind: "pass", seconds: UNBONDING + 1 });
    await step(run, { kind: "release", owner, link: JUNO, limit: 4 });
    expect(ownerAt(run.at(JUNO), owner).unbonding).toEqual([]);
    const { bonded = 0n, free = 0n } = run.books.accounts.get(owner) ?? {};
    expect([bonded, free]).toEqual([940_000n, 580_000n]);
    await unbond(client, { contract: lockup, sender: owner, amount: 500_000n });
    expect(home.bank.balance(owner, bondDenom) - wallet).toBe(500_000n);
    await run.check();
  });

  test("behavior: admins give the channel up and name a new connection; stake waits for the list of stakes", async () => {
    const { network, home, guardian } = run.world;
    const { provider: contract, consumer, chain, keeper } = juno;
    const stranger = run.world.anyone(home);
    expect(run.send(home, unbindChannelMsg({ contract, sender: stranger })).error).toBe("UnauthorizedError");
    run.send(home, unbindChannelMsg({ contract, sender: guardian }), true);
    run.send(chain, unbindConsumerMsg({ contract: consumer, sender: keeper }), true);
    await refusal().toMatchObject({ name: "NoChannelError" });

    juno.connection = network.relayer.createConnection(home.chainId, chain.chainId);
    const { a, b } = juno.connection;
    expect(a.connectionId).not.toBe(dead.a.connectionId);
    const named = { contract, sender: guardian, connectionId: a.connectionId, portId: `wasm.${consumer}` };
    run.send(home, setCounterpartyMsg(named), true);
    const back = { contract: consumer, sender: keeper, connectionId: b.connectionId, portId: `wasm.${contract}` };
    run.send(chain, setProviderMsg(back), true);
    await step(run, { kind: "openChannel", link: JUNO });
    const { channel, counterparty } = run.at(JUNO).channel;
    expect([channel === undefined, counterparty.connectionId]).toEqual([false, a.connectionId]);
    await refusal().toMatchObject({ name: "ChannelSyncingError" });
    await step(run, { kind: "relayAll" });
    expect(run.at(JUNO).channel.syncing).toBe(false);
    // What the consumer took before, received stake among it; what the provider told it since never arrived.
    expect([remote(north)?.known, remote(east)?.known, remote(south)?.known]).toEqual([600_000n, 100_000n, 0n]);
  });

  test("behavior: resend tells the consumer what it missed, and both books agree", async () => {
    await step(run, { kind: "resend", link: JUNO, limit: 4 });
    await step(run, { kind: "relayAll" });
    const known = (validator: string) => {
      const { known: tokens, target, packetsPending } = remote(validator) ?? {};
      return [tokens, target, packetsPending];
    };
    expect(known(north)).toEqual([360_000n, 360_000n, 0]);
    expect([known(east), known(south)]).toEqual([
      [0n, 0n, 0],
      [0n, 0n, 0],
    ]);
    expect([delegated(north), delegated(east), delegated(south)]).toEqual([180_000n, 0n, 0n]);
    await stake(north, 10_000n);
    await step(run, { kind: "relayAll" });
    expect(delegated(north)).toBe(185_000n);
  });

  test("behavior: a recovered client carries what waited, late answers count once, and all books close", async () => {
    const { home } = run.world;
    recover(stargaze, stargaze.connection);
    expect(status(home, stargaze.connection.a)).toBe("Active");
    recover(juno, dead);
    await everyoneLeaves(run);
    // The acknowledgement of one stake and the timeout of the other.
    expect(run.reached.get("late answer to stake that was taken back")).toBe(2);
    expect(run.at(JUNO).rewards.credited + run.at(JUNO).rewards.unallocated).toBeGreaterThan(0n);
  });
});
