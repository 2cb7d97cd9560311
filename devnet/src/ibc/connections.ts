import type { Ctx } from "../types.js";
import type { LightClients } from "./clients.js";
import { clientErrors, connectionErrors, ibcError, within } from "./errors.js";
import { emitConnection } from "./events.js";
import type { Height } from "./height.js";
import { type Connection, connectionValue, type IbcStore, paths } from "./store.js";

/** The handshake of connections. Mirrors 03-connection; the one version there is is not negotiated. */
export class Connections {
  constructor(
    private readonly store: IbcStore,
    private readonly clients: LightClients,
  ) {}

  openInit(ctx: Ctx, clientId: string, counterpartyClientId: string): string {
    const status = this.clients.status(ctx.block, clientId);
    if (status !== "Active") throw ibcError(clientErrors.notActive, `client (${clientId}) status is ${status}`);
    const connectionId = this.newId();
    const connection: Connection = {
      state: "INIT",
      clientId,
      counterparty: { clientId: counterpartyClientId, connectionId: "" },
    };
    this.store.setConnection(ctx.block, connectionId, connection);
    emitConnection(ctx, "init", connectionId, connection);
    return connectionId;
  }

  openTry(ctx: Ctx, clientId: string, counterparty: Connection["counterparty"], proofHeight: Height): string {
    const connectionId = this.newId();
    this.verify(ctx, clientId, proofHeight, counterparty.connectionId, {
      state: "INIT",
      clientId: counterparty.clientId,
      counterparty: { clientId, connectionId: "" },
    });
    const connection: Connection = { state: "TRYOPEN", clientId, counterparty };
    this.store.setConnection(ctx.block, connectionId, connection);
    emitConnection(ctx, "try", connectionId, connection);
    return connectionId;
  }

  openAck(ctx: Ctx, connectionId: string, counterpartyConnectionId: string, proofHeight: Height): void {
    const before = this.inState(connectionId, "INIT");
    this.verify(ctx, before.clientId, proofHeight, counterpartyConnectionId, {
      state: "TRYOPEN",
      clientId: before.counterparty.clientId,
      counterparty: { clientId: before.clientId, connectionId },
    });
    const connection: Connection = {
      ...before,
      state: "OPEN",
      counterparty: { ...before.counterparty, connectionId: counterpartyConnectionId },
    };
    this.store.setConnection(ctx.block, connectionId, connection);
    emitConnection(ctx, "ack", connectionId, connection);
  }

  openConfirm(ctx: Ctx, connectionId: string, proofHeight: Height): void {
    const before = this.inState(connectionId, "TRYOPEN");
    this.verify(ctx, before.clientId, proofHeight, before.counterparty.connectionId, {
      state: "OPEN",
      clientId: before.counterparty.clientId,
      counterparty: { clientId: before.clientId, connectionId },
    });
    const connection: Connection = { ...before, state: "OPEN" };
    this.store.setConnection(ctx.block, connectionId, connection);
    emitConnection(ctx, "confirm", connectionId, connection);
  }

  /** The connection; throws `connection/3` where there is none. */
  get(connectionId: string): Connection {
    const connection = this.store.connection(connectionId);
    if (connection === undefined) throw ibcError(connectionErrors.notFound, connectionId);
    return connection;
  }

  /** The connection, once open; throws `connection/6` before. */
  open(connectionId: string): Connection {
    const connection = this.get(connectionId);
    if (connection.state !== "OPEN") {
      const details = `connection state is not OPEN (got STATE_${connection.state})`;
      throw ibcError(connectionErrors.invalidState, details);
    }
    return connection;
  }

  private newId(): string {
    return `connection-${this.store.next("connection")}`;
  }

  private inState(connectionId: string, state: Connection["state"]): Connection {
    const connection = this.get(connectionId);
    if (connection.state !== state) {
      const details = `connection state is not ${state} (got STATE_${connection.state})`;
      throw ibcError(connectionErrors.invalidState, details);
    }
    return connection;
  }

  private verify(ctx: Ctx, clientId: string, height: Height, connectionId: string, expected: Connection): void {
    within(`failed connection state verification for client (${clientId})`, () =>
      this.clients.verifyMembership(
        ctx.block,
        clientId,
        height,
        paths.connection(connectionId),
        connectionValue(expected),
      ),
    );
  }
}
