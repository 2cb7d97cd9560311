import { UnauthorizedError } from "../errors/chain.js";
import {
  ChannelAlreadyBoundError,
  ChannelCloseRefusedError,
  ChannelVersionError,
  ClientNotActiveError,
  NoChannelError,
  OrderedChannelError,
  UnknownPacketError,
  UnregisteredChannelError,
  WrongConnectionError,
  WrongCounterpartyPortError,
} from "../errors/channel.js";
import {
  ContractOverflowError,
  FundsNotAcceptedError,
  InsufficientStakeError,
  InvalidSetupError,
  MigrationRefusedError,
  MissingFundsError,
  MultipleDenomsError,
  NoDelegationFundsError,
  NoFundsError,
  NoRewardsError,
  RatioRefusedError,
  UnknownReplyError,
  UnknownValidatorError,
  UnsupportedChainError,
  UnsupportedDenomError,
  ValidatorTombstonedError,
  ZeroAmountError,
} from "../errors/contract.js";
import { type ErrorPattern, matcher } from "./matcher.js";

/** Texts that more than one contract has, of ours and of the libraries they are made of. */
const PATTERNS: readonly ErrorPattern[] = [
  [/\bUnauthorized\b(?! counterparty)/, (failure) => new UnauthorizedError(failure)],
  [/Must send reserve token '([^']*)'/, (failure, [denom = ""]) => new MissingFundsError(failure, denom)],
  [/Received unsupported denom '([^']*)'/, (failure, [denom = ""]) => new UnsupportedDenomError(failure, denom)],
  [/Sent more than one denomination/, (failure) => new MultipleDenomsError(failure)],
  [/No funds sent/, (failure) => new NoFundsError(failure)],
  [/This message does no accept funds/, (failure) => new FundsNotAcceptedError(failure)],
  [/Cannot send zero tokens to any methods/, (failure) => new ZeroAmountError(failure)],
  [
    /[Rr]atio must be above 0 and at most 1(?:: |, got )([0-9.]{1,40})/,
    (failure, [ratio = ""]) => new RatioRefusedError(failure, ratio),
  ],
  [
    /Cannot (?:Add|Sub|Mul|Pow|Shl|Shr) with |2\^128 - 1|above what can be counted|Decimal range exceeded|Denominator must not be zero|Cannot (?:devide|divide) .*by zero/,
    (failure) => new ContractOverflowError(failure),
  ],
  [
    /Denom must not be empty|The packet lifetime must not be zero|A packet must live from|Couldn't parse provider from port_id|The discount must be below 1|The age at which a price is stale must not be zero/,
    (failure) => new InvalidSetupError(failure),
  ],
  [
    /Can only migrate from contract '|Cannot migrate back from version |Version of unknown shape: '/,
    (failure) => new MigrationRefusedError(failure),
  ],
  [/Invalid reply id: |An unknown reply ID was received/, (failure) => new UnknownReplyError(failure)],
  [/The chain does not tell /, (failure) => new UnsupportedChainError(failure)],
  [
    /(?:Validator was never registered|Unknown validator): ([^\s:]+)/,
    (failure, [validator = ""]) => new UnknownValidatorError(failure, validator),
  ],
  [
    /Validator '([^']*)' is not known to the chain/,
    (failure, [validator = ""]) => new UnknownValidatorError(failure, validator),
  ],
  [
    /No more than (\d{1,39}) of local stake is at the validator/,
    (failure, [staked = "0"]) => new InsufficientStakeError(failure, BigInt(staked)),
  ],
  [
    /Validator was tombstoned: ([^\s:]+)/,
    (failure, [validator = ""]) => new ValidatorTombstonedError(failure, validator),
  ],
  [
    /Insufficient stake to withdraw this(?:, only (\d{1,39}))?/,
    (failure, [staked]) => new InsufficientStakeError(failure, staked === undefined ? undefined : BigInt(staked)),
  ],
  [/No rewards to be claimed|Rewards amount is 0/, (failure) => new NoRewardsError(failure)],
  [/Contract has run out of funds to delegate for consumer chain/, (failure) => new NoDelegationFundsError(failure)],
  [
    /Contract already has a bound channel: ([^\s:]+)/,
    (failure, [channel = ""]) => new ChannelAlreadyBoundError(failure, channel),
  ],
  [/Contract has no bound channel|No channel is bound/, (failure) => new NoChannelError(failure)],
  [
    /Refuse to respond on unregistered channel '([^']*)'/,
    (failure, [channel = ""]) => new UnregisteredChannelError(failure, channel),
  ],
  [
    /A channel is closed from the other side only|The channel can't be closed by a message/,
    (failure) => new ChannelCloseRefusedError(failure),
  ],
  [
    /Unauthorized counterparty chain, awaiting connection '([^']*)'/,
    (failure, [expected = ""]) => new WrongConnectionError(failure, expected),
  ],
  [
    /Unauthorized counterparty port, awaiting port '([^']*)'/,
    (failure, [expected = ""]) => new WrongCounterpartyPortError(failure, expected),
  ],
  [/Only supports unordered channels/, (failure) => new OrderedChannelError(failure)],
  [/Counterparty version must be '([^']*)'/, (failure, [expected = ""]) => new ChannelVersionError(failure, expected)],
  // ibc-go's text, whatever the contract behind it says.
  [
    /cannot send packet using client \(([^)\s]{1,64})\) with status (\w{1,20})/,
    (failure, [clientId = "", status = ""]) => new ClientNotActiveError(failure, clientId, status),
  ],
  [/Packet of unknown shape/, (failure) => new UnknownPacketError(failure)],
];

/** The error for a text that more than one contract has. */
export const sharedError = /* @__PURE__ */ matcher(PATTERNS);
