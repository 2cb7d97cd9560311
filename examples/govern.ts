import { setPriceSudoMsg } from "mesh-security-sdk/consumer";
import { govAccount, submitProposalMsg } from "mesh-security-sdk/deploy";
import { Decimal, parseRatio } from "mesh-security-sdk/math";
import { clientOf, linkOf, type Mesh, rebalance } from "mesh-security-sdk/mesh";
import { getPower, updateConsumerSudoMsg, updateLimitsSudoMsg } from "mesh-security-sdk/staking";

/** What the proposal decides. */
export interface Terms {
  /** Consumer tokens for one provider token, in base units. */
  readonly price: string;
  /** At most this part of the chain's power for this consumer. */
  readonly maxShare: string;
  /** At least this part of it stays the chain's own. */
  readonly minLocalShare: string;
}

/** A proposal that limits what a consumer chain takes from its provider chain. Sign and send it as any message. */
export async function proposeTerms(mesh: Mesh, consumer: string, proposer: string, terms: Terms) {
  const link = linkOf(mesh, consumer);
  const authority = await govAccount(link.prefix);
  return submitProposalMsg({
    proposer,
    messages: [
      updateConsumerSudoMsg({
        authority,
        contract: link.staking,
        consumer: link.consumer,
        maxShare: parseRatio(terms.maxShare),
        overflow: "normalize",
      }),
      updateLimitsSudoMsg({ authority, contract: link.staking, minLocalShare: parseRatio(terms.minLocalShare) }),
      setPriceSudoMsg({ authority, contract: link.consumer, price: Decimal.parse(terms.price) }),
    ],
    deposit: [{ denom: link.denom, amount: 10_000_000n }],
    title: "Limit foreign stake",
    summary: `At most ${terms.maxShare} of our power for one consumer, at least ${terms.minLocalShare} stays ours.`,
  });
}

/** Once it has passed, anyone lets the delegations follow. Answers what the consumer asks for, may have and has. */
export async function applyTerms(mesh: Mesh, consumer: string, anyone: string) {
  const { finished } = await rebalance(mesh, { consumer, sender: anyone });
  const link = linkOf(mesh, consumer);
  const { consumers } = await getPower(clientOf(mesh, consumer), { contract: link.staking });
  return { finished, power: consumers.find((each) => each.consumer === link.consumer) };
}
