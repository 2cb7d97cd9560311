import { UnauthorizedError } from "../errors/chain.js";
import {
  ChannelAlreadyBoundError,
  ChannelVersionError,
  ContractOverflowError,
  FundsNotAcceptedError,
  MissingFundsError,
  MultipleDenomsError,
  NoFundsError,
  OrderedChannelError,
  UnregisteredChannelError,
  UnsupportedDenomError,
  WrongConnectionError,
  WrongCounterpartyPortError,
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
    /Contract already has a bound channel: (\S+?)(?::|$|\s)/,
    (failure, [channel = ""]) => new ChannelAlreadyBoundError(failure, channel),
  ],
  [
    /Refuse to respond on unregistered channel '([^']*)'/,
    (failure, [channel = ""]) => new UnregisteredChannelError(failure, channel),
  ],
  [
    /Unauthorized counterparty chain, awaiting connection '([^']*)'/,
    (failure, [connection = ""]) => new WrongConnectionError(failure, connection),
  ],
  [
    /Unauthorized counterparty port, awaiting port '([^']*)'/,
    (failure, [port = ""]) => new WrongCounterpartyPortError(failure, port),
  ],
  [/Only supports unordered channels/, (failure) => new OrderedChannelError(failure)],
  [/Counterparty version must be '([^']*)'/, (failure, [version = ""]) => new ChannelVersionError(failure, version)],
  [
    /Cannot (?:Add|Sub|Mul|Pow|Shl|Shr) with |Decimal range exceeded|Denominator must not be zero|Cannot dev?i?vide .*by zero/,
    (failure) => new ContractOverflowError(failure),
  ],
];

/** The error for a text that more than one contract has. */
export const sharedError = matcher(PATTERNS);
