import { event } from "../ledger.js";
import type { State, Table } from "../state.js";
import type { Block, Ctx } from "../types.js";
import { clientErrors, ibcError, ibcErrors, proofErrors, tendermintErrors } from "./errors.js";
import { formatHeight, type Height, heightOn, padded, reached, ZERO_HEIGHT } from "./height.js";
import type { IbcStore } from "./store.js";

/**
 * Another chain as its finished blocks show it. It stands for headers and proofs: a client looks only at heights it was
 * updated to.
 */
export interface ChainView {
  readonly chainId: string;
  /** The last finished block; undefined before the first one. */
  latest(): { readonly height: bigint; readonly time: bigint } | undefined;
  /** Time of a block, nanoseconds; undefined where there is none, or it is too old. */
  blockTime(height: bigint): bigint | undefined;
  /** What stood under a path after that block. */
  valueAt(path: string, height: bigint): string | undefined;
}

/** What a chain knows of another one. Frozen clients do not occur: nobody forges headers here. */
export interface Client {
  readonly chainId: string;
  /** Nanoseconds. Without an update for so long, the client is expired. */
  readonly trustingPeriod: bigint;
  readonly latestHeight: Height;
}

export type ClientStatus = "Active" | "Expired" | "Unknown";

const TYPE = "07-tendermint";

/** Light clients: heights and times of other chains, as relayers told them. Mirrors 02-client and 07-tendermint. */
export class LightClients {
  private readonly clients: Table<Client>;
  /** Times by client and height. */
  private readonly consensus: Table<bigint>;
  private readonly views = new Map<string, ChainView>();

  constructor(
    state: State,
    private readonly store: IbcStore,
  ) {
    this.clients = state.table("ibc/clients");
    this.consensus = state.table("ibc/consensus");
  }

  /** Makes a chain known, so that there may be clients of it. */
  addView(view: ChainView): void {
    this.views.set(view.chainId, view);
  }

  client(clientId: string): Client | undefined {
    return this.clients.get(clientId);
  }

  /** Every client by id. */
  all(): Iterable<readonly [clientId: string, client: Client]> {
    return this.clients.range();
  }

  /** Makes a client of a known chain; answers its id. */
  create(
    ctx: Ctx,
    message: { readonly chainId: string; readonly trustingPeriod: bigint; readonly height: bigint },
  ): string {
    const { chainId, trustingPeriod } = message;
    if (trustingPeriod <= 0n) {
      throw ibcError(tendermintErrors.invalidTrustingPeriod, "trusting period must be greater than zero");
    }
    const time = this.views.get(chainId)?.blockTime(message.height);
    if (time === undefined) {
      throw ibcError(clientErrors.invalidClient, `no block ${message.height} of chain ${chainId}`);
    }
    const clientId = `${TYPE}-${this.store.next("client")}`;
    const height = heightOn(chainId, message.height);
    this.clients.set(clientId, { chainId, trustingPeriod, latestHeight: height });
    this.consensus.set(consensusKey(clientId, height), time);
    const status = this.status(ctx.block, clientId);
    if (status !== "Active") {
      throw ibcError(clientErrors.notActive, `cannot create client (${clientId}) with status ${status}`);
    }
    this.emit(ctx, "create_client", { client_id: clientId, client_type: TYPE, consensus_height: formatHeight(height) });
    return clientId;
  }

  /** Takes over height and time of a block of the other chain. */
  update(ctx: Ctx, clientId: string, blockHeight: bigint): void {
    const client = this.clients.get(clientId);
    const status = this.status(ctx.block, clientId);
    if (client === undefined || status !== "Active") {
      throw ibcError(clientErrors.notActive, `cannot update client (${clientId}) with status ${status}`);
    }
    const height = heightOn(client.chainId, blockHeight);
    const key = consensusKey(clientId, height);
    if (!this.consensus.has(key)) {
      if (reached(client.latestHeight, height)) {
        const both = `${formatHeight(height)} ≤ ${formatHeight(client.latestHeight)}`;
        throw ibcError(clientErrors.invalidHeader, `header height ≤ consensus state height (${both})`);
      }
      const time = this.views.get(client.chainId)?.blockTime(blockHeight);
      if (time === undefined) {
        throw ibcError(clientErrors.invalidHeader, `no block ${blockHeight} of chain ${client.chainId}`);
      }
      this.pruneOldest(ctx.block, clientId, client);
      this.clients.set(clientId, { ...client, latestHeight: height });
      this.consensus.set(key, time);
    }
    this.emit(ctx, "update_client", {
      client_id: clientId,
      client_type: TYPE,
      consensus_height: formatHeight(height),
      consensus_heights: formatHeight(height),
    });
  }

