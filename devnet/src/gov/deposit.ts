/** Deposits: what brings a proposal to the vote. Mirrors x/gov's keeper. */

import { addCoins, formatCoin, formatCoins } from "../coins.js";
import { fromInt, mul, parseDec, truncate } from "../decimal.js";
import { event } from "../ledger.js";
import type { App, Coin, Ctx } from "../types.js";
import { govError } from "./errors.js";
import type { GovStore } from "./store.js";
import type { Proposal } from "./types.js";

/**
 * Takes a deposit; where the sum suffices, the voting period begins. Answers whether it does now.
 *
 * Throws an `SdkError`: undefined/1 for an unknown proposal, gov/3, 16 and 23, sdk/5.
 */
export function addDeposit(
  store: GovStore,
  app: App,
  ctx: Ctx,
  id: bigint,
  depositor: string,
  amount: readonly Coin[],
): boolean {
  const proposal = store.requireProposal(id);
  const waiting = proposal.status === "PROPOSAL_STATUS_DEPOSIT_PERIOD";
  if (!waiting && proposal.status !== "PROPOSAL_STATUS_VOTING_PERIOD") throw govError("inactiveProposal", `${id}`);
  const least = proposal.expedited ? store.params.expeditedMinDeposit : store.params.minDeposit;
  requireDepositDenoms(store, amount);
  requireLeastPart(store, least, amount);
  app.bank.send(ctx, depositor, app.auth.moduleAddress("gov"), amount);

  const grown = { ...proposal, totalDeposit: addCoins(proposal.totalDeposit, amount) };
  const suffices = waiting && least.every((coin) => amountOf(grown.totalDeposit, coin) >= coin.amount);
  if (suffices) beginVoting(store, ctx, grown);
  else store.putProposal(grown);
  const deposited = { depositor, amount: formatCoins(amount), proposal_id: `${id}` };
  ctx.events.push(event("proposal_deposit", deposited));
  const before = store.deposit(id, depositor)?.amount ?? [];
  store.putDeposit({ proposalId: id, depositor, amount: addCoins(before, amount) });
  return suffices;
}

function beginVoting(store: GovStore, ctx: Ctx, proposal: Proposal): void {
  const { votingPeriod, expeditedVotingPeriod } = store.params;
  const votingStartTime = ctx.block.time;
  const votingEndTime = votingStartTime + (proposal.expedited ? expeditedVotingPeriod : votingPeriod);
  store.putProposal({ ...proposal, status: "PROPOSAL_STATUS_VOTING_PERIOD", votingStartTime, votingEndTime });
  store.depositsCame(proposal);
  store.awaitVotes(proposal.id, votingEndTime);
}

/** Throws an `SdkError` (gov/23) for a denom that the least deposit doesn't have. */
export function requireDepositDenoms({ params }: GovStore, amount: readonly Coin[]): void {
  const taken = params.minDeposit.map(({ denom }) => denom);
  if (amount.every(({ denom }) => taken.includes(denom))) return;
  const details = `deposited ${formatCoins(amount)}, but gov accepts only the following denom(s): [${taken.join(" ")}]`;
  throw govError("invalidDepositDenom", details);
}

/** A deposit must have a part of the least one, in one of its denoms at least. */
function requireLeastPart({ params }: GovStore, least: readonly Coin[], amount: readonly Coin[]): void {
  const ratio = parseDec(params.minDepositRatio);
  if (ratio === 0n) return;
  const parts = least.map((coin) => ({ denom: coin.denom, amount: truncate(mul(fromInt(coin.amount), ratio)) }));
  const enough = parts.some((part) => {
    const found = amount.find(({ denom }) => denom === part.denom);
    return found !== undefined && found.amount >= part.amount;
  });
  if (enough) return;
  const list = parts.map(formatCoin).join(",");
  throw govError("depositTooSmall", `received ${formatCoins(amount)} but need at least one of the following: ${list}`);
}

function amountOf(coins: readonly Coin[], { denom }: Coin): bigint {
  return coins.find((coin) => coin.denom === denom)?.amount ?? 0n;
}

/** Gives everybody back what he has deposited. */
export function refundDeposits(store: GovStore, app: App, ctx: Ctx, id: bigint): void {
  for (const deposit of store.deposits(id)) {
    app.bank.send(ctx, app.auth.moduleAddress("gov"), deposit.depositor, deposit.amount);
    store.deleteDeposit(deposit);
  }
}

export function burnDeposits(store: GovStore, app: App, ctx: Ctx, id: bigint): void {
  let sum: readonly Coin[] = [];
  for (const deposit of store.deposits(id)) {
    sum = addCoins(sum, deposit.amount);
    store.deleteDeposit(deposit);
  }
  app.bank.burn(ctx, app.auth.moduleAddress("gov"), sum);
}
