/** A row's figure in the prototype of 2022, on the same wasmd in the same flow. */
export interface Before {
  readonly gas: number;
  /** What the rest pays for, where ours is more than a quarter above. */
  readonly pays?: string;
}

export const PROTOTYPE: Readonly<Record<string, Before>> = {
  "lockup: bond": { gas: 143_820 },
  "lockup: grant_claim": {
    gas: 227_342,
    pays:
      "the provider's books: stake in flight is an item of its own, with an entry by owner and one by validator, so " +
      "that cuts and slashes reach it (9 writes of 1,430 bytes and 15 reads, 85,000); and the reply that ties the " +
      "packet to the item, so that an answer counts once (18,000). Of the whole, 120,000 is the instances of two " +
      "contracts",
  },
  "lockup: unbond": { gas: 148_375 },
  "meta-staking: withdraw_delegator_reward": { gas: 246_634 },
  "meta-staking: withdraw_to_costumer": { gas: 245_107 },
  "meta-staking: add_consumer": { gas: 132_823 },
  "provider: claim_rewards": { gas: 153_035 },
  "provider: unstake": {
    gas: 149_196,
    pays:
      "asking the slasher how long stake stays slashable, which is a contract's instance (62,000); the unbonding entry " +
      "with its two indexes, rewards up to now, and what the consumer is known to hold (8 writes of 1,600 bytes and 14 " +
      "reads, 87,000); and the reply that ties the packet to the amount (8,000)",
  },
};
