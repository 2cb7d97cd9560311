/** New proposals. Mirrors `SubmitProposal` of x/gov's message server and keeper. */

import { decodeAddress, encodeAddress } from "../address.js";
import { requireAddress, requireSigner } from "../auth.js";
import { areValidCoins, formatCoins, parseCoins, type WireCoin } from "../coins.js";
import { event } from "../ledger.js";
import { rootError } from "../sdk-error.js";
import { type App, type Ctx, type EncodeObject, SdkError } from "../types.js";
import { MESSAGES } from "../wasm/messages.js";
import { decodeFields, encodeFields } from "../wasm/protobuf.js";
import { addDeposit, requireDepositDenoms } from "./deposit.js";
import { govError } from "./errors.js";
import type { GovStore } from "./store.js";
import type { Proposal } from "./types.js";

const LONGEST_METADATA = 255;
const LONGEST_SUMMARY = 40 * LONGEST_METADATA;

export interface MsgSubmitProposal {
  /** `value`: protobuf as clients of a chain send it, or plain fields. */
  readonly messages: readonly EncodeObject[];
  readonly initialDeposit: readonly WireCoin[];
  readonly proposer: string;
  readonly metadata?: string;
  readonly title: string;
  readonly summary: string;
  readonly expedited?: boolean;
}

/**
 * Takes a proposal and its first deposit. Answers its id.
 *
 * Throws an `SdkError`: sdk/18, 7, 10, gov/5, 10 to 13, 15, 22, and what {@link addDeposit} throws.
 */
export function submitProposal(store: GovStore, app: App, ctx: Ctx, signer: string, value: MsgSubmitProposal): bigint {
  const { title, summary, metadata = "", expedited = false } = value;
  if (title === "") throw rootError("invalidRequest", "proposal title cannot be empty");
  if (summary === "") throw rootError("invalidRequest", "proposal summary cannot be empty");
  const proposer = requireAddress(app.prefix, "account", "proposer", value.proposer);
  requireSigner(signer, proposer);
  if (value.messages.length === 0 && metadata === "") {
    throw govError("noMessages", "either metadata or Msgs length must be non-nil");
  }
  requireSameWords(metadata, title, summary);
  const deposit = parseCoins(value.initialDeposit);
  if (!areValidCoins(deposit)) throw rootError("invalidCoins", formatCoins(deposit));
  requireDepositDenoms(store, deposit);
  requireMetadataLength(metadata);
  if (bytesOf(summary) > LONGEST_SUMMARY) {
    throw govError("summaryTooLong", `got summary with length ${bytesOf(summary)}`);
  }
  requireMetadataLength(title);
  const messages = value.messages.map((message) => readMessage(app, message));

  const id = store.nextId();
  const proposal: Proposal = {
    id,
    messages,
    status: "PROPOSAL_STATUS_DEPOSIT_PERIOD",
    finalTally: { yes: 0n, abstain: 0n, no: 0n, noWithVeto: 0n },
    submitTime: ctx.block.time,
    depositEndTime: ctx.block.time + store.params.maxDepositPeriod,
    totalDeposit: [],
    metadata,
    title,
    summary,
    proposer,
    expedited,
    failedReason: "",
  };
  store.putProposal(proposal);
  store.awaitDeposits(proposal);
  const types = messages.map(({ typeUrl }) => `,${typeUrl}`).join("");
  const submitted = { proposal_id: id.toString(), proposal_proposer: proposer, proposal_messages: types };
  ctx.events.push(event("submit_proposal", submitted));
  const votingStarted = addDeposit(store, app, ctx, id, proposer, deposit);
  if (votingStarted) ctx.events.push(event("submit_proposal", { voting_period_start: id.toString() }));
  return id;
}

/** Throws an `SdkError` (gov/15). */
export function requireMetadataLength(text: string): void {
  const length = bytesOf(text);
  if (length > LONGEST_METADATA) throw govError("metadataTooLong", `got metadata with length ${length}`);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Metadata that is JSON must have the proposal's title and summary; other texts may be anything. */
function requireSameWords(metadata: string, title: string, summary: string): void {
  if (metadata === "") return;
  let written: unknown;
  try {
    written = JSON.parse(metadata);
  } catch {
    return;
  }
  if (typeof written !== "object" || Array.isArray(written)) return;
  const words = { title: "", summary: "", ...written };
  for (const [name, text] of Object.entries({ title, summary })) {
    const word: unknown = words[name as keyof typeof words];
    if (typeof word !== "string") return;
    if (word !== text) {
      throw govError("invalidContent", `metadata ${name} '${word}' must equal proposal ${name} '${text}'`);
    }
  }
}

/** A message of a proposal, checked as far as that goes without running it. */
function readMessage(app: App, { typeUrl, value }: EncodeObject): EncodeObject {
  const shape = MESSAGES[typeUrl];
  const route = app.route(typeUrl);
  if (shape === undefined || route === undefined) throw govError("unroutable", typeUrl);
  let plain: Record<string, unknown>;
  try {
    plain = decodeFields(shape.fields, value instanceof Uint8Array ? value : encodeFields(shape.fields, value));
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) {
      throw new SdkError("sdk", 2, `${typeUrl}: ${error.message}: tx parse error`);
    }
    throw error;
  }
  check(() => route.check?.(plain));
  const signer = accountOf(app.prefix, plain[shape.signer] as string);
  if (signer !== app.auth.moduleAddress("gov")) throw govError("invalidSigner", signer);
  return { typeUrl, value: plain };
}

function check(body: () => void): void {
  try {
    body();
  } catch (error) {
    if (error instanceof SdkError) throw govError("invalidMessage", error.message);
    throw error;
  }
}

/** The address as it is written in lower case. */
function accountOf(prefix: string, text: string): string {
  return encodeAddress(prefix, decodeAddress(prefix, text));
}
