import { MeshError } from "./base.js";

/** The deployment has no link to that chain. */
export class UnknownLinkError extends MeshError {
  override readonly name = "UnknownLinkError";
  constructor(
    readonly chainId: string,
    /** Chain ids of the links that there are. */
    readonly known: readonly string[],
  ) {
    super(`The deployment has no link to "${chainId}"; it has: ${known.join(", ") || "none"}.`);
  }
}

/** The handle was made without a client of that chain. */
export class MissingClientError extends MeshError {
  override readonly name = "MissingClientError";
  constructor(readonly chainId: string) {
    super(`Give createMesh a client of "${chainId}".`);
  }
}

/** Bonded tokens can't be delegated on the provider chain itself: it was installed without. */
export class NoLocalStakingError extends MeshError {
  override readonly name = "NoLocalStakingError";
  constructor(readonly chainId: string) {
    super(`The deployment has no meta-staking on "${chainId}" to delegate bonded tokens with.`);
  }
}

/** A claim can't grow above what is bonded. Found before anything was sent. */
export class ClaimAboveBondedError extends MeshError {
  override readonly name = "ClaimAboveBondedError";
  constructor(
    /** Asked for, in base units. */
    readonly amount: bigint,
    /** What this lienholder can still get. */
    readonly available: bigint,
    readonly bonded: bigint,
  ) {
    super(`Only ${available} more can be pledged here, not ${amount}: a claim can't be above the ${bonded} bonded.`);
  }
}

/** More should leave a validator than is staked on it. Found before anything was sent. */
export class UnstakeAboveStakeError extends MeshError {
  override readonly name = "UnstakeAboveStakeError";
  constructor(
    readonly validator: string,
    readonly amount: bigint,
    readonly staked: bigint,
  ) {
    super(`Only ${staked} is staked on ${validator}, not ${amount}.`);
  }
}

/** A transaction succeeded but did not send the packet it should have sent. */
export class MissingPacketError extends MeshError {
  override readonly name = "MissingPacketError";
  constructor(
    readonly transactionHash: string,
    readonly height: number,
    what: string,
  ) {
    super(`The transaction sent no ${what} packet.`, { details: [`Transaction: ${transactionHash}`] });
  }
}

/** An installation stopped; `chainId` is where. What was stored and instantiated stays. */
export class InstallError extends MeshError {
  override readonly name = "InstallError";
  constructor(
    readonly chainId: string,
    reason: string,
  ) {
    super(`Installing on ${chainId} stopped: ${reason}.`);
  }
}
