import { OutOfGas, Panic } from "../gas.js";
import { SdkError } from "../types.js";

/** An error as ibc-go registers it: its text comes last, the details before it. */
export interface ErrorKind {
  readonly codespace: string;
  readonly code: number;
  readonly text: string;
}

/** Error kinds of one codespace, by the name they have in the code here. */
export const kinds = <K extends string>(codespace: string, of: Readonly<Record<K, readonly [number, string]>>) =>
  Object.fromEntries(
    Object.entries<readonly [number, string]>(of).map(([name, [code, text]]) => [name, { codespace, code, text }]),
  ) as Readonly<Record<K, ErrorKind>>;

export const clientErrors = kinds("client", {
  invalidClient: [3, "light client is invalid"],
  notFound: [4, "light client not found"],
  consensusNotFound: [7, "consensus state not found"],
  invalidHeader: [12, "invalid client header"],
  invalidRecovery: [24, "invalid recovery client"],
  invalidHeight: [26, "invalid height"],
  notActive: [29, "client state is not active"],
});

export const connectionErrors = kinds("connection", {
  notFound: [3, "connection not found"],
  invalidState: [6, "invalid connection state"],
});

export const channelErrors = kinds("channel", {
  notFound: [3, "channel not found"],
  invalidState: [5, "invalid channel state"],
  invalidOrdering: [6, "invalid channel ordering"],
  invalidCounterparty: [7, "invalid counterparty channel"],
  invalidPacket: [13, "invalid packet"],
  tooManyHops: [15, "too many connection hops"],
  invalidAcknowledgement: [16, "invalid acknowledgement"],
  acknowledgementExists: [17, "acknowledgement for packet already exists"],
  invalidIdentifier: [18, "invalid channel identifier"],
  packetReceived: [19, "packet already received"],
  outOfOrder: [21, "packet sequence is out of order"],
  timeoutNotReached: [39, "timeout not reached"],
  timeoutElapsed: [40, "timeout elapsed"],
});

/** Of the second version of IBC, which transfers take where the channel is unknown. */
export const clientV2Errors = kinds("clientv2", { counterpartyNotFound: [35, "counterparty not found"] });

export const portErrors = kinds("port", {
  invalidPort: [4, "invalid port"],
  invalidRoute: [5, "route not found"],
});

export const proofErrors = kinds("commitment", { invalidProof: [2, "invalid proof"] });

export const hostErrors = kinds("host", { invalidId: [2, "invalid identifier"] });

export const tendermintErrors = kinds("07-tendermint", {
  invalidTrustingPeriod: [3, "invalid trusting period"],
});

export const ibcErrors = kinds("ibc", {
  unauthorized: [2, "unauthorized"],
  invalidAddress: [5, "invalid address"],
  invalidCoins: [6, "invalid coins"],
  invalidRequest: [8, "invalid request"],
  invalidHeight: [9, "invalid height"],
  invalidType: [12, "invalid type"],
  unknownRequest: [4, "unknown request"],
});

/** The error of that kind; without details its own text alone. */
export function ibcError(kind: ErrorKind, details?: string): SdkError {
  return new SdkError(kind.codespace, kind.code, details === undefined ? kind.text : `${details}: ${kind.text}`);
}

/**
 * Runs `body` and puts `details` before the text of an error it throws, as ibc-go wraps them. Panics, such as gas that
 * runs out, are no errors there: they pass unchanged.
 */
export function within<T>(details: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof SdkError) || error instanceof OutOfGas || error instanceof Panic) throw error;
    throw new SdkError(error.codespace, error.code, `${details}: ${error.message}`);
  }
}
