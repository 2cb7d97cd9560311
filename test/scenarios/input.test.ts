import { toBech32 } from "mesh-security-sdk";
import {
  claimRewards as collect,
  retryRewards,
  setCounterparty as setProvider,
  syncValidators,
  unbindChannel as unbindConsumer,
} from "mesh-security-sdk/consumer";
import {
  bond,
  burn,
  getBalance,
  getTotals,
  grantClaim,
  releaseClaim,
  slashClaim,
  unbond,
} from "mesh-security-sdk/lockup";
import { Decimal, parseRatio } from "mesh-security-sdk/math";
import { crossStake, crossStakeAndWait, getPosition, unstake as unstakeIn } from "mesh-security-sdk/mesh";
import {
  claimRewards,
  credit,
  listValidators,
  processSlashes,
  refreshValidators,
  unbond as release,
  setCounterparty,
  settle,
  unbindChannel,
  unstake,
} from "mesh-security-sdk/provider";
import { submitEvidence } from "mesh-security-sdk/slasher";
import { addConsumer, removeConsumer, withdrawDelegatorReward, withdrawToConsumer } from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { balanceOf, startWorld, TOKEN, validatorAt, type World } from "./setup.js";

const TOO_MUCH = 1_000_000n * TOKEN;
const ABOVE = 2n ** 128n;

/** Well-formed addresses that nobody knows. */
const stranger = (prefix: string) => toBech32(prefix, new Uint8Array(20).fill(7));

interface Actors {
  readonly world: World;
  /** Has 1000 bonded, 600 of it staked on juno. */
  readonly owner: string;
  /** Has a wallet and nothing else. */
  readonly poor: string;
  readonly onJuno: string;
  readonly validator: string;
}

type Row = readonly [verb: string, input: string, error: string, run: (actors: Actors) => Promise<unknown>];

const lockupRows: readonly Row[] = [
  ["bond", "zero", "InvalidAmountError", (a) => bondOf(a, 0n)],
  ["bond", "negative", "InvalidAmountError", (a) => bondOf(a, -1n)],
  ["bond", "more than 128 bits", "InvalidAmountError", (a) => bondOf(a, ABOVE)],
  ["bond", "more than the wallet holds", "InsufficientFundsError", (a) => bondOf(a, TOO_MUCH)],
  ["bond", "a denom that is none", "InvalidDenomError", (a) => bondOf(a, 1n, "!")],
  ["bond", "another denom than the known one", "InvalidDenomError", (a) => bondOf(a, 1n, "uatom", "uosmo")],
  ["bond", "a denom that the wallet has not", "InsufficientFundsError", (a) => bondOf(a, 1n, "uatom")],
  [
    "bond",
    "a lockup of another chain",
    "InvalidAddressError",
    (a) => bondOf(a, 1n, "uosmo", undefined, stranger("juno")),
  ],
  [
    "bond",
    "a contract that is none",
    "ContractNotFoundError",
    (a) => bondOf(a, 1n, "uosmo", undefined, stranger("osmo")),
  ],
  ["unbond", "zero", "InvalidAmountError", (a) => unbondOf(a, a.owner, 0n)],
  ["unbond", "more than is free", "ClaimsLockedError", (a) => unbondOf(a, a.owner, 400n * TOKEN + 1n)],
  ["unbond", "an account that never bonded", "ClaimsLockedError", (a) => unbondOf(a, a.poor, 1n)],
  ["grantClaim", "zero", "InvalidAmountError", (a) => grantOf(a, { amount: 0n })],
  ["grantClaim", "more than is bonded", "InsufficientBondedError", (a) => grantOf(a, { amount: TOO_MUCH })],
  [
    "grantClaim",
    "a lienholder of another chain",
    "InvalidAddressError",
    (a) => grantOf(a, { lienholder: stranger("juno") }),
  ],
  ["grantClaim", "an account as validator", "InvalidAddressError", (a) => grantOf(a, { validator: stranger("juno") })],
  [
    "grantClaim",
    "a validator nobody knows",
    "UnknownValidatorError",
    (a) => grantOf(a, { validator: stranger("junovaloper") }),
  ],
  ["grantClaim", "an account that never bonded", "InsufficientBondedError", (a) => grantOf(a, { sender: a.poor })],
  ["releaseClaim", "a holder of no claim", "NoClaimsError", (a) => releaseClaim(...claimOf(a))],
  ["slashClaim", "a holder of no claim", "NoClaimsError", (a) => slashClaim(...claimOf(a))],
  ["slashClaim", "zero", "InvalidAmountError", (a) => slashClaim(...claimOf(a, 0n))],
  [
    "burn",
    "nothing owed",
    "NothingToBurnError",
    (a) => burn(a.world.home.client, { contract: a.world.lockup, sender: a.poor }),
  ],
];

