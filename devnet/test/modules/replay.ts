/**
 * Runs a list of operations on {@link SmallChain}, and prints what the Cosmos SDK's own keepers (v0.53.6) printed for
 * the same list: errors, events, answers, and the state at each block.
 */

import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { formatCoins } from "../../src/coins.js";
import { formatDec } from "../../src/decimal.js";
import { format } from "../../src/distribution/dec-coins.js";
import type { Inflation } from "../../src/mint.js";
import { type ChainEvent, type Coin, SdkError } from "../../src/types.js";
import { dumpGov, type GovSetup, readGov } from "./replay-gov.js";
import { MESSAGES, type Operation } from "./replay-messages.js";
import { SECOND, SmallChain } from "./small-chain.js";

interface Setup {
  readonly UnbondingSeconds: number;
  readonly MaxValidators: number;
  readonly Accounts: readonly { readonly Address: string; readonly Amount: string }[];
  readonly Validators: readonly {
    readonly Account: string;
    readonly Operator: string;
    readonly Pubkey: string;
    readonly SelfDelegation: string;
    readonly Rate: string;
    readonly MinSelfDelegation: string;
  }[];
  readonly Inflation: {
    readonly Initial: string;
    readonly Min: string;
    readonly Max: string;
    readonly RateChange: string;
    readonly GoalBonded: string;
    readonly BlocksPerYear: number;
  };
  readonly CommunityTax: string;
  /** None in lists without proposals. */
  readonly Gov?: GovSetup;
}

export interface Scenario {
  readonly Setup: Setup;
  readonly Ops: readonly Operation[];
}

export interface Step {
  readonly error?: readonly [codespace: string, code: number, text: string];
  readonly data?: string;
  readonly events: readonly { readonly type: string; readonly attributes: readonly (readonly string[])[] }[];
  readonly state?: unknown;
}

export interface Trace {
  readonly first: unknown;
  readonly steps: readonly Step[];
  readonly last: unknown;
}

export function replay({ Setup: setup, Ops: operations }: Scenario): Trace {
  const chain = new SmallChain({
    balances: Object.fromEntries(setup.Accounts.map(({ Address, Amount }) => [Address, readCoins(Amount)])),
    staking: {
      unbondingTime: BigInt(setup.UnbondingSeconds) * SECOND,
      maxValidators: setup.MaxValidators,
      validators: setup.Validators.map((validator) => ({
        account: validator.Account,
        consensusPubkey: hexToBytes(validator.Pubkey),
        selfDelegation: BigInt(validator.SelfDelegation),
        minSelfDelegation: BigInt(validator.MinSelfDelegation),
        commission: { rate: validator.Rate, maxRate: "1", maxChangeRate: "1" },
      })),
    },
    distribution: {
      mint: { inflation: readInflation(setup) },
      communityTax: setup.CommunityTax,
      communityPool: "distribution",
    },
    ...(setup.Gov !== undefined && { gov: readGov(setup.Gov, readCoins) }),
  });
  const first = dump(chain, setup);
  const steps = operations.map((operation): Step => {
    if (operation.Op !== "block") return runOne(chain, operation);
    return { events: plain(chain.nextBlock(BigInt(operation.Dt ?? 0))), state: dump(chain, setup) };
  });
  return { first, steps, last: dump(chain, setup) };
}

function readInflation({ Inflation: inflation }: Setup): Inflation {
  return {
    initial: inflation.Initial,
    min: inflation.Min,
    max: inflation.Max,
    rateChange: inflation.RateChange,
    goalBonded: inflation.GoalBonded,
    blocksPerYear: BigInt(inflation.BlocksPerYear),
  };
}

function readCoins(text: string): Coin[] {
  return text.split(",").map((coin) => {
    const [, amount = "", denom = ""] = /^(\d+)(.+)$/.exec(coin) ?? [];
    return { denom, amount: BigInt(amount) };
  });
}

function runOne(chain: SmallChain, operation: Operation): Step {
  try {
    const { data, events } = perform(chain, operation);
    return { ...(data.length > 0 && { data: bytesToHex(data) }), events: plain(events) };
  } catch (error) {
    if (!(error instanceof SdkError)) throw error;
    return { error: [error.codespace, error.code, error.message], events: [] };
  }
}

