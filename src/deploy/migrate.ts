import { consumerErrorFrom } from "../consumer/errors.js";
import { assertAccount } from "../core/address.js";
import { assertInteger } from "../core/argument.js";
import { toJsonBytes } from "../core/bytes.js";
import type { EncodeObject, SigningClient } from "../core/client.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { providerErrorFrom } from "../provider/errors.js";
import { slasherErrorFrom } from "../slasher/errors.js";
import { stakingErrorFrom } from "../staking/errors.js";

export interface MigrateParams {
  /** The contract's migration admin on its chain. `install` gives contracts none. */
  readonly sender: string;
  /** Any of the five contracts. */
  readonly contract: string;
  /** The code that takes over, as the chain numbers it. */
  readonly codeId: number;
}

/**
 * Message of {@link migrate}: x/wasm's `MsgMigrateContract`. All five contracts take the same message, `{}`.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * migrateMsg({ sender, contract, codeId: 7 });
 * ```
 */
export function migrateMsg(params: MigrateParams): EncodeObject {
  const prefix = assertAccount(params.sender, undefined, "sender");
  assertAccount(params.contract, prefix, "contract");
  return Object.freeze({
    typeUrl: "/cosmwasm.wasm.v1.MsgMigrateContract",
    value: Object.freeze({
      sender: params.sender,
      contract: params.contract,
      codeId: BigInt(assertInteger("codeId", params.codeId, 1)),
      msg: toJsonBytes({}),
    }),
  });
}

/**
 * Has another code take a contract over with all that it keeps (each contract's `migrate`). The code must be of the same
 * contract, in the same version or a newer one.
 *
 * @throws as {@link migrateMsg}; UnauthorizedError; MigrationRefusedError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * await migrate(client, { sender, contract, codeId: 7 });
 * ```
 */
export async function migrate(client: SigningClient, params: MigrateParams, options?: SendOptions): Promise<SentTx> {
  const errors = [lockupErrorFrom, providerErrorFrom, slasherErrorFrom, consumerErrorFrom, stakingErrorFrom];
  return sendMsgs(client, params.sender, [migrateMsg(params)], { ...options, errors });
}
