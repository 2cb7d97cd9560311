export { createSlasherClient, type SlasherClient, type SlasherReader } from "./client.js";
export { DuplicateEvidenceError, EmptyValidatorError, EvidenceIdError, slasherErrorFrom } from "./errors.js";
export { type SlasherEvent, slasherEvents } from "./events.js";
export { type GetConfigParams, getConfig, type SlasherConfig } from "./getConfig.js";
export { type Evidence, type GetEvidenceParams, getEvidence } from "./getEvidence.js";
export { type GetUnbondingPeriodParams, getUnbondingPeriod } from "./getUnbondingPeriod.js";
export { type InitParams, initMsg } from "./init.js";
export type {
  ExecuteMsg as SlasherExecuteMsg,
  InstantiateMsg as SlasherInstantiateMsg,
  QueryMsg as SlasherQueryMsg,
} from "./schema.js";
export { type SubmitEvidenceParams, submitEvidence, submitEvidenceMsg } from "./submitEvidence.js";
