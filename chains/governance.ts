import { createHash } from "node:crypto";
import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { createProtobufRpcClient, QueryClient } from "@cosmjs/stargate";
import { connectComet } from "@cosmjs/tendermint-rpc";
import { QueryClientImpl } from "cosmjs-types/cosmos/gov/v1/query";
import { MsgSubmitProposal, MsgVote } from "cosmjs-types/cosmos/gov/v1/tx";
import type { Any } from "cosmjs-types/google/protobuf/any";
import { toBech32 } from "mesh-security-sdk";
import { Accounts, connect } from "./accounts.js";
import { endpoint } from "./endpoint.js";
import { operatorName } from "./genesis.js";
import type { RunningChain } from "./hermes.js";
import { VALIDATORS } from "./settings.js";
import { until } from "./until.js";

const YES = 1;
const PASSED = 3;
const REJECTED = 4;
const FAILED = 5;
const DEPOSIT = "10000000";
const ADDRESS_LENGTH = 20;

/** The account that messages of a proposal must be signed by. */
export function govAccount({ chain }: RunningChain): string {
  return toBech32(chain.prefix, createHash("sha256").update("gov").digest().subarray(0, ADDRESS_LENGTH));
}

/** Runs `body` while no other process of this run does so for the same chain: they would sign with one sequence. */
async function alone<T>(folder: string, chainId: string, body: () => Promise<T>): Promise<T> {
  const turn = join(folder, `governing-${chainId}`);
  await until(`the turn to govern ${chainId}`, async () => {
    mkdirSync(turn);
    return true;
  });
  try {
    return await body();
  } finally {
    rmdirSync(turn);
  }
}

/**
 * Proposes messages, has the validator that holds most of the stake vote for them, and waits until they have run.
 * `folder` is that of the run.
 */
export async function govern(at: RunningChain, folder: string, title: string, messages: readonly Any[]): Promise<void> {
  const number = await alone(folder, at.chain.chainId, () => proposeAndVote(at, title, messages));
  // Of version 1: the older queries can't tell of proposals with several messages.
  const reader = new QueryClientImpl(
    createProtobufRpcClient(new QueryClient(await connectComet(endpoint(at.endpoints.rpc)))),
  );
  const ended = await until(`proposal ${number} of ${at.chain.chainId} to end`, async () => {
    const { proposal } = await reader.Proposal({ proposalId: BigInt(number) });
    return [PASSED, REJECTED, FAILED].includes(proposal?.status ?? 0) ? proposal : undefined;
  });
  if (ended.status !== PASSED) {
    throw new Error(`proposal ${number} of ${at.chain.chainId} ended as ${ended.status}: ${ended.failedReason}`);
  }
}

async function proposeAndVote({ chain, endpoints }: RunningChain, title: string, messages: readonly Any[]) {
  const accounts = new Accounts(chain.prefix);
  const proposer = await accounts.add(operatorName(VALIDATORS[0].moniker));
  const client = await connect(endpoints.rpc, chain.denom, accounts);
  client.registry.register("/cosmos.gov.v1.MsgSubmitProposal", MsgSubmitProposal);
  client.registry.register("/cosmos.gov.v1.MsgVote", MsgVote);
  const send = async (typeUrl: string, value: object) => {
    const result = await client.signAndBroadcast(proposer, [{ typeUrl, value }], "auto");
    if (result.code !== 0) throw new Error(`${typeUrl} was refused: ${result.rawLog}`);
    return result.events;
  };
  const initialDeposit = [{ denom: chain.denom, amount: DEPOSIT }];
  const submitted = await send(
    "/cosmos.gov.v1.MsgSubmitProposal",
    MsgSubmitProposal.fromPartial({ messages: [...messages], initialDeposit, proposer, title, summary: title }),
  );
  const number = submitted
    .filter(({ type }) => type === "submit_proposal")
    .flatMap(({ attributes }) => attributes)
    .find(({ key }) => key === "proposal_id")?.value;
  if (number === undefined) throw new Error("a proposal without a number");
  await send(
    "/cosmos.gov.v1.MsgVote",
    MsgVote.fromPartial({ proposalId: BigInt(number), voter: proposer, option: YES }),
  );
  return number;
}