function perform(
  chain: SmallChain,
  operation: Operation,
): { readonly data: Uint8Array; readonly events: readonly ChainEvent[] } {
  const { Op, Delegator = "", Validator = "", Amount = "0", Denom = "stake" } = operation;
  const message = MESSAGES[Op]?.(operation, { denom: Denom, amount: Amount });
  if (message !== undefined) {
    const { result, events } = chain.deliver(signerOf(chain, operation), ...message);
    return { data: result.data, events };
  }
  const ctx = chain.ctx();
  chain.state.atomic(() => {
    if (Op === "fee") {
      chain.bank.send(ctx, Delegator, chain.auth.moduleAddress("fee_collector"), [
        { denom: Denom, amount: BigInt(Amount) },
      ]);
    } else if (Op === "slash") {
      const height = chain.height - BigInt(operation.HeightBack ?? 0);
      const power = operation.Power === undefined ? undefined : BigInt(operation.Power);
      chain.staking.slash(ctx, Validator, operation.Fraction ?? "0", height, power);
    } else if (Op === "jail") {
      chain.staking.jail(ctx, Validator);
    } else {
      throw new Error(`no operation ${Op}`);
    }
  });
  return { data: new Uint8Array(), events: ctx.events };
}

function signerOf(chain: SmallChain, { Op, Delegator = "", Validator = "" }: Operation): string {
  return Op === "commission" || Op === "unjail" ? chain.staking.operatorAccount(Validator) : Delegator;
}

function plain(events: readonly ChainEvent[]): Step["events"] {
  return events.map(({ type, attributes }) => ({
    type,
    attributes: attributes.map(({ key, value }) => [key, value]),
  }));
}

function dump(chain: SmallChain, setup: Setup): unknown {
  const { staking, distribution, bank, auth } = chain;
  const accounts = setup.Accounts.map(({ Address }) => Address);
  const operators = setup.Validators.map(({ Operator }) => Operator);
  const pairs = accounts.flatMap((each) => operators.map((operator) => [each, operator] as const));
  const withGov = setup.Gov === undefined ? [] : ["gov"];
  const modules = ["bonded_tokens_pool", "not_bonded_tokens_pool", "distribution", "fee_collector", ...withGov];
  const holders = [...accounts, ...modules.map((name) => auth.moduleAddress(name))];
  return {
    height: Number(chain.height),
    validators: operators.map((operator) => {
      const found = staking.validator(operator);
      if (found === undefined) return [operator];
      const { status, jailed, tokens, delegatorShares } = found;
      const outstanding = format(distribution.outstandingRewards(operator));
      const commission = format(distribution.commission(operator));
      return [operator, status, `${jailed}`, `${tokens}`, formatDec(delegatorShares), outstanding, commission];
    }),
    delegations: pairs.flatMap(([delegator, operator]) => {
      const shares = staking.store.delegation(delegator, operator)?.shares;
      if (shares === undefined) return [];
      const rewards = format(distribution.pendingRewards(delegator, operator, chain.height));
      return [[delegator, operator, formatDec(shares), rewards]];
    }),
    unbondings: pairs.flatMap(([delegator, operator]) => {
      const entries = staking.unbondingEntries(delegator, operator);
      if (entries.length === 0) return [];
      return [
        [
          delegator,
          operator,
          entries.map((entry) => [
            `${entry.creationHeight}`,
            `${entry.completionTime / SECOND}`,
            `${entry.initialBalance}`,
            `${entry.balance}`,
          ]),
        ],
      ];
    }),
    redelegations: pairs.flatMap(([delegator, source]) =>
      operators.flatMap((destination) => {
        const entries = staking.redelegationEntries(delegator, source, destination);
        if (entries.length === 0) return [];
        const told = entries.map((entry) => [
          `${entry.creationHeight}`,
          `${entry.completionTime / SECOND}`,
          `${entry.initialBalance}`,
          formatDec(entry.sharesDst),
        ]);
        return [[delegator, source, destination, told]];
      }),
    ),
    balances: holders.map((address) => [address, formatCoins(bank.balances(address))]),
    supply: `${bank.supply("stake")}`,
    communityPool: format(distribution.communityPool()),
    ...(setup.Gov !== undefined && { gov: dumpGov(chain) }),
  };
}