  /** Revives an expired client with what an active one of the same chain knows. */
  recover(ctx: Ctx, subjectId: string, substituteId: string): void {
    const status = this.status(ctx.block, subjectId);
    if (status === "Active") {
      throw ibcError(
        clientErrors.invalidRecovery,
        `cannot recover subject client (${subjectId}) with status ${status}`,
      );
    }
    const substituteStatus = this.status(ctx.block, substituteId);
    const subject = this.clients.get(subjectId);
    const substitute = this.clients.get(substituteId);
    if (substitute === undefined || substituteStatus !== "Active") {
      const details = `cannot recover client using substitute client (${substituteId}) with status ${substituteStatus}`;
      throw ibcError(clientErrors.notActive, details);
    }
    if (subject === undefined) throw ibcError(clientErrors.notFound, subjectId);
    if (reached(subject.latestHeight, substitute.latestHeight)) {
      const both = `${formatHeight(subject.latestHeight)} >= ${formatHeight(substitute.latestHeight)}`;
      throw ibcError(
        clientErrors.invalidHeight,
        `subject client state latest height is greater or equal to substitute client state latest height (${both})`,
      );
    }
    this.consensus.set(
      consensusKey(subjectId, substitute.latestHeight),
      this.timeAt(substituteId, substitute.latestHeight),
    );
    this.clients.set(subjectId, substitute);
    this.emit(ctx, "recover_client", { subject_client_id: subjectId, client_type: TYPE });
  }

  status(block: Block, clientId: string): ClientStatus {
    const client = this.clients.get(clientId);
    if (client === undefined) return "Unknown";
    const latest = this.consensus.get(consensusKey(clientId, client.latestHeight));
    return latest !== undefined && latest + client.trustingPeriod > block.time ? "Active" : "Expired";
  }

  latestHeight(clientId: string): Height {
    return this.clients.get(clientId)?.latestHeight ?? ZERO_HEIGHT;
  }

  /** Time of a block of the other chain that the client knows. */
  timeAt(clientId: string, height: Height): bigint {
    if (!this.clients.has(clientId)) throw ibcError(clientErrors.notFound, clientId);
    const time = this.consensus.get(consensusKey(clientId, height));
    if (time === undefined) throw ibcError(clientErrors.consensusNotFound, `height (${formatHeight(height)})`);
    return time;
  }

  /** Throws where that value did not stand under the path on the other chain. */
  verifyMembership(block: Block, clientId: string, height: Height, path: string, value: string): void {
    const found = this.provenValue(block, clientId, height, path, "membership");
    if (found !== value) {
      throw ibcError(proofErrors.invalidProof, `membership of ${path} at height ${formatHeight(height)} is not proven`);
    }
  }

  /** Throws where anything stood under the path on the other chain. */
  verifyAbsence(block: Block, clientId: string, height: Height, path: string): void {
    if (this.provenValue(block, clientId, height, path, "non membership") !== undefined) {
      throw ibcError(proofErrors.invalidProof, `absence of ${path} at height ${formatHeight(height)} is not proven`);
    }
  }

  private provenValue(block: Block, clientId: string, height: Height, path: string, what: string): string | undefined {
    const status = this.status(block, clientId);
    const client = this.clients.get(clientId);
    if (client === undefined || status !== "Active") {
      throw ibcError(
        clientErrors.notActive,
        `cannot call verify ${what} on client (${clientId}) with status ${status}`,
      );
    }
    const { latestHeight } = client;
    if (!reached(latestHeight, height)) {
      const both = `${goStruct(latestHeight)} < ${goStruct(height)}`;
      throw ibcError(
        ibcErrors.invalidHeight,
        `client state height < proof height (${both}), please ensure the client has been updated`,
      );
    }
    if (!this.consensus.has(consensusKey(clientId, height))) {
      throw ibcError(
        clientErrors.consensusNotFound,
        "please ensure the proof was constructed against a height that exists on the client",
      );
    }
    return this.views.get(client.chainId)?.valueAt(path, height.revisionHeight);
  }

  /** Drops the oldest known height once its own trusting period is over, so that their number is bounded. */
  private pruneOldest(block: Block, clientId: string, client: Client): void {
    for (const [key, time] of this.consensus.prefixed(`${clientId}/`)) {
      if (time + client.trustingPeriod <= block.time) this.consensus.delete(key);
      return;
    }
  }

  private emit(ctx: Ctx, type: string, attributes: Readonly<Record<string, string>>): void {
    ctx.events.push(event(type, attributes), event("message", { module: "ibc_client" }));
  }
}

function consensusKey(clientId: string, height: Height): string {
  return `${clientId}/${padded(height.revisionNumber)}-${padded(height.revisionHeight)}`;
}

/** ibc-go formats the heights of this one error as Go structs. */
function goStruct(height: Height): string {
  return `{${height.revisionNumber} ${height.revisionHeight}}`;
}
