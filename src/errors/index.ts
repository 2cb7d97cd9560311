export { DecodeError, QueryFailedError, TooManyItemsError } from "./answer.js";
export { isMeshError, MeshError, type MeshErrorOptions } from "./base.js";
export {
  AccountNotFoundError,
  ContractNotFoundError,
  InsufficientFeeError,
  InsufficientFundsError,
  OutOfGasError,
  SigningRejectedError,
  TxExpiredError,
  TxFailedError,
  type TxFailure,
  TxStatusUnknownError,
  UnauthorizedError,
  UnknownChainError,
  UnknownSignerError,
  WrongSequenceError,
} from "./chain.js";
export {
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
} from "./channel.js";
export {
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
} from "./contract.js";
export { InvalidAddressError, InvalidArgumentError, InvalidDenomError } from "./input.js";
export {
  ClaimAboveBondedError,
  InstallError,
  MissingClientError,
  MissingPacketError,
  NoLocalStakingError,
  UnknownLinkError,
  UnstakeAboveStakeError,
} from "./mesh.js";
export {
  AmountOverflowError,
  AmountUnderflowError,
  DivisionByZeroError,
  InvalidAmountError,
  InvalidDecimalError,
  InvalidRatioError,
  InvalidSecondsError,
  LimitReachedError,
} from "./number.js";
export { type PacketIds, PacketRejectedError, PacketStatusUnknownError, PacketTimedOutError } from "./packet.js";
