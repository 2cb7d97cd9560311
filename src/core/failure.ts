import { isMeshError } from "../errors/base.js";
import {
  AccountNotFoundError,
  ContractNotFoundError,
  InsufficientFeeError,
  InsufficientFundsError,
  OutOfGasError,
  SigningRejectedError,
  TxExpiredError,
  type TxFailedError,
  type TxFailure,
  TxStatusUnknownError,
  UnauthorizedError,
  UnknownChainError,
  UnknownSignerError,
  WrongSequenceError,
} from "../errors/chain.js";
import type { ErrorMatcher } from "./matcher.js";
import { sharedError } from "./sharedErrors.js";

const big = (text: string | undefined) => (text === undefined ? undefined : BigInt(text));

/** x/sdk's own refusals: code in codespace "sdk", and the text that x/sdk ends such a log with. */
const CHAIN: readonly (readonly [code: number, text: RegExp, make: (failure: TxFailure) => TxFailedError])[] = [
  [4, /: unauthorized\b/, (failure) => new UnauthorizedError(failure)],
  [5, /insufficient funds/, (failure) => new InsufficientFundsError(failure)],
  [9, /unknown address|does not exist on chain/, (failure) => new AccountNotFoundError(failure)],
  [
    11,
    /out of gas/,
    (failure) =>
      new OutOfGasError(
        failure,
        big(/gasWanted: (\d{1,20})/.exec(failure.log)?.[1]),
        big(/gasUsed: (\d{1,20})/.exec(failure.log)?.[1]),
      ),
  ],
  [13, /insufficient fee/, (failure) => new InsufficientFeeError(failure)],
  [30, /tx timeout height/, (failure) => new TxExpiredError(failure)],
  [
    32,
    /account sequence mismatch|incorrect account sequence/,
    (failure) => {
      const [, expected, got] = /expected (\d{1,20}), got (\d{1,20})/.exec(failure.log) ?? [];
      return new WrongSequenceError(failure, big(expected), big(got));
    },
  ],
];

/**
 * The error that stands for a refused transaction: the contracts' texts first, then what all contracts share, then
 * the chain's own codes and texts, and UnknownChainError for the rest.
 *
 * @param matchers - of the contracts that the transaction may reach, see each contract's `…ErrorFrom`.
 *
 * @example
 * ```ts
 * throw errorFrom({ log: result.rawLog ?? "", code: result.code }, [lockupErrorFrom]);
 * ```
 */
export function errorFrom(failure: TxFailure, matchers: readonly ErrorMatcher[] = []): TxFailedError {
  for (const match of [...matchers, sharedError]) {
    const error = match(failure);
    if (error !== undefined) return error;
  }
  if (/no such contract|contract: not found/.test(failure.log)) return new ContractNotFoundError(failure);
  const bySpace = CHAIN.find(([code]) => failure.codespace === "sdk" && code === failure.code);
  const found = bySpace ?? CHAIN.find(([, text]) => text.test(failure.log));
  return found === undefined ? new UnknownChainError(failure) : found[2](failure);
}

/** How clients word a refusal in simulation. */
const SIMULATION = /^Query failed with \(\d+\): /;
const REFUSED = /failed to execute message|execute wasm contract failed|: unknown request\b/;
const NO_KEY = /Failed to retrieve account from signer/;
const DECLINED = /\b(?:request rejected|rejected by (?:the )?user|user (?:rejected|denied))/i;

function fieldOf(error: unknown, key: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
}

function textOf(error: unknown, key: string): string | undefined {
  const value = fieldOf(error, key);
  return typeof value === "string" ? value : undefined;
}

/**
 * The error for whatever a client threw while it estimated or sent.
 *
 * @param sending - whether the transaction may have left: then what is no refusal is a TxStatusUnknownError.
 *
 * @example
 * ```ts
 * try {
 *   await client.signAndBroadcast(sender, messages, "auto");
 * } catch (error) {
 *   throw thrownError(error, true, [lockupErrorFrom]);
 * }
 * ```
 */
export function thrownError(error: unknown, sending: boolean, matchers: readonly ErrorMatcher[] = []): unknown {
  if (isMeshError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = fieldOf(error, "code");
  const codespace = textOf(error, "codespace");
  if (typeof code === "number" && codespace !== undefined) {
    return errorFrom({ log: textOf(error, "log") ?? text, code, codespace, cause: error }, matchers);
  }
  if (DECLINED.test(text)) return new SigningRejectedError(error);
  if (NO_KEY.test(text)) return new UnknownSignerError(error);
  if (SIMULATION.test(text) || REFUSED.test(text) || /does not exist on chain/.test(text)) {
    return errorFrom({ log: text.replace(SIMULATION, ""), cause: error }, matchers);
  }
  return sending ? new TxStatusUnknownError(textOf(error, "txId"), error) : error;
}
