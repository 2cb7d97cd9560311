import type { WireCoin } from "../coins.js";
import { formatDec, parseDec } from "../decimal.js";
import { type App, type EncodeObject, SdkError } from "../types.js";
import { fromBase64 } from "./base64.js";
import { wasmError, within } from "./errors.js";
import { MESSAGES } from "./messages.js";
import { decodeFields } from "./protobuf.js";
import type { CosmosMsg } from "./response.js";

type Variant = Readonly<Record<string, never>>;

const LARGEST_ANY = 512 * 1024;

/** Coins as the SDK holds a set: added up by denom, ascending, none of them zero. */
export function coinSet(coins: readonly WireCoin[]): WireCoin[] {
  const sums = new Map<string, bigint>();
  for (const { denom, amount } of coins) sums.set(denom, (sums.get(denom) ?? 0n) + amountOf(amount, denom));
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([denom, amount]) => ({ denom, amount: amount.toString() }));
}

function amountOf(amount: string, denom: string): bigint {
  if (!/^\d+$/.test(amount)) throw new SdkError("sdk", 10, `${amount}${denom}: invalid coins`);
  return BigInt(amount);
}

/**
 * The message of the chain that a contract's message stands for, with the contract as signer; nothing where it does
 * nothing. Bank burns and raw packets are not among them. Mirrors x/wasm's default encoders.
 *
 * Throws an `SdkError` (wasm/20) for variants a stock chain does not know.
 */
export function encodeMessage(app: Pick<App, "route">, contract: string, msg: CosmosMsg): EncodeObject | undefined {
  const [[kind, body] = ["", {}]] = Object.entries(msg) as [string, Variant][];
  const [[variant, value] = ["", {} as never]] = Object.entries(body);
  switch (kind) {
    case "bank":
      return bank(contract, variant, value);
    case "staking":
      return staking(contract, variant, value);
    case "distribution":
      return distribution(contract, variant, value);
    case "wasm":
      return wasm(contract, variant, value);
    case "ibc":
      return ibc(contract, variant, value);
    case "any":
    case "stargate":
      return any(app, body as unknown as AnyMsg);
    case "gov":
      return gov(contract, variant, value);
    default:
      throw unknown(kind === "custom" ? "custom variant not supported" : "unknown variant of Wasm");
  }
}

function unknown(text: string): SdkError {
  return wasmError("unknownMessage", text);
}

function bank(
  contract: string,
  variant: string,
  value: { readonly to_address: string; readonly amount: readonly WireCoin[] },
): EncodeObject | undefined {
  if (variant !== "send") throw unknown("unknown variant of Bank");
  if (value.amount.length === 0) return undefined;
  return {
    typeUrl: "/cosmos.bank.v1beta1.MsgSend",
    value: { fromAddress: contract, toAddress: value.to_address, amount: coinSet(value.amount) },
  };
}

function staking(
  contract: string,
  variant: string,
  value: {
    readonly validator: string;
    readonly src_validator: string;
    readonly dst_validator: string;
    readonly amount: WireCoin;
  },
): EncodeObject {
  const own = { delegatorAddress: contract, amount: value.amount };
  switch (variant) {
    case "delegate":
      return { typeUrl: "/cosmos.staking.v1beta1.MsgDelegate", value: { ...own, validatorAddress: value.validator } };
    case "undelegate":
      return { typeUrl: "/cosmos.staking.v1beta1.MsgUndelegate", value: { ...own, validatorAddress: value.validator } };
    case "redelegate":
      return {
        typeUrl: "/cosmos.staking.v1beta1.MsgBeginRedelegate",
        value: { ...own, validatorSrcAddress: value.src_validator, validatorDstAddress: value.dst_validator },
      };
    default:
      throw unknown("unknown variant of Staking");
  }
}

function distribution(
  contract: string,
  variant: string,
  value: { readonly address: string; readonly validator: string; readonly amount: readonly WireCoin[] },
): EncodeObject {
  const prefix = "/cosmos.distribution.v1beta1";
  switch (variant) {
    case "set_withdraw_address":
      return {
        typeUrl: `${prefix}.MsgSetWithdrawAddress`,
        value: { delegatorAddress: contract, withdrawAddress: value.address },
      };
    case "withdraw_delegator_reward":
      return {
        typeUrl: `${prefix}.MsgWithdrawDelegatorReward`,
        value: { delegatorAddress: contract, validatorAddress: value.validator },
      };
    case "fund_community_pool":
      return {
        typeUrl: `${prefix}.MsgFundCommunityPool`,
        value: { depositor: contract, amount: coinSet(value.amount) },
      };
    default:
      throw unknown("unknown variant of Distribution");
  }
}

interface WasmMsgBody {
  readonly contract_addr: string;
  readonly msg: string;
  readonly funds: readonly WireCoin[];
  readonly code_id: number | bigint;
  readonly new_code_id: number | bigint;
  readonly label: string;
  readonly admin?: string | null;
  readonly salt: string;
}

