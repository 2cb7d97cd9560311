/** Messages of x/distribution, and of x/protocolpool where the chain has it. */

import { isBlocked, requireAddress, requireSigner } from "../auth.js";
import { event } from "../ledger.js";
import { withdrawResponse } from "../response-bytes.js";
import { rootError } from "../sdk-error.js";
import { operatorAccount } from "../staking/delegate.js";
import { stakingError } from "../staking/errors.js";
import type { StakingStore } from "../staking/store.js";
import type { App, Coin, Ctx, MsgResult } from "../types.js";
import { externalPoolMessages, ownPoolMessages } from "./community-pool.js";
import { withdrawCommission, withdrawRewards } from "./payout.js";
import { startDelegation } from "./rewards.js";
import type { DistributionStore } from "./store.js";

interface MsgWithdrawDelegatorReward {
  readonly delegatorAddress: string;
  readonly validatorAddress: string;
}

interface MsgSetWithdrawAddress {
  readonly delegatorAddress: string;
  readonly withdrawAddress: string;
}

const NO_RESPONSE: MsgResult = { data: new Uint8Array(), response: {} };

/** Handlers by typeUrl. `externalPool`: x/protocolpool keeps the community's tokens. */
export function distributionMessages(store: DistributionStore, staking: StakingStore, app: App, externalPool: boolean) {
  return {
    "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward": (
      ctx: Ctx,
      signer: string,
      value: MsgWithdrawDelegatorReward,
    ): MsgResult => {
      const operator = requireAddress(app.prefix, "operator", "validator", value.validatorAddress);
      const delegator = requireAddress(app.prefix, "account", "delegator", value.delegatorAddress);
      requireSigner(signer, delegator);
      const validator = staking.requireValidator(operator);
      const delegation = staking.delegation(delegator, operator);
      if (delegation === undefined) throw stakingError("noDelegation");
      const paid = withdrawRewards(store, app, ctx, validator, delegation);
      startDelegation(store, validator, delegation, ctx.block.height);
      return paidResult(paid);
    },

    "/cosmos.distribution.v1beta1.MsgWithdrawValidatorCommission": (
      ctx: Ctx,
      signer: string,
      value: { readonly validatorAddress: string },
    ): MsgResult => {
      const operator = requireAddress(app.prefix, "operator", "validator", value.validatorAddress);
      requireSigner(signer, operatorAccount(operator));
      return paidResult(withdrawCommission(store, app, ctx, operator));
    },

    "/cosmos.distribution.v1beta1.MsgSetWithdrawAddress": (
      ctx: Ctx,
      signer: string,
      value: MsgSetWithdrawAddress,
    ): MsgResult => {
      const delegator = requireAddress(app.prefix, "account", "delegator", value.delegatorAddress);
      const to = requireAddress(app.prefix, "account", "withdraw", value.withdrawAddress);
      requireSigner(signer, delegator);
      if (isBlocked(app.auth, to)) throw rootError("unauthorized", `${to} is not allowed to receive external funds`);
      ctx.events.push(event("set_withdraw_address", { withdraw_address: to }));
      store.setWithdrawAddress(delegator, to);
      return NO_RESPONSE;
    },

    ...(externalPool ? externalPoolMessages(app) : ownPoolMessages(store, app)),
  };
}

function paidResult(paid: readonly Coin[]): MsgResult {
  const amount = paid.map(({ denom, amount: units }) => ({ denom, amount: units.toString() }));
  return { data: withdrawResponse(paid), response: { amount } };
}
