/** Operations of {@link file://./replay.ts} and the messages they stand for. */

import type { EncodeObject } from "../../src/types.js";

export interface Operation {
  readonly Op: string;
  readonly Delegator?: string;
  readonly Validator?: string;
  readonly To?: string;
  readonly Amount?: string;
  readonly Denom?: string;
  readonly Fraction?: string;
  readonly Dt?: number;
  readonly HeightBack?: number;
  readonly Power?: number;
  readonly Height?: number;
  readonly Id?: number;
  readonly Option?: number;
  readonly Options?: readonly { readonly Option: number; readonly Weight: string }[];
  readonly Title?: string;
  readonly Metadata?: string;
  readonly Expedited?: boolean;
  readonly Messages?: readonly Operation[];
}

/** Messages by operation. */
export const MESSAGES: Readonly<Record<string, (op: Operation, amount: object) => readonly [string, object]>> = {
  delegate: (op, amount) => [
    "/cosmos.staking.v1beta1.MsgDelegate",
    { delegatorAddress: op.Delegator, validatorAddress: op.Validator, amount },
  ],
  undelegate: (op, amount) => [
    "/cosmos.staking.v1beta1.MsgUndelegate",
    { delegatorAddress: op.Delegator, validatorAddress: op.Validator, amount },
  ],
  redelegate: (op, amount) => [
    "/cosmos.staking.v1beta1.MsgBeginRedelegate",
    {
      delegatorAddress: op.Delegator,
      validatorSrcAddress: op.Validator,
      validatorDstAddress: op.To,
      amount,
    },
  ],
  cancel: (op, amount) => [
    "/cosmos.staking.v1beta1.MsgCancelUnbondingDelegation",
    {
      delegatorAddress: op.Delegator,
      validatorAddress: op.Validator,
      amount,
      creationHeight: BigInt(op.Height ?? 0),
    },
  ],
  withdraw: (op) => [
    "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward",
    { delegatorAddress: op.Delegator, validatorAddress: op.Validator },
  ],
  commission: (op) => [
    "/cosmos.distribution.v1beta1.MsgWithdrawValidatorCommission",
    { validatorAddress: op.Validator },
  ],
  setWithdraw: (op) => [
    "/cosmos.distribution.v1beta1.MsgSetWithdrawAddress",
    { delegatorAddress: op.Delegator, withdrawAddress: op.To },
  ],
  fund: (op, amount) => [
    "/cosmos.distribution.v1beta1.MsgFundCommunityPool",
    { depositor: op.Delegator, amount: [amount] },
  ],
  send: (op, amount) => [
    "/cosmos.bank.v1beta1.MsgSend",
    { fromAddress: op.Delegator, toAddress: op.To, amount: [amount] },
  ],
  unjail: (op) => ["/cosmos.slashing.v1beta1.MsgUnjail", { validatorAddr: op.Validator }],
  spend: (op, amount) => [
    "/cosmos.distribution.v1beta1.MsgCommunityPoolSpend",
    { authority: op.Delegator, recipient: op.To, amount: [amount] },
  ],
  submit: (op, amount) => [
    "/cosmos.gov.v1.MsgSubmitProposal",
    {
      messages: (op.Messages ?? []).map(proposed),
      initialDeposit: op.Amount === "0" ? [] : [amount],
      proposer: op.Delegator,
      metadata: op.Metadata,
      title: op.Title,
      summary: "summary",
      expedited: op.Expedited,
    },
  ],
  deposit: (op, amount) => [
    "/cosmos.gov.v1.MsgDeposit",
    { proposalId: BigInt(op.Id ?? 0), depositor: op.Delegator, amount: [amount] },
  ],
  vote: (op) => [
    "/cosmos.gov.v1.MsgVote",
    { proposalId: BigInt(op.Id ?? 0), voter: op.Delegator, option: op.Option ?? 0 },
  ],
  voteWeighted: (op) => [
    "/cosmos.gov.v1.MsgVoteWeighted",
    {
      proposalId: BigInt(op.Id ?? 0),
      voter: op.Delegator,
      options: (op.Options ?? []).map(({ Option, Weight }) => ({ option: Option, weight: Weight })),
    },
  ],
};

/** A message of a proposal. */
function proposed(operation: Operation): EncodeObject {
  const made = MESSAGES[operation.Op]?.(operation, { denom: "stake", amount: operation.Amount ?? "0" });
  if (made === undefined) throw new Error(`no message ${operation.Op}`);
  const [typeUrl, value] = made;
  return { typeUrl, value };
}
