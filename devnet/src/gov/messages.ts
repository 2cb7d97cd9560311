/** Messages of x/gov, version 1. */

import { requireAddress, requireSigner } from "../auth.js";
import { areValidCoins, formatCoins, parseCoins, type WireCoin } from "../coins.js";
import { event } from "../ledger.js";
import { rootError } from "../sdk-error.js";
import type { App, Ctx, MsgResult } from "../types.js";
import type { WireU64 } from "../wasm/checks.js";
import { Response } from "../wasm/messages.js";
import { encodeFields } from "../wasm/protobuf.js";
import { addDeposit } from "./deposit.js";
import type { GovStore } from "./store.js";
import { type MsgSubmitProposal, submitProposal } from "./submit.js";
import { addVote, splitVote, type WireOption, type WireWeighted, wholeVote } from "./vote.js";

interface MsgDeposit {
  readonly proposalId: WireU64;
  readonly depositor: string;
  readonly amount: readonly WireCoin[];
}

interface Voting {
  readonly proposalId: WireU64;
  readonly voter: string;
  readonly metadata?: string;
}

interface MsgVote extends Voting {
  readonly option: WireOption;
}

interface MsgVoteWeighted extends Voting {
  readonly options: readonly WireWeighted[];
}

const NO_RESPONSE: MsgResult = { data: new Uint8Array(), response: {} };

/** Handlers by typeUrl. */
export function govMessages(store: GovStore, app: App) {
  /** Fields of a vote whose voter signs. */
  const voting = (signer: string, { proposalId, voter, metadata = "" }: Voting) => {
    const address = requireAddress(app.prefix, "account", "voter", voter);
    requireSigner(signer, address);
    return { proposalId: BigInt(proposalId.toString()), voter: address, metadata };
  };
  return {
    "/cosmos.gov.v1.MsgSubmitProposal": (ctx: Ctx, signer: string, value: MsgSubmitProposal): MsgResult => {
      const response = { proposalId: submitProposal(store, app, ctx, signer, value) };
      return { data: encodeFields(Response.submitProposal, response), response };
    },

    "/cosmos.gov.v1.MsgDeposit": (ctx: Ctx, signer: string, value: MsgDeposit): MsgResult => {
      const depositor = requireAddress(app.prefix, "account", "depositor", value.depositor);
      requireSigner(signer, depositor);
      const amount = parseCoins(value.amount);
      if (amount.length === 0 || !areValidCoins(amount)) throw rootError("invalidCoins", formatCoins(amount));
      const id = BigInt(value.proposalId.toString());
      const votingStarted = addDeposit(store, app, ctx, id, depositor, amount);
      if (votingStarted) ctx.events.push(event("proposal_deposit", { voting_period_start: `${id}` }));
      return NO_RESPONSE;
    },

    "/cosmos.gov.v1.MsgVote": (ctx: Ctx, signer: string, value: MsgVote): MsgResult => {
      const vote = voting(signer, value);
      addVote(store, ctx, { ...vote, options: wholeVote(value.option) });
      return NO_RESPONSE;
    },

    "/cosmos.gov.v1.MsgVoteWeighted": (ctx: Ctx, signer: string, value: MsgVoteWeighted): MsgResult => {
      const vote = voting(signer, value);
      addVote(store, ctx, { ...vote, options: splitVote(value.options) });
      return NO_RESPONSE;
    },
  };
}
