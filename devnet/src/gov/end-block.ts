/** What the end of a block does with proposals whose time is over. Mirrors x/gov's `EndBlocker`. */

import { Meter } from "../gas.js";
import { event } from "../ledger.js";
import type { StakingModule } from "../staking/module.js";
import { type App, type ChainEvent, type Ctx, SdkError } from "../types.js";
import { isPanic } from "../wasm/errors.js";
import { burnDeposits, refundDeposits } from "./deposit.js";
import type { GovStore } from "./store.js";
import { tally } from "./tally.js";
import type { Proposal } from "./types.js";

/** For all messages of a proposal. A chain gives them as much as they take, and stands still where that is endless. */
const EXECUTION_GAS = 20_000_000n;

/** How a proposal stands after its voting period, with the words of its event. */
interface Ended {
  readonly proposal: Proposal;
  readonly result: string;
  readonly log: string;
}

/** Drops what has not got its deposits, then tallies, executes and ends what was voted on. */
export function endBlock(store: GovStore, app: App, staking: StakingModule, ctx: Ctx): void {
  for (const proposal of store.dueForDeposits(ctx.block.time)) drop(store, app, ctx, proposal);
  for (const proposal of store.dueForTally(ctx.block.time)) {
    const outcome = tally(store, app, staking, proposal);
    store.deleteVotes(proposal.id);
    // An expedited proposal that does not pass goes on with its deposits.
    if (outcome.passes || !proposal.expedited) {
      const end = outcome.burns ? burnDeposits : refundDeposits;
      end(store, app, ctx, proposal.id);
    }
    const ended = outcome.passes ? execute(app, ctx, proposal) : refuse(store, proposal);
    store.putProposal({ ...ended.proposal, finalTally: outcome.tally });
    const { result, log } = ended;
    const told = { proposal_id: `${proposal.id}`, proposal_result: result, proposal_log: log };
    ctx.events.push(event("active_proposal", told));
  }
}

function drop(store: GovStore, app: App, ctx: Ctx, proposal: Proposal): void {
  store.deleteProposal(proposal);
  const end = store.params.burnProposalDepositPrevote ? burnDeposits : refundDeposits;
  end(store, app, ctx, proposal.id);
  const told = { proposal_id: `${proposal.id}`, proposal_result: "proposal_dropped" };
  ctx.events.push(event("inactive_proposal", told));
}

/** Runs the messages as x/gov's account: all of them, or none. */
function execute(app: App, ctx: Ctx, proposal: Proposal): Ended {
  const events: ChainEvent[] = [];
  const own: Ctx = { ...ctx, events, gas: new Meter(EXECUTION_GAS) };
  const authority = app.auth.moduleAddress("gov");
  let at = 0;
  try {
    app.state.atomic(() => {
      for (const [i, message] of proposal.messages.entries()) {
        at = i;
        app.handle(own, authority, message);
      }
    });
  } catch (error) {
    const typeUrl = proposal.messages[at]?.typeUrl ?? "";
    const failedReason = reasonOf(error, typeUrl);
    return {
      proposal: { ...proposal, status: "PROPOSAL_STATUS_FAILED", failedReason },
      result: "proposal_failed",
      log: `passed, but msg ${at} (${typeUrl}) failed on execution: ${failedReason}`,
    };
  }
  ctx.events.push(...events);
  return { proposal: { ...proposal, status: "PROPOSAL_STATUS_PASSED" }, result: "proposal_passed", log: "passed" };
}

/** Whatever breaks in a message fails the proposal and nothing else. */
function reasonOf(error: unknown, typeUrl: string): string {
  if (error instanceof SdkError && !isPanic(error)) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `handling x/gov proposal msg [${typeUrl}] PANICKED: ${text}`;
}

/** An expedited proposal gets the rest of an ordinary voting period, with all votes to be cast anew. */
function refuse(store: GovStore, proposal: Proposal): Ended {
  const { votingStartTime, expedited } = proposal;
  if (expedited && votingStartTime !== undefined) {
    const votingEndTime = votingStartTime + store.params.votingPeriod;
    store.awaitVotes(proposal.id, votingEndTime);
    return {
      proposal: { ...proposal, expedited: false, votingEndTime },
      result: "expedited_proposal_rejected",
      log: "expedited proposal converted to regular",
    };
  }
  const failedReason = "proposal did not get enough votes to pass";
  return {
    proposal: { ...proposal, status: "PROPOSAL_STATUS_REJECTED", failedReason },
    result: "proposal_rejected",
    log: "rejected",
  };
}
