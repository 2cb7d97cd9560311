import { createHash } from "node:crypto";
import { BinaryWriter } from "cosmjs-types/binary";
import type { ConsensusKey } from "mesh-security-cli";
import { bond, getBalance } from "mesh-security-sdk/lockup";
import { crossStake, crossStakeAndWait, pushSlashes } from "mesh-security-sdk/mesh";
import { getValidator } from "mesh-security-sdk/provider";
import {
  getConfig,
  listKeys,
  registerKey,
  setMinHeight,
  submitDuplicateVote,
  type Vote,
} from "mesh-security-sdk/slasher";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld, TOKEN, validatorAt, type World } from "./setup.js";

const PRECOMMIT = 2;
const HEIGHT = 4_711;
const ROUND = 1;

const digest = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());

/** CometBFT's CanonicalVote with its length before it: what a validator signs. */
function signedBytes(chainId: string, vote: Omit<Vote, "signature">): Uint8Array {
  const { height, round, blockId, timestamp } = vote;
  if (blockId === undefined) throw new RangeError("the scenario's votes are for blocks");
  const parts = BinaryWriter.create().uint32(8).uint32(blockId.partSetHeader.total);
  const block = BinaryWriter.create()
    .uint32(10)
    .bytes(blockId.hash)
    .uint32(18)
    .bytes(parts.uint32(18).bytes(blockId.partSetHeader.hash).finish());
  const time = BinaryWriter.create().uint32(8).int64(BigInt(timestamp.seconds)).uint32(16).int32(timestamp.nanos);
  const canonical = BinaryWriter.create()
    .uint32(8)
    .uint32(PRECOMMIT)
    .uint32(17)
    .fixed64(BigInt(height))
    .uint32(25)
    .fixed64(BigInt(round))
    .uint32(34)
    .bytes(block.finish())
    .uint32(42)
    .bytes(time.finish())
    .uint32(50)
    .string(chainId);
  return BinaryWriter.create().bytes(canonical.finish()).finish();
}

describe("a validator that signs twice", () => {
  let world: World;
  let owner: string;
  let stranger: string;
  let validator: string;
  let key: ConsensusKey;

  const vote = (chainId: string, block: string, height = HEIGHT): Vote => {
    const said = {
      type: "precommit" as const,
      height,
      round: ROUND,
      blockId: { hash: digest(block), partSetHeader: { total: 1, hash: digest(`${block}'s parts`) } },
      timestamp: { seconds: 1_700_000_000, nanos: 42 },
    };
    return { ...said, signature: key.sign(signedBytes(chainId, said)) };
  };
  const submit = (voteA: Vote, voteB: Vote) =>
    submitDuplicateVote(world.home.client, {
      contract: world.toJuno.slasher,
      sender: stranger,
      validator,
      voteA,
      voteB,
    });

  beforeAll(async () => {
    world = await startWorld();
    owner = await world.account("owner");
    stranger = await world.anyone("osmosis");
    // Its key is that of a node which makes the chain's blocks.
    validator = validatorAt(world.juno, 0);
    key = world.juno.consensusKey(validator);
    const { home, lockup, mesh, juno } = world;
    await bond(home.client, {
      contract: lockup,
      sender: owner,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    await crossStakeAndWait(mesh, { delegator: owner, consumer: juno.chainId, validator, amount: 1_000n * TOKEN });
  });
  afterAll(() => world?.stage.close());

  test("behavior: an installed slasher takes votes of its consumer chain, of keys that its owner registered", async () => {
    const { home, juno, toJuno, guardian } = world;
    const contract = toJuno.slasher;
    const { chainId } = juno;
    expect(await getConfig(home.client, { contract })).toMatchObject({ chainId, owner: guardian, minHeight: 0 });
    await expect(submit(vote(chainId, "one"), vote(chainId, "other"))).rejects.toMatchObject({ name: "NoKeyError" });
    const range = { contract, validator, pubkey: key.publicKey, fromHeight: 1 };
    await expect(registerKey(home.client, { ...range, sender: stranger })).rejects.toMatchObject({
      name: "UnauthorizedError",
    });
    await registerKey(home.client, { ...range, sender: guardian });
    expect(await listKeys(home.client, { contract })).toEqual([
      expect.objectContaining({ validator, pubkey: key.publicKey, fromHeight: 1 }),
    ]);
    await setMinHeight(home.client, { contract, sender: guardian, height: HEIGHT - 1 });
  });

  test("behavior: what proves nothing changes nothing", async () => {
    const { home, juno, stargaze, toJuno } = world;
    const one = vote(juno.chainId, "one");
    const before = await getValidator(home.client, { contract: toJuno.provider, validator });
    for (const [other, name] of [
      [one, "SameBlockIdError"],
      [vote(juno.chainId, "other", HEIGHT + 1), "DifferentVotesError"],
      [vote(stargaze.chainId, "other"), "WrongSignatureError"],
      [{ ...vote(juno.chainId, "other"), signature: one.signature }, "WrongSignatureError"],
    ] as const) {
      await expect(submit(one, other)).rejects.toMatchObject({ name });
    }
    const low = HEIGHT - 2;
    await expect(submit(vote(juno.chainId, "one", low), vote(juno.chainId, "other", low))).rejects.toMatchObject({
      name: "HeightTooLowError",
    });
    expect(await getValidator(home.client, { contract: toJuno.provider, validator })).toEqual(before);
  });

  test("behavior: a stranger with both votes has it slashed and tombstoned, once", async () => {
    const { stage, mesh, home, juno, lockup, toJuno } = world;
    const votes = [vote(juno.chainId, "one"), vote(juno.chainId, "other")] as const;
    await submit(...votes);
    const slashed = await getValidator(home.client, { contract: toJuno.provider, validator });
    expect(slashed).toMatchObject({ status: "tombstoned", tokens: 950n * TOKEN });
    await expect(submit(votes[1], votes[0])).rejects.toMatchObject({ name: "DuplicateEvidenceError" });
    const again = HEIGHT + 9;
    await expect(submit(vote(juno.chainId, "one", again), vote(juno.chainId, "other", again))).rejects.toMatchObject({
      name: "ValidatorTombstonedError",
    });
    await pushSlashes(mesh, { consumer: juno.chainId, validator, sender: stranger });
    await stage.relay();
    expect((await getBalance(home.client, { contract: lockup, account: owner })).bonded).toBe(950n * TOKEN);
    expect(await juno.delegation(toJuno.staking, validator)).toBe(475n * TOKEN);
    const late = await world.account("late");
    await bond(home.client, { contract: lockup, sender: late, funds: { denom: home.bondDenom, amount: TOKEN } });
    const stake = { delegator: late, consumer: juno.chainId, validator, amount: TOKEN };
    await expect(crossStake(mesh, stake)).rejects.toMatchObject({ name: "ValidatorTombstonedError" });
  });
});
