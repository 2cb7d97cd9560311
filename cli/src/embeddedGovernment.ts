import { type Chain, DevnetClient, namedAddress } from "mesh-security-devnet";
import { type EncodeObject, fromBech32, toBech32 } from "mesh-security-sdk";

/** "Yes", as x/gov numbers what can be voted. */
const YES = 1;

async function send(chain: Chain, sender: string, typeUrl: string, value: object) {
  const { code, rawLog, events } = await new DevnetClient(chain).signAndBroadcast(sender, [{ typeUrl, value }], "auto");
  if (code !== 0) throw new Error(`${typeUrl} was refused: ${rawLog}`);
  return events;
}

/**
 * Proposes messages on an embedded chain, has every validator vote for them, and lets the voting period go by.
 * `payer` puts down the deposit and gets it back.
 *
 * @throws Error where the chain refuses the proposal, and where its messages fail.
 */
export async function governEmbedded(
  chain: Chain,
  proposal: { readonly payer: string; readonly title: string; readonly messages: readonly EncodeObject[] },
  passTime: (nanoseconds: bigint) => void,
): Promise<void> {
  const { title, messages } = proposal;
  const proposer = namedAddress(chain.prefix, proposal.payer);
  const initialDeposit = chain.gov.params.minDeposit.map(({ denom, amount }) => ({ denom, amount: `${amount}` }));
  const value = { messages, initialDeposit, proposer, title, summary: title };
  const events = await send(chain, proposer, "/cosmos.gov.v1.MsgSubmitProposal", value);
  const attributes = events.filter(({ type }) => type === "submit_proposal").flatMap((event) => event.attributes);
  const number = BigInt(attributes.find(({ key }) => key === "proposal_id")?.value ?? 0);
  for (const { operator } of chain.staking.validators()) {
    const voter = toBech32(chain.prefix, fromBech32(operator).bytes);
    await send(chain, voter, "/cosmos.gov.v1.MsgVote", { proposalId: number, voter, option: YES });
  }
  passTime(chain.gov.params.votingPeriod);
  const ended = chain.gov.proposal(number);
  if (ended?.status !== "PROPOSAL_STATUS_PASSED") {
    throw new Error(`proposal ${number} of ${chain.chainId} ended as ${ended?.status}: ${ended?.failedReason}`);
  }
}
