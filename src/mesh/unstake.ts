import { assertValidator } from "../core/address.js";
import { amountToWire } from "../core/coin.js";
import type { SendOptions, SentTx } from "../core/tx.js";
import { UnstakeAboveStakeError } from "../errors/mesh.js";
import type { Packet } from "../ibc/index.js";
import { getAccount, unstake as unstakeAtProvider } from "../provider/index.js";
import { getInFlightOf } from "./inFlight.js";
import { clientOf, linkOf, type Mesh } from "./mesh.js";
import { packetOf } from "./packetOf.js";

export interface UnstakeParams {
  /** The account whose stake leaves; it signs. */
  readonly delegator: string;
  /** Chain id of the consumer. */
  readonly consumer: string;
  /** Operator address on the consumer chain. */
  readonly validator: string;
  /** Base units of the bonded token. */
  readonly amount: bigint;
}

export interface SentUnstake extends SentTx {
  /**
   * What tells the consumer chain. The unbonding goes on whatever becomes of it. None where the stake was taken from
   * parts that were never answered, or the channel does not carry packets now.
   */
  readonly packet: Packet | undefined;
}

/**
 * Starts unbonding stake at the provider of a consumer chain (its `unstake`). The unbonding time counts from this
 * transaction; then `unbond` at the provider releases the claim.
 *
 * @throws UnstakeAboveStakeError, InvalidAddressError, InvalidAmountError, UnknownLinkError, MissingClientError before
 * anything is sent; what the provider's `unstake` throws.
 *
 * @example
 * ```ts
 * await unstake(mesh, { delegator, consumer: "juno-1", validator, amount: 700_000_000n });
 * ```
 */
export async function unstake(mesh: Mesh, params: UnstakeParams, options?: SendOptions): Promise<SentUnstake> {
  const { delegator, validator, amount } = params;
  const link = linkOf(mesh, params.consumer);
  const client = clientOf(mesh, mesh.deployment.provider.chainId);
  assertValidator(validator, link.prefix);
  amountToWire(amount);

  const stakes = await getAccount(client, { contract: link.provider, account: delegator });
  const active = stakes.find((each) => each.validator === validator)?.tokens ?? 0n;
  if (amount > active) {
    const unanswered = await getInFlightOf(client, link.provider, delegator, validator);
    if (amount > active + unanswered) throw new UnstakeAboveStakeError(validator, amount, active);
  }
  const sent = await unstakeAtProvider(
    client,
    { contract: link.provider, sender: delegator, validator, amount },
    options,
  );
  const packet = packetOf(sent, link.provider, "unstake");
  return { ...sent, packet };
}