function wasm(contract: string, variant: string, value: WasmMsgBody): EncodeObject {
  const typeUrl = (name: string) => `/cosmwasm.wasm.v1.${name}`;
  const instantiation = () => ({
    sender: contract,
    admin: value.admin ?? "",
    codeId: BigInt(value.code_id),
    label: value.label,
    msg: fromBase64(value.msg),
    funds: coinSet(value.funds),
  });
  const target = { sender: contract, contract: value.contract_addr };
  switch (variant) {
    case "execute": {
      const call = { ...target, msg: fromBase64(value.msg), funds: coinSet(value.funds) };
      return { typeUrl: typeUrl("MsgExecuteContract"), value: call };
    }
    case "instantiate":
      return { typeUrl: typeUrl("MsgInstantiateContract"), value: instantiation() };
    case "instantiate2": {
      const salted = { ...instantiation(), salt: fromBase64(value.salt), fixMsg: false };
      return { typeUrl: typeUrl("MsgInstantiateContract2"), value: salted };
    }
    case "migrate": {
      const migration = { ...target, codeId: BigInt(value.new_code_id), msg: fromBase64(value.msg) };
      return { typeUrl: typeUrl("MsgMigrateContract"), value: migration };
    }
    case "update_admin":
      return { typeUrl: typeUrl("MsgUpdateAdmin"), value: { ...target, newAdmin: value.admin ?? "" } };
    case "clear_admin":
      return { typeUrl: typeUrl("MsgClearAdmin"), value: target };
    default:
      throw unknown("unknown variant of Wasm");
  }
}

/** A timeout as contracts write it: nanoseconds as a text, height and revision as numbers. */
export interface WireTimeout {
  readonly block: { readonly revision: number | bigint; readonly height: number | bigint } | null;
  readonly timestamp?: string | null;
}

/** The height a timeout names; zero for none. */
export function timeoutHeight({ block }: WireTimeout): { revisionNumber: bigint; revisionHeight: bigint } {
  return { revisionNumber: BigInt(block?.revision ?? 0), revisionHeight: BigInt(block?.height ?? 0) };
}

/** Nanoseconds; zero for none. */
export function timeoutTimestamp({ timestamp }: WireTimeout): bigint {
  return BigInt(timestamp ?? 0);
}

function ibc(
  contract: string,
  variant: string,
  value: {
    readonly channel_id: string;
    readonly to_address: string;
    readonly amount: WireCoin;
    readonly timeout: WireTimeout;
    readonly memo?: string | null;
  },
): EncodeObject {
  switch (variant) {
    case "transfer":
      return {
        typeUrl: "/ibc.applications.transfer.v1.MsgTransfer",
        value: {
          sourcePort: "transfer",
          sourceChannel: value.channel_id,
          token: value.amount,
          sender: contract,
          receiver: value.to_address,
          timeoutHeight: timeoutHeight(value.timeout),
          timeoutTimestamp: timeoutTimestamp(value.timeout),
          memo: value.memo ?? "",
        },
      };
    case "close_channel":
      return {
        typeUrl: "/ibc.core.channel.v1.MsgChannelCloseInit",
        value: { portId: `wasm.${contract}`, channelId: value.channel_id, signer: contract },
      };
    default:
      throw unknown("unknown variant of IBC");
  }
}

interface AnyMsg {
  readonly type_url: string;
  readonly value: string;
}

function any(app: Pick<App, "route">, msg: AnyMsg): EncodeObject {
  const bytes = fromBase64(msg.value);
  if (bytes.length > LARGEST_ANY) {
    throw wasmError("limit", `AnyMsg value size ${bytes.length} exceeds limit ${LARGEST_ANY}`);
  }
  const shape = MESSAGES[msg.type_url];
  // A chain without the module cannot even read the message.
  if (shape === undefined || app.route(msg.type_url) === undefined) throw cannotUnpack(msg.type_url);
  try {
    return { typeUrl: msg.type_url, value: decodeFields(shape.fields, bytes) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw cannotUnpack(msg.type_url);
    throw error;
  }
}

function cannotUnpack(typeUrl: string): SdkError {
  return new SdkError(
    "wasm",
    10,
    `Cannot unpack proto message with type URL: ${typeUrl}: invalid CosmosMsg from the contract`,
  );
}

/** By number, as x/gov has them. */
const VOTES: Readonly<Record<string, number>> = { yes: 1, abstain: 2, no: 3, no_with_veto: 4 };

function voteOption(name: string): number {
  const option = VOTES[name];
  if (option === undefined) throw wasmError("invalid", "vote option");
  return option;
}

function gov(
  contract: string,
  variant: string,
  value: {
    readonly proposal_id: number | bigint;
    readonly option: string;
    readonly options: readonly { readonly option: string; readonly weight: string }[];
  },
): EncodeObject {
  const vote = { proposalId: BigInt(value.proposal_id ?? 0), voter: contract, metadata: "" };
  switch (variant) {
    case "vote":
      return { typeUrl: "/cosmos.gov.v1.MsgVote", value: { ...vote, option: voteOption(value.option) } };
    case "vote_weighted": {
      const options = value.options.map(({ option, weight }, i) => {
        const written = within(`weight for vote ${i + 1}`, () => formatDec(parseDec(weight)));
        return { option: voteOption(option), weight: written };
      });
      return { typeUrl: "/cosmos.gov.v1.MsgVoteWeighted", value: { ...vote, options } };
    }
    default:
      throw unknown("unknown variant of gov");
  }
}