const providerRows: readonly Row[] = [
  ["unstake", "zero, with nothing to write off", "ZeroAmountError", (a) => unstake(...stakeOf(a, { amount: 0n }))],
  [
    "unstake",
    "more than is staked",
    "InsufficientStakeError",
    (a) => unstake(...stakeOf(a, { amount: 600n * TOKEN + 1n })),
  ],
  [
    "unstake",
    "a validator without stake",
    "NoStakeError",
    (a) => unstake(...stakeOf(a, { validator: validatorAt(a.world.juno, 1) })),
  ],
  [
    "unstake",
    "a validator nobody knows",
    "UnknownValidatorError",
    (a) => unstake(...stakeOf(a, { validator: stranger("junovaloper") })),
  ],
  ["unstake", "an account without stake", "NoStakeError", (a) => unstake(...stakeOf(a, { sender: a.poor }))],
  ["unbond", "nothing matured", "NothingMaturedError", (a) => release(...atProvider(a, a.owner))],
  ["claimRewards", "nothing earned", "NoRewardsError", (a) => claimRewards(...withValidator(a, a.owner, a.validator))],
  [
    "claimRewards",
    "a validator nobody knows",
    "UnknownValidatorError",
    (a) => claimRewards(...withValidator(a, a.owner, stranger("junovaloper"))),
  ],
  [
    "claimRewards",
    "a recipient of another chain",
    "InvalidAddressError",
    (a) =>
      claimRewards(a.world.home.client, {
        contract: a.world.toJuno.provider,
        sender: a.owner,
        validator: a.validator,
        recipient: stranger("juno"),
      }),
  ],
  [
    "processSlashes",
    "a validator nobody knows",
    "UnknownValidatorError",
    (a) => processSlashes(...withValidator(a, a.poor, stranger("junovaloper"))),
  ],
  [
    "processSlashes",
    "a page of zero",
    "InvalidArgumentError",
    (a) =>
      processSlashes(a.world.home.client, {
        contract: a.world.toJuno.provider,
        sender: a.poor,
        validator: a.validator,
        limit: 0,
      }),
  ],
  [
    "settle",
    "an owner nobody knows",
    "UnknownOwnerError",
    (a) => settle(a.world.home.client, { contract: a.world.toJuno.provider, sender: a.poor, owner: a.poor }),
  ],
  [
    "setCounterparty",
    "not the admin",
    "UnauthorizedError",
    (a) =>
      setCounterparty(a.world.home.client, {
        contract: a.world.toJuno.provider,
        sender: a.poor,
        connectionId: "connection-9",
      }),
  ],
  ["unbindChannel", "not the admin", "UnauthorizedError", (a) => unbindChannel(...atProvider(a, a.poor))],
];

const consumerRows: readonly Row[] = [
  [
    "claimRewards",
    "a validator nobody knows",
    "NoDelegationError",
    (a) => collect(...atConsumer(a, { validator: stranger("junovaloper") })),
  ],
  [
    "claimRewards",
    "a validator of another chain",
    "InvalidAddressError",
    (a) => collect(...atConsumer(a, { validator: stranger("osmovaloper") })),
  ],
  [
    "setCounterparty",
    "not the admin",
    "UnauthorizedError",
    (a) =>
      setProvider(a.world.juno.client, {
        contract: a.world.toJuno.consumer,
        sender: a.onJuno,
        connectionId: "connection-9",
        portId: `wasm.${stranger("osmo")}`,
      }),
  ],
  [
    "unbindChannel",
    "not the admin",
    "UnauthorizedError",
    (a) => unbindConsumer(a.world.juno.client, { contract: a.world.toJuno.consumer, sender: a.onJuno }),
  ],
  [
    "retryRewards",
    "a page of zero",
    "InvalidArgumentError",
    (a) => retryRewards(a.world.juno.client, { contract: a.world.toJuno.consumer, sender: a.onJuno, limit: 0 }),
  ],
  [
    "syncValidators",
    "a contract of another chain",
    "InvalidAddressError",
    (a) => syncValidators(a.world.juno.client, { contract: a.world.lockup, sender: a.onJuno }),
  ],
];

