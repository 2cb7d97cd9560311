/** Messages of x/staking, and `MsgUnjail` of x/slashing. */

import { requireAddress, requireSigner } from "../auth.js";
import { formatCoin, isValidCoin, parseCoin, type WireCoin } from "../coins.js";
import { formatDec, truncate } from "../decimal.js";
import { event } from "../ledger.js";
import { formatTime, redelegateResponse, undelegateResponse } from "../response-bytes.js";
import { rootError } from "../sdk-error.js";
import type { Coin, Ctx, MsgResult } from "../types.js";
import { delegate, operatorAccount } from "./delegate.js";
import { slashingError, stakingError } from "./errors.js";
import { tokensFromShares } from "./shares.js";
import type { StakingStore } from "./store.js";
import { cancelUnbonding, redelegate, sharesToUnbond, undelegate } from "./unbonding.js";
import { type MsgUpdateParams, updateParams } from "./update-params.js";

interface MsgDelegate {
  readonly delegatorAddress: string;
  readonly validatorAddress: string;
  readonly amount: WireCoin;
}

interface MsgBeginRedelegate {
  readonly delegatorAddress: string;
  readonly validatorSrcAddress: string;
  readonly validatorDstAddress: string;
  readonly amount: WireCoin;
}

interface MsgCancelUnbonding extends MsgDelegate {
  readonly creationHeight: bigint | number | string;
}

interface MsgUnjail {
  readonly validatorAddr: string;
}

const NO_RESPONSE: MsgResult = { data: new Uint8Array(), response: {} };

/** Handlers by typeUrl. */
export function stakingMessages(store: StakingStore) {
  return {
    "/cosmos.staking.v1beta1.MsgDelegate": (ctx: Ctx, signer: string, value: MsgDelegate): MsgResult => {
      const { delegator, operator } = parties(store, signer, value);
      const coin = positive(value.amount, "invalid delegation amount");
      store.requireValidator(operator);
      requireDenom(store, coin);
      const shares = delegate(store, ctx, delegator, operator, coin.amount, "account");
      const amount = formatCoin(coin);
      ctx.events.push(event("delegate", { validator: operator, delegator, amount, new_shares: formatDec(shares) }));
      return NO_RESPONSE;
    },

    "/cosmos.staking.v1beta1.MsgUndelegate": (ctx: Ctx, signer: string, value: MsgDelegate): MsgResult => {
      const { delegator, operator } = parties(store, signer, value);
      const coin = positive(value.amount, "invalid shares amount");
      const shares = sharesToUnbond(store, delegator, operator, coin.amount);
      requireDenom(store, coin);
      const { completionTime, amount } = undelegate(store, ctx, delegator, operator, shares);
      const undelegated = { denom: coin.denom, amount };
      ctx.events.push(
        event("unbond", {
          validator: operator,
          delegator,
          amount: formatCoin(undelegated),
          completion_time: formatTime(completionTime),
        }),
      );
      return {
        data: undelegateResponse(completionTime, undelegated),
        response: { completionTime, amount: { denom: coin.denom, amount: amount.toString() } },
      };
    },

    "/cosmos.staking.v1beta1.MsgBeginRedelegate": (ctx: Ctx, signer: string, value: MsgBeginRedelegate): MsgResult => {
      const source = requireAddress(store.prefix, "operator", "source validator", value.validatorSrcAddress);
      const destination = requireAddress(store.prefix, "operator", "destination validator", value.validatorDstAddress);
      const delegator = requireAddress(store.prefix, "account", "delegator", value.delegatorAddress);
      requireSigner(signer, delegator);
      const coin = positive(value.amount, "invalid shares amount");
      const shares = sharesToUnbond(store, delegator, source, coin.amount);
      requireDenom(store, coin);
      const completionTime = redelegate(store, ctx, delegator, source, destination, shares);
      ctx.events.push(
        event("redelegate", {
          source_validator: source,
          destination_validator: destination,
          amount: formatCoin(coin),
          completion_time: formatTime(completionTime),
        }),
      );
      return { data: redelegateResponse(completionTime), response: { completionTime } };
    },

    "/cosmos.staking.v1beta1.MsgCancelUnbondingDelegation": (
      ctx: Ctx,
      signer: string,
      value: MsgCancelUnbonding,
    ): MsgResult => {
      const { delegator, operator } = parties(store, signer, value);
      const coin = positive(value.amount, "invalid amount");
      const height = BigInt(value.creationHeight);
      if (height <= 0n) throw rootError("invalidRequest", "invalid height");
      requireDenom(store, coin);
      cancelUnbonding(store, ctx, delegator, operator, coin.amount, height);
      ctx.events.push(
        event("cancel_unbonding_delegation", {
          amount: formatCoin(coin),
          validator: operator,
          delegator,
          creation_height: height.toString(),
        }),
      );
      return NO_RESPONSE;
    },

    "/cosmos.staking.v1beta1.MsgUpdateParams": (_ctx: Ctx, signer: string, value: MsgUpdateParams): MsgResult => {
      updateParams(store, signer, value);
      return NO_RESPONSE;
    },

    "/cosmos.slashing.v1beta1.MsgUnjail": (ctx: Ctx, signer: string, value: MsgUnjail): MsgResult => {
      const operator = requireAddress(store.prefix, "operator", "validator", value.validatorAddr);
      requireSigner(signer, operatorAccount(operator));
      unjail(store, ctx, operator);
      return NO_RESPONSE;
    },
  };
}

function parties(store: StakingStore, signer: string, value: MsgDelegate) {
  const operator = requireAddress(store.prefix, "operator", "validator", value.validatorAddress);
  const delegator = requireAddress(store.prefix, "account", "delegator", value.delegatorAddress);
  requireSigner(signer, delegator);
  return { delegator, operator };
}

function positive(wire: WireCoin, refusal: string): Coin {
  const coin = parseCoin(wire);
  if (!isValidCoin(coin) || coin.amount === 0n) throw rootError("invalidRequest", refusal);
  return coin;
}

function requireDenom(store: StakingStore, { denom }: Coin): void {
  if (denom !== store.denom) {
    throw rootError("invalidRequest", `invalid coin denomination: got ${denom}, expected ${store.denom}`);
  }
}

/** Lets a validator back among the candidates. Mirrors `Unjail` of x/slashing's keeper. */
function unjail(store: StakingStore, ctx: Ctx, operator: string): void {
  const validator = store.requireValidator(operator);
  const own = store.delegation(operatorAccount(operator), operator);
  if (own === undefined) throw stakingError("noDelegation");
  const tokens = truncate(tokensFromShares(validator, own.shares));
  if (tokens < validator.minSelfDelegation) {
    throw slashingError("selfDelegationTooLow", `${tokens} less than ${validator.minSelfDelegation}`);
  }
  if (!validator.jailed) throw slashingError("validatorNotJailed");
  const info = store.signingInfos.get(validator.consensusAddress);
  if (info !== undefined && (info.tombstoned || ctx.block.time < info.jailedUntil)) {
    throw slashingError("validatorJailed");
  }
  store.putValidator({ ...validator, jailed: false });
}
