import { getConfig as getConsumer } from "mesh-security-sdk/consumer";
import { bond, getConfig as getLockup, listLienholders, nameLienholder } from "mesh-security-sdk/lockup";
import { Decimal, parseRatio } from "mesh-security-sdk/math";
import { crossStakeAndWait } from "mesh-security-sdk/mesh";
import {
  addSlasher,
  getConfig as getProvider,
  getValidator,
  listSlashers,
  removeSlasher,
  sweepUnallocated,
} from "mesh-security-sdk/provider";
import { submitEvidence } from "mesh-security-sdk/slasher";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld, TOKEN, validatorAt, type World } from "./setup.js";

describe("what admins decide", () => {
  let world: World;
  let stranger: string;
  let validator: string;

  const evidence = (id: string, ratio: string) =>
    submitEvidence(world.home.client, {
      contract: world.toJuno.slasher,
      sender: world.guardian,
      validator,
      ratio: parseRatio(ratio),
      evidenceId: id,
    });

  beforeAll(async () => {
    world = await startWorld();
    stranger = await world.anyone("osmosis");
    validator = validatorAt(world.juno, 0);
    const { home, lockup, mesh, juno } = world;
    const owner = await world.account("owner");
    const funds = { denom: home.bondDenom, amount: 1_000n * TOKEN };
    await bond(home.client, { contract: lockup, sender: owner, funds });
    await crossStakeAndWait(mesh, { delegator: owner, consumer: juno.chainId, validator, amount: 100n * TOKEN });
  });
  afterAll(() => world?.stage.close());

  test("behavior: every contract knows what was decided when it was installed", async () => {
    const { home, juno, stage, lockup, guardian, keeper, toJuno, toStargaze } = world;
    const config = await getProvider(home.client, { contract: toJuno.provider });
    expect(config).toMatchObject({
      consumer: { connectionId: toJuno.connections.provider, portId: `wasm.${toJuno.consumer}` },
      slasher: toJuno.slasher,
      lockup,
      unbondingPeriod: juno.unbondingTime,
      packetLifetime: stage.packetLifetime,
      rewardsDenom: toJuno.rewardsDenom.provider,
      admin: guardian,
    });
    expect(config.maxReportedSlash.toString()).toBe("0.05");
    const other = await getProvider(home.client, { contract: toStargaze.provider });
    expect([other.maxReportedSlash.isZero, other.consumer.portId]).toEqual([true, `wasm.${toStargaze.consumer}`]);
    const consumer = await getConsumer(juno.client, { contract: toJuno.consumer });
    expect(consumer).toMatchObject({ admin: keeper, packetLifetime: stage.packetLifetime });
  });

  test("behavior: the lockup's admin names lienholders, and takes names back", async () => {
    const { home, lockup, guardian, toJuno, toStargaze } = world;
    const contract = lockup;
    expect((await getLockup(home.client, { contract })).admin).toBe(guardian);
    const naming = { contract, lienholder: toJuno.provider, label: "Juno" };
    await expect(nameLienholder(home.client, { ...naming, sender: stranger })).rejects.toMatchObject({
      name: "UnauthorizedError",
    });
    await nameLienholder(home.client, { ...naming, sender: guardian });
    await nameLienholder(home.client, { ...naming, lienholder: toStargaze.provider, label: "Stars", sender: guardian });
    const names = async () =>
      new Map((await listLienholders(home.client, { contract })).map(({ lienholder, label }) => [lienholder, label]));
    expect(await names()).toEqual(
      new Map([
        [toJuno.provider, "Juno"],
        [toStargaze.provider, "Stars"],
      ]),
    );
    await nameLienholder(home.client, { contract, lienholder: toJuno.provider, sender: guardian });
    expect(await names()).toEqual(new Map([[toStargaze.provider, "Stars"]]));
  });

  test("behavior: a slasher's limit holds, and without a slasher nothing is slashed", async () => {
    const { home, guardian, toJuno } = world;
    const contract = toJuno.provider;
    const limit = { contract, slasher: toJuno.slasher, maxRatio: Decimal.parse("0.1") };
    await expect(addSlasher(home.client, { ...limit, sender: stranger })).rejects.toMatchObject({
      name: "UnauthorizedError",
    });
    await addSlasher(home.client, { ...limit, sender: guardian });
    const [slasher, ...others] = await listSlashers(home.client, { contract });
    expect([slasher?.address, slasher?.maxRatio?.toString(), others]).toEqual([toJuno.slasher, "0.1", []]);

    await expect(evidence("above", "0.100000000000000001")).rejects.toMatchObject({ name: "AboveSlasherLimitError" });
    await evidence("at", "0.1");
    const slashed = await getValidator(home.client, { contract, validator });
    expect(slashed.tokens).toBe(90n * TOKEN);

    await removeSlasher(home.client, { contract, slasher: toJuno.slasher, sender: guardian });
    expect(await listSlashers(home.client, { contract })).toEqual([]);
    await expect(evidence("after", "0.1")).rejects.toMatchObject({ name: "UnauthorizedError" });
    expect(await getValidator(home.client, { contract, validator })).toEqual(slashed);
  });

  test("error: NothingUnallocatedError where every reward belongs to somebody", async () => {
    const { home, guardian, toJuno } = world;
    const sweep = { contract: toJuno.provider, recipient: guardian };
    await expect(sweepUnallocated(home.client, { ...sweep, sender: guardian })).rejects.toMatchObject({
      name: "NothingUnallocatedError",
    });
    await expect(sweepUnallocated(home.client, { ...sweep, sender: stranger })).rejects.toMatchObject({
      name: "UnauthorizedError",
    });
  });
});
