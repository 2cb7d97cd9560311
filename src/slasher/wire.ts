/** From parameters in the SDK's words to the slasher's messages. Every argument is checked here. */
import { assertAccount, assertValidator } from "../core/address.js";
import { assertInteger, assertLimit, assertText, ratioToWire } from "../core/argument.js";
import { toBase64, toUtf8 } from "../core/bytes.js";
import { onlySet } from "../core/message.js";
import type { PageParams } from "../core/pagination.js";
import { InvalidArgumentError } from "../errors/input.js";
import type { Decimal } from "../math/decimal.js";
import type { InitParams } from "./init.js";
import type { KeyCursor } from "./listKeys.js";
import type { ExecuteMsg, InstantiateMsg, QueryMsg, VoteMsg } from "./schema.js";
import type { BlockId, Vote } from "./submitDuplicateVote.js";

/** Of keys and of hashes. */
const LENGTH = 32;
const SIGNATURE_LENGTH = 64;
const LONGEST_CHAIN_ID = 50;
const MAX_INT32 = 2 ** 31 - 1;
const MAX_UINT32 = 2 ** 32 - 1;
/** Seconds of the years 1 to 9999, which is all that CometBFT reads. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;
const MAX_NANOS = 999_999_999;

function chainIdToWire(chainId: string): string {
  if (typeof chainId !== "string" || chainId === "" || toUtf8(chainId).length > LONGEST_CHAIN_ID) {
    throw new InvalidArgumentError("chainId", `a chain id of 1 to ${LONGEST_CHAIN_ID} bytes`, chainId);
  }
  return chainId;
}

function bytesToWire(argument: string, bytes: Uint8Array, length: number): string {
  if (!(bytes instanceof Uint8Array) || bytes.length !== length) {
    throw new InvalidArgumentError(argument, `a Uint8Array of ${length} bytes`, bytes);
  }
  return toBase64(bytes);
}

export function initWire(params: InitParams): InstantiateMsg {
  const { owner, unbondingPeriod, chainId, slashRatio, slashee } = params;
  const prefix = assertAccount(owner, undefined, "owner");
  if (slashee !== undefined) assertAccount(slashee, prefix, "slashee");
  if (slashRatio !== undefined && chainId === undefined) {
    throw new InvalidArgumentError("chainId", "set, as a slash ratio needs it", chainId);
  }
  return {
    owner,
    ...onlySet({
      unbonding_period:
        unbondingPeriod === undefined ? undefined : assertInteger("unbondingPeriod", unbondingPeriod, 1),
      chain_id: chainId === undefined ? undefined : chainIdToWire(chainId),
      slash_ratio: slashRatio === undefined ? undefined : ratioToWire(slashRatio),
      slashee,
    }),
  };
}

export function submitEvidenceWire(params: {
  readonly validator: string;
  readonly ratio: Decimal;
  readonly evidenceId?: string;
  readonly tombstone?: boolean;
}): ExecuteMsg {
  const { validator, ratio, evidenceId, tombstone } = params;
  assertValidator(validator);
  const id = evidenceId === undefined ? undefined : assertText("evidenceId", evidenceId);
  const optional = onlySet({ evidence_id: id, tombstone });
  return { submit_evidence: { validator, amount: ratioToWire(ratio), ...optional } };
}

export function registerKeyWire(params: {
  readonly validator: string;
  readonly pubkey: Uint8Array;
  readonly fromHeight: number;
  readonly toHeight?: number;
}): ExecuteMsg {
  const { validator, pubkey, fromHeight, toHeight } = params;
  assertValidator(validator);
  const from = assertInteger("fromHeight", fromHeight, 1);
  const to = toHeight === undefined ? undefined : assertInteger("toHeight", toHeight, from);
  return {
    register_key: {
      validator,
      pubkey: bytesToWire("pubkey", pubkey, LENGTH),
      from_height: from,
      ...onlySet({ to_height: to }),
    },
  };
}

function blockIdToWire(argument: string, { hash, partSetHeader }: BlockId): NonNullable<VoteMsg["block_id"]> {
  return {
    hash: bytesToWire(`${argument}.hash`, hash, LENGTH),
    part_set_header: {
      total: assertInteger(`${argument}.partSetHeader.total`, partSetHeader.total, 1, MAX_UINT32),
      hash: bytesToWire(`${argument}.partSetHeader.hash`, partSetHeader.hash, LENGTH),
    },
  };
}

function voteToWire(argument: string, vote: Vote): VoteMsg {
  const { type, height, round, blockId, timestamp, signature } = vote;
  if (type !== "prevote" && type !== "precommit") {
    throw new InvalidArgumentError(`${argument}.type`, "prevote or precommit", type);
  }
  return {
    type,
    height: assertInteger(`${argument}.height`, height, 1),
    round: assertInteger(`${argument}.round`, round, 0, MAX_INT32),
    ...onlySet({ block_id: blockId === undefined ? undefined : blockIdToWire(`${argument}.blockId`, blockId) }),
    timestamp: {
      seconds: assertInteger(`${argument}.timestamp.seconds`, timestamp.seconds, FIRST_SECOND, LAST_SECOND),
      nanos: assertInteger(`${argument}.timestamp.nanos`, timestamp.nanos, 0, MAX_NANOS),
    },
    signature: bytesToWire(`${argument}.signature`, signature, SIGNATURE_LENGTH),
  };
}

export function submitDuplicateVoteWire(params: {
  readonly validator: string;
  readonly voteA: Vote;
  readonly voteB: Vote;
}): ExecuteMsg {
  const { validator, voteA, voteB } = params;
  assertValidator(validator);
  return {
    submit_duplicate_vote: { validator, vote_a: voteToWire("voteA", voteA), vote_b: voteToWire("voteB", voteB) },
  };
}

export function setMinHeightWire(params: { readonly height: number }): ExecuteMsg {
  return { set_min_height: { height: assertInteger("height", params.height, 1) } };
}

export function configWire(): QueryMsg {
  return { config: {} };
}

export function unbondingPeriodWire(): QueryMsg {
  return { unbonding_period: {} };
}

export function evidenceWire(params: { readonly evidenceId: string }): QueryMsg {
  return { evidence: { evidence_id: assertText("evidenceId", params.evidenceId) } };
}

export function keyWire(params: { readonly validator: string; readonly height: number }): QueryMsg {
  const { validator, height } = params;
  assertValidator(validator);
  return { key: { validator, height: assertInteger("height", height) } };
}

/** A cursor is what a page ended with, whatever the owner has called that validator. */
export function keysWire({ startAfter, limit }: PageParams<KeyCursor>): QueryMsg {
  const cursor = startAfter && {
    validator: assertText("startAfter.validator", startAfter.validator),
    from_height: assertInteger("startAfter.fromHeight", startAfter.fromHeight),
  };
  return {
    list_keys: onlySet({ start_after: cursor, limit: limit === undefined ? undefined : assertLimit(limit) }),
  };
}
