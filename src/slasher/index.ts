export { createSlasherClient, type SlasherClient, type SlasherReader } from "./client.js";
export {
  ChainIdError,
  DifferentVotesError,
  DuplicateEvidenceError,
  EmptyValidatorError,
  EvidenceIdError,
  ForeignPubkeyError,
  HeightTooLowError,
  InvalidKeyRangeError,
  InvalidPubkeyError,
  InvalidVoteError,
  KeyOverlapError,
  MinHeightNotRaisedError,
  NoKeyError,
  RatioWithoutChainIdError,
  ReservedEvidenceIdError,
  SameBlockIdError,
  slasherErrorFrom,
  TooManyKeysError,
  ValidatorTooLongError,
  VotesNotTakenError,
  WeakPubkeyError,
  WrongSignatureError,
} from "./errors.js";
export { type SlasherEvent, slasherEvents } from "./events.js";
export { type GetConfigParams, getConfig, type SlasherConfig } from "./getConfig.js";
export { type Evidence, type GetEvidenceParams, getEvidence } from "./getEvidence.js";
export { type GetKeyParams, getKey, type KeyRange } from "./getKey.js";
export { type GetUnbondingPeriodParams, getUnbondingPeriod } from "./getUnbondingPeriod.js";
export { type InitParams, initMsg } from "./init.js";
export { iterateKeys, type KeyCursor, type ListKeysParams, listKeys } from "./listKeys.js";
export { type RegisterKeyParams, registerKey, registerKeyMsg } from "./registerKey.js";
export type {
  ExecuteMsg as SlasherExecuteMsg,
  InstantiateMsg as SlasherInstantiateMsg,
  QueryMsg as SlasherQueryMsg,
} from "./schema.js";
export { type SetMinHeightParams, setMinHeight, setMinHeightMsg } from "./setMinHeight.js";
export {
  type BlockId,
  type SubmitDuplicateVoteParams,
  submitDuplicateVote,
  submitDuplicateVoteMsg,
  type Vote,
} from "./submitDuplicateVote.js";
export { type SubmitEvidenceParams, submitEvidence, submitEvidenceMsg } from "./submitEvidence.js";
export { votesFromEvidence } from "./votesFromEvidence.js";
