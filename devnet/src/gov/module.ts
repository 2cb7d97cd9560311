import type { StakingModule } from "../staking/module.js";
import type { App, Ctx, Module } from "../types.js";
import { endBlock } from "./end-block.js";
import { govMessages } from "./messages.js";
import { GovStore } from "./store.js";
import { tally } from "./tally.js";
import type { Deposit, GovParams, Proposal, TallyResult, Vote } from "./types.js";

/**
 * Proposals, deposits, votes by stake, and the execution of what passes. Mirrors x/gov, version 1, as wasmd 0.61 wires
 * it: messages run as the account of x/gov, which may do with every contract what its admin may.
 *
 * @example
 * ```ts
 * const value = { proposer, title, summary, initialDeposit, messages: [{ typeUrl, value: { authority: chain.gov.authority } }] };
 * chain.deliver({ signer: proposer, messages: [{ typeUrl: "/cosmos.gov.v1.MsgSubmitProposal", value }] });
 * const vote = { proposalId: 1n, voter, option: 1 };
 * chain.deliver({ signer: voter, messages: [{ typeUrl: "/cosmos.gov.v1.MsgVote", value: vote }] });
 * chain.clock.advance(chain.gov.params.votingPeriod);
 * chain.nextBlock();
 * chain.gov.proposal(1n)?.status; // "PROPOSAL_STATUS_PASSED"
 * ```
 */
export class GovModule implements Module {
  readonly name = "gov";
  readonly messages: ReturnType<typeof govMessages>;
  private readonly store: GovStore;

  constructor(
    private readonly app: App,
    private readonly staking: StakingModule,
    params: Partial<GovParams> = {},
  ) {
    this.store = new GovStore(app, params);
    this.messages = govMessages(this.store, app);
  }

  get params(): GovParams {
    return this.store.params;
  }

  /** Address of x/gov's account: the signer of a proposal's messages. */
  get authority(): string {
    return this.app.auth.moduleAddress("gov");
  }

  endBlock(ctx: Ctx): void {
    endBlock(this.store, this.app, this.staking, ctx);
  }

  /** Undefined where there never was one, and where it was dropped for want of deposits. */
  proposal(id: bigint): Proposal | undefined {
    return this.store.proposal(id);
  }

  /** By id. */
  proposals(): Proposal[] {
    return this.store.allProposals();
  }

  /** By voter; none after the tally. */
  votes(id: bigint): Vote[] {
    return this.store.votes(id);
  }

  /** By depositor; none after they went back or were burned. */
  deposits(id: bigint): Deposit[] {
    return this.store.deposits(id);
  }

  /** Stake as votes stand now, or as they stood in the end. Throws an `SdkError` (undefined/1) without a proposal. */
  tally(id: bigint): TallyResult {
    const proposal = this.store.requireProposal(id);
    if (proposal.status !== "PROPOSAL_STATUS_VOTING_PERIOD") return proposal.finalTally;
    return tally(this.store, this.app, this.staking, proposal).tally;
  }
}
