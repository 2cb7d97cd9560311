/** Messages that fill and spend the community pool, whichever module keeps it: x/distribution or x/protocolpool. */

import { decodeAddress } from "../address.js";
import { isBlocked, requireAddress, requireGovernance, requireSigner } from "../auth.js";
import { areValidCoins, formatCoins, parseCoins, type WireCoin } from "../coins.js";
import { govError } from "../gov/errors.js";
import { rootError } from "../sdk-error.js";
import { type App, type Coin, type Ctx, type MsgResult, SdkError } from "../types.js";
import * as dec from "./dec-coins.js";
import { distributionError } from "./errors.js";
import type { DistributionStore } from "./store.js";

export interface MsgFundCommunityPool {
  readonly depositor: string;
  readonly amount: readonly WireCoin[];
}

export interface MsgCommunityPoolSpend {
  readonly authority: string;
  readonly recipient: string;
  readonly amount: readonly WireCoin[];
}

const DISTRIBUTION = "/cosmos.distribution.v1beta1";
const PROTOCOL_POOL = "/cosmos.protocolpool.v1";
const NO_RESPONSE: MsgResult = { data: new Uint8Array(), response: {} };

/** Handlers by typeUrl where x/distribution keeps the pool itself. */
export function ownPoolMessages(store: DistributionStore, app: App) {
  return {
    [`${DISTRIBUTION}.MsgFundCommunityPool`]: (ctx: Ctx, signer: string, value: MsgFundCommunityPool): MsgResult => {
      store.addToPool(dec.fromCoins(fund(app, ctx, signer, value, "distribution")));
      return NO_RESPONSE;
    },

    [`${DISTRIBUTION}.MsgCommunityPoolSpend`]: (ctx: Ctx, signer: string, value: MsgCommunityPoolSpend): MsgResult => {
      requireGovernance(app.auth, signer, authorityOf(app, value), (details) => govError("invalidSigner", details));
      const coins = amountOf(value);
      const recipient = recipientOf(app, value);
      if (isBlocked(app.auth, recipient)) {
        throw rootError("unauthorized", `${recipient} is not allowed to receive external funds`);
      }
      const pool = store.communityPool;
      const spent = dec.fromCoins(coins);
      if (!dec.covers(pool, spent)) throw distributionError("badDistribution");
      app.bank.send(ctx, app.auth.moduleAddress("distribution"), recipient, coins);
      store.putPool(dec.sub(pool, spent));
      return NO_RESPONSE;
    },
  };
}

/** Handlers by typeUrl where x/protocolpool keeps the pool: x/distribution's own are refused. */
export function externalPoolMessages(app: App) {
  return {
    [`${DISTRIBUTION}.MsgFundCommunityPool`]: (): MsgResult => {
      throw rootError(
        "invalidRequest",
        "external community pool is enabled - use the FundCommunityPool method exposed by the external community pool",
      );
    },

    [`${DISTRIBUTION}.MsgCommunityPoolSpend`]: (): MsgResult => {
      throw rootError(
        "invalidRequest",
        "external community pool is enabled -  use the DistributFromCommunityPool method exposed by the external community pool",
      );
    },

    [`${PROTOCOL_POOL}.MsgFundCommunityPool`]: (ctx: Ctx, signer: string, value: MsgFundCommunityPool): MsgResult => {
      fund(app, ctx, signer, value, "protocolpool");
      return NO_RESPONSE;
    },

    [`${PROTOCOL_POOL}.MsgCommunityPoolSpend`]: (ctx: Ctx, signer: string, value: MsgCommunityPoolSpend): MsgResult => {
      requireGovernance(app.auth, signer, authorityOf(app, value), poolError);
      const coins = amountOf(value);
      const recipient = recipientOf(app, value);
      if (isBlocked(app.auth, recipient))
        throw rootError("unauthorized", `${recipient} is not allowed to receive funds`);
      app.bank.send(ctx, app.auth.moduleAddress("protocolpool"), recipient, coins);
      return NO_RESPONSE;
    },
  };
}

/** The one error of x/protocolpool. */
function poolError(details: string): SdkError {
  return new SdkError(
    "protocolpool",
    2,
    `${details}: expected authority account as only signer for community pool spend message`,
  );
}

function fund(app: App, ctx: Ctx, signer: string, value: MsgFundCommunityPool, module: string): readonly Coin[] {
  const depositor = requireAddress(app.prefix, "account", "depositor", value.depositor);
  requireSigner(signer, depositor);
  const coins = amountOf(value);
  app.bank.send(ctx, depositor, app.auth.moduleAddress(module), coins);
  return coins;
}

function amountOf({ amount }: { readonly amount: readonly WireCoin[] }): readonly Coin[] {
  const coins = parseCoins(amount);
  if (coins.length === 0) throw rootError("invalidCoins", "amount cannot be nil");
  if (!areValidCoins(coins)) throw rootError("invalidCoins", formatCoins(coins));
  return coins;
}

/** A wrong address gets no words around it, in either module. */
function recipientOf(app: App, { recipient }: MsgCommunityPoolSpend): string {
  decodeAddress(app.prefix, recipient);
  return recipient.toLowerCase();
}

/** The signer of a spending. */
function authorityOf(app: App, { authority }: MsgCommunityPoolSpend): string {
  return requireAddress(app.prefix, "account", "authority", authority);
}