const stakingRows: readonly Row[] = [
  [
    "withdrawDelegatorReward",
    "a validator nobody knows",
    "NoDelegationError",
    (a) =>
      withdrawDelegatorReward(a.world.juno.client, {
        contract: a.world.toJuno.staking,
        sender: a.onJuno,
        validator: stranger("junovaloper"),
      }),
  ],
  [
    "withdrawToConsumer",
    "a consumer nobody knows",
    "UnknownConsumerError",
    (a) =>
      withdrawToConsumer(a.world.juno.client, {
        contract: a.world.toJuno.staking,
        sender: a.onJuno,
        consumer: stranger("juno"),
        validator: a.validator,
      }),
  ],
  [
    "addConsumer",
    "not the admin",
    "UnauthorizedError",
    (a) =>
      addConsumer(a.world.juno.client, {
        contract: a.world.toJuno.staking,
        sender: a.onJuno,
        consumer: a.onJuno,
        funds: { denom: "ujuno", amount: 1n },
      }),
  ],
  [
    "addConsumer",
    "zero funds",
    "InvalidAmountError",
    (a) =>
      addConsumer(a.world.juno.client, {
        contract: a.world.toJuno.staking,
        sender: a.onJuno,
        consumer: a.onJuno,
        funds: { denom: "ujuno", amount: 0n },
      }),
  ],
  [
    "removeConsumer",
    "not the admin",
    "UnauthorizedError",
    (a) =>
      removeConsumer(a.world.juno.client, {
        contract: a.world.toJuno.staking,
        sender: a.onJuno,
        consumer: a.world.toJuno.consumer,
      }),
  ],
];

const slasherRows: readonly Row[] = [
  ["submitEvidence", "not the owner", "UnauthorizedError", (a) => evidenceOf(a, { sender: a.poor })],
  [
    "submitEvidence",
    "a validator nobody knows",
    "UnknownValidatorError",
    (a) => evidenceOf(a, { validator: stranger("junovaloper") }),
  ],
  ["submitEvidence", "zero", "InvalidRatioError", (a) => evidenceOf(a, { ratio: Decimal.parse("0") })],
  ["submitEvidence", "percent for a ratio", "InvalidRatioError", (a) => evidenceOf(a, { ratio: Decimal.parse("50") })],
];

const meshRows: readonly Row[] = [
  ["crossStake", "zero", "InvalidAmountError", (a) => crossStake(a.world.mesh, planOf(a, { amount: 0n }))],
  [
    "crossStake",
    "above what this lienholder may get",
    "ClaimAboveBondedError",
    (a) => crossStake(a.world.mesh, planOf(a, { amount: 400n * TOKEN + 1n })),
  ],
  [
    "crossStake",
    "a validator of another chain",
    "InvalidAddressError",
    (a) => crossStake(a.world.mesh, planOf(a, { validator: validatorAt(a.world.stargaze, 0) })),
  ],
  [
    "crossStake",
    "a chain without a link",
    "UnknownLinkError",
    (a) => crossStake(a.world.mesh, planOf(a, { consumer: "cosmoshub-4" })),
  ],
  [
    "unstake",
    "more than is staked",
    "UnstakeAboveStakeError",
    (a) => unstakeIn(a.world.mesh, planOf(a, { amount: 600n * TOKEN + 1n })),
  ],
  ["unstake", "zero", "InvalidAmountError", (a) => unstakeIn(a.world.mesh, planOf(a, { amount: 0n }))],
];

