export { type ConsensusKey, consensusKey } from "./consensusKey.js";
export { loadContracts } from "./contracts.js";
export { startEmbedded } from "./embedded.js";
export { type ConsumerTerms, type InstallOnParams, installOn } from "./installOn.js";
export { main, type Output } from "./main.js";
export { CHAIN_NAMES, type ChainName, type Stage, type StageChain } from "./stage.js";
