/**
 * What a trace may differ in without a difference between the backends: every field that is mapped away stands here,
 * with the reason. What is not listed is compared as it is, the order of events and attributes included.
 */

/** Fields, in events as in messages, packets and answers, whose value becomes `becomes`; zeros stay zeros. */
export const MAPPED_FIELDS: readonly {
  readonly keys: readonly string[];
  /** Values to map; all where left out. */
  readonly only?: RegExp;
  readonly becomes: string;
  readonly reason: string;
}[] = [
  {
    keys: ["last", "start_after"],
    only: /1[02-9ac-hj-np-z]{38,}$/,
    becomes: "<last>",
    reason: "contracts page by address, and who has which address is another on every backend",
  },
  {
    keys: ["height", "packet_timeout_height", "consensus_height", "consensus_heights", "revisionHeight"],
    becomes: "<height>",
    reason: "blocks are made at another pace",
  },
  {
    keys: ["time", "completion_time", "packet_timeout_timestamp", "opened_at", "release_at", "timeout_at"],
    becomes: "<time>",
    reason: "a chain's time is the machine's, the devnet's starts at a fixed one",
  },
  {
    keys: ["unbonding_time", "unbonding_period", "packet_lifetime", "answer_grace"],
    becomes: "<period>",
    reason: "the test chains unbond within a minute",
  },
  {
    keys: ["callback_exec_gas_limit"],
    becomes: "<gas>",
    reason: "a callback gets no more than the relayer's transaction has left",
  },
  {
    keys: ["code_id", "codeId"],
    becomes: "<code>",
    reason: "other scenarios store code on the same chains",
  },
];

/** Parts of texts, wherever they stand. */
export const MAPPED_TEXTS: readonly {
  readonly pattern: RegExp;
  readonly becomes: string;
  readonly reason: string;
}[] = [
  {
    pattern: / \[[\w@./!-]+\.go:\d+\]/g,
    becomes: "",
    reason: "where in a node's sources an error was made",
  },
  {
    pattern: / with gas used: '\d+'/g,
    becomes: " with gas used: '<gas>'",
    reason: "the devnet's gas is near a chain's, not equal",
  },
  {
    pattern: /\b07-tendermint-\d+\b/g,
    becomes: "<client>",
    reason: "other scenarios make clients on the same chains",
  },
  {
    pattern: /^[0-9A-F]{64}$/g,
    becomes: "<hash>",
    reason: "vouchers are hashes over channel ids, transactions over sequences and time",
  },
];

/** Answers of contracts' queries that tell rewards: they grow with the blocks that went by. Zeros stay zeros. */
export const REWARD_ANSWERS: Readonly<Record<string, readonly string[]>> = {
  pending_rewards: ["amount"],
  rewards: ["credited"],
};

/**
 * Lists in JSON that are compared as sets: contracts hold them by address, and who has which address is another on
 * every backend.
 */
export const BY_ADDRESS: readonly string[] = ["validators", "claims", "lienholders", "delegators", "stakes", "links"];

/**
 * Sub-calls of a message that are compared as a set, by the message's name: mesh-provider slashes the owners of a page
 * in the order of their addresses. A part begins with the call of mesh-lockup that has this `action`.
 */
export const PARTS_BY_ADDRESS: Readonly<Record<string, string>> = { process_slashes: "slash_claim" };

/**
 * Messages that are compared as a set with each other and with what is read between them: `pushSlashes` settles the
 * owners of a page one after the other, in the order of their addresses.
 */
export const STEPS_BY_ADDRESS: readonly string[] = ["settle"];

/** Attributes that no message's meaning depends on. */
export const DROPPED_ATTRIBUTES: Readonly<Record<string, string>> = {
  msg_index: "a relayer may put several messages into one transaction; a packet's events are cut out by it before",
};

/** Accounts of modules, named rather than counted. */
export const MODULE_ACCOUNTS = [
  "fee_collector",
  "distribution",
  "bonded_tokens_pool",
  "not_bonded_tokens_pool",
  "mint",
  "transfer",
] as const;
