import { type ChainEvent, SdkError } from "../../src/types.js";
import { account, operator, type SmallChain } from "./small-chain.js";

const coin = (amount: bigint, denom = "stake") => ({ denom, amount: amount.toString() });

/** Messages by the names of who sends them and to which validator. */
export function messagesOf(chain: SmallChain) {
  const staking = (who: string, type: string, value: object) =>
    chain.deliver(account(who), `/cosmos.staking.v1beta1.${type}`, { delegatorAddress: account(who), ...value });
  const distribution = (who: string, type: string, value: object) =>
    chain.deliver(account(who), `/cosmos.distribution.v1beta1.${type}`, value);
  return {
    delegate: (who: string, validator: string, amount: bigint, denom?: string) =>
      staking(who, "MsgDelegate", { validatorAddress: operator(validator), amount: coin(amount, denom) }),
    undelegate: (who: string, validator: string, amount: bigint, denom?: string) =>
      staking(who, "MsgUndelegate", { validatorAddress: operator(validator), amount: coin(amount, denom) }),
    redelegate: (who: string, from: string, to: string, amount: bigint) =>
      staking(who, "MsgBeginRedelegate", {
        validatorSrcAddress: operator(from),
        validatorDstAddress: operator(to),
        amount: coin(amount),
      }),
    cancel: (who: string, validator: string, amount: bigint, creationHeight: bigint) =>
      staking(who, "MsgCancelUnbondingDelegation", {
        validatorAddress: operator(validator),
        amount: coin(amount),
        creationHeight,
      }),
    withdraw: (who: string, validator: string) =>
      distribution(who, "MsgWithdrawDelegatorReward", {
        delegatorAddress: account(who),
        validatorAddress: operator(validator),
      }),
    withdrawCommission: (validator: string) =>
      distribution(validator, "MsgWithdrawValidatorCommission", { validatorAddress: operator(validator) }),
    setWithdrawAddress: (who: string, to: string) =>
      distribution(who, "MsgSetWithdrawAddress", { delegatorAddress: account(who), withdrawAddress: to }),
    fundPool: (who: string, amount: bigint) =>
      distribution(who, "MsgFundCommunityPool", { depositor: account(who), amount: [coin(amount)] }),
    unjail: (validator: string) =>
      chain.deliver(account(validator), "/cosmos.slashing.v1beta1.MsgUnjail", { validatorAddr: operator(validator) }),
  };
}

/** The `SdkError` that `body` throws. */
export function errorOf(body: () => unknown): SdkError {
  try {
    body();
  } catch (error) {
    if (error instanceof SdkError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Attributes of the events of that type. */
export function attributesOf(events: readonly ChainEvent[], type: string): Record<string, string>[] {
  return events
    .filter((event) => event.type === type)
    .map(({ attributes }) => Object.fromEntries(attributes.map(({ key, value }) => [key, value])));
}