function bondOf({ world, owner }: Actors, amount: bigint, denom = "uosmo", known?: string, contract = world.lockup) {
  const params = { contract, sender: owner, funds: { denom, amount } };
  return bond(world.home.client, known === undefined ? params : { ...params, denom: known });
}
function unbondOf({ world }: Actors, sender: string, amount: bigint) {
  return unbond(world.home.client, { contract: world.lockup, sender, amount });
}
function grantOf({ world, owner, validator }: Actors, change: Partial<Parameters<typeof grantClaim>[1]>) {
  const params = { contract: world.lockup, sender: owner, lienholder: world.toJuno.provider, validator, amount: 1n };
  return grantClaim(world.home.client, { ...params, ...change });
}
function claimOf({ world, owner, poor }: Actors, amount = 1n) {
  return [world.home.client, { contract: world.lockup, sender: poor, owner, amount }] as const;
}
function stakeOf({ world, owner, validator }: Actors, change: Partial<Parameters<typeof unstake>[1]>) {
  const params = { contract: world.toJuno.provider, sender: owner, validator, amount: 1n, ...change };
  return [world.home.client, params] as const;
}
function atProvider({ world }: Actors, sender: string) {
  return [world.home.client, { contract: world.toJuno.provider, sender }] as const;
}
function withValidator({ world }: Actors, sender: string, validator: string) {
  return [world.home.client, { contract: world.toJuno.provider, sender, validator }] as const;
}
function atConsumer({ world, onJuno }: Actors, change: { readonly validator: string }) {
  return [world.juno.client, { contract: world.toJuno.consumer, sender: onJuno, ...change }] as const;
}
function evidenceOf({ world, validator }: Actors, change: Partial<Parameters<typeof submitEvidence>[1]>) {
  const ratio = parseRatio("0.1");
  const params = { contract: world.toJuno.slasher, sender: world.guardian, validator, ratio };
  return submitEvidence(world.home.client, { ...params, ...change });
}
function planOf({ world, owner, validator }: Actors, change: Partial<Parameters<typeof crossStake>[1]>) {
  return { delegator: owner, consumer: world.juno.chainId, validator, amount: 1n, ...change };
}

describe("bad input at every verb", () => {
  let actors: Actors;

  /** All that a refused message must leave as it is. */
  async function picture() {
    const { world, owner, poor, validator } = actors;
    const { home, juno, lockup, mesh, toJuno } = world;
    return {
      position: await getPosition(mesh, { owner }),
      poor: await getBalance(home.client, { contract: lockup, account: poor }),
      totals: await getTotals(home.client, { contract: lockup }),
      wallets: [await balanceOf(home, owner), await balanceOf(home, poor), await balanceOf(home, lockup)],
      validators: await listValidators(home.client, { contract: toJuno.provider }),
      delegation: await juno.delegation(toJuno.staking, validator),
    };
  }

  beforeAll(async () => {
    const world = await startWorld();
    const { home, lockup, juno, mesh } = world;
    const owner = await world.account("owner");
    const poor = await world.account("poor", 10n * TOKEN);
    const validator = validatorAt(juno, 0);
    await bond(home.client, { contract: lockup, sender: owner, funds: { denom: "uosmo", amount: 1_000n * TOKEN } });
    await crossStakeAndWait(mesh, { delegator: owner, consumer: juno.chainId, validator, amount: 600n * TOKEN });
    actors = { world, owner, poor, validator, onJuno: await world.anyone("juno") };
  });
  afterAll(() => actors?.world.stage.close());

  describe.each([
    ["lockup", lockupRows],
    ["provider", providerRows],
    ["consumer", consumerRows],
    ["staking", stakingRows],
    ["slasher", slasherRows],
    ["mesh", meshRows],
  ] as const)("%s", (_, rows) => {
    test.each(rows)("error: %s, %s: %s", async (_verb, _input, error, run) => {
      const before = await picture();
      // A builder's refusal is thrown at once, a sender's comes as a rejection: both count.
      await expect((async () => run(actors))()).rejects.toMatchObject({ name: error });
      expect(await picture()).toEqual(before);
    });
  });

  test("behavior: credit and a fresh list may be asked for by anyone and change no stake", async () => {
    const { world, poor } = actors;
    const of = { contract: world.toJuno.provider, sender: poor };
    const before = await picture();
    await credit(world.home.client, of).catch((error: unknown) =>
      expect(error).toMatchObject({ name: "NoRewardsError" }),
    );
    await refreshValidators(world.home.client, of);
    await world.stage.relay();
    const after = await picture();
    expect({ ...after, wallets: before.wallets }).toEqual(before);
  });
});
