/** Votes. Mirrors `Vote` and `VoteWeighted` of x/gov's message server. */

import { add, formatDec, ONE, parseDec } from "../decimal.js";
import { event } from "../ledger.js";
import { rootError } from "../sdk-error.js";
import { type Ctx, SdkError } from "../types.js";
import { govError } from "./errors.js";
import type { GovStore } from "./store.js";
import { requireMetadataLength } from "./submit.js";
import type { Vote, VoteOption, WeightedOption } from "./types.js";

/** By number. */
const NAMES: readonly string[] = [
  "VOTE_OPTION_UNSPECIFIED",
  "VOTE_OPTION_YES",
  "VOTE_OPTION_ABSTAIN",
  "VOTE_OPTION_NO",
  "VOTE_OPTION_NO_WITH_VETO",
];

/** An option by number or by name. */
export type WireOption = bigint | number | string;

export interface WireWeighted {
  readonly option: WireOption;
  readonly weight: string;
}

/** All of one's stake for one option. Throws an `SdkError` (gov/7). */
export function wholeVote(wire: WireOption): readonly WeightedOption[] {
  const number = numberOf(wire);
  if (!isOption(number)) throw govError("invalidVote", nameOf(number));
  return [{ option: number, weight: formatDec(ONE) }];
}

/** Parts of one's stake. Throws an `SdkError`: sdk/18 without any, gov/7 where they don't add up to 1. */
export function splitVote(wire: readonly WireWeighted[]): readonly WeightedOption[] {
  if (wire.length === 0) throw rootError("invalidRequest", "null");
  let total = 0n;
  const options: WeightedOption[] = [];
  for (const each of wire) {
    const option = numberOf(each.option);
    const weight = readWeight(each.weight);
    if (!isOption(option) || weight === undefined) throw govError("invalidVote", textOf(option, each.weight));
    total = add(total, weight);
    if (options.some((before) => before.option === option)) throw govError("invalidVote", "duplicated vote option");
    options.push({ option, weight: each.weight });
  }
  if (total > ONE) throw govError("invalidVote", "total weight overflow 1.00");
  if (total < ONE) throw govError("invalidVote", "total weight lower than 1.00");
  return options;
}

/** Takes a vote; a later one replaces it. Throws an `SdkError`: gov/3 outside of the voting period, gov/15. */
export function addVote(store: GovStore, ctx: Ctx, vote: Vote): void {
  const { proposalId, voter, options, metadata } = vote;
  if (store.proposal(proposalId)?.status !== "PROPOSAL_STATUS_VOTING_PERIOD") {
    throw govError("inactiveProposal", `${proposalId}`);
  }
  requireMetadataLength(metadata);
  store.putVote(vote);
  const told = JSON.stringify(options.map(({ option, weight }) => ({ option, weight })));
  ctx.events.push(event("proposal_vote", { voter, option: told, proposal_id: `${proposalId}` }));
}

function numberOf(wire: WireOption): number {
  const named = NAMES.indexOf(String(wire));
  return named < 0 ? Number(wire) : named;
}

function isOption(number: number): number is VoteOption {
  return number === 1 || number === 2 || number === 3 || number === 4;
}

function nameOf(number: number): string {
  return NAMES[number] ?? `${number}`;
}

/** Above zero and at most one; undefined otherwise. */
function readWeight(text: string): bigint | undefined {
  try {
    const weight = parseDec(text);
    return weight > 0n && weight <= ONE ? weight : undefined;
  } catch (error) {
    if (error instanceof SdkError) return undefined;
    throw error;
  }
}

/** Protobuf's own text of a weighted option, without what is zero. */
function textOf(option: number, weight: string): string {
  const parts = [option === 0 ? "" : `option:${nameOf(option)} `, weight === "" ? "" : `weight:"${weight}" `];
  return parts.join("");
}
