/** From parameters in the SDK's words to the feed's messages. Every argument is checked here. */
import { assertAccount } from "../core/address.js";
import { priceToWire } from "../core/argument.js";
import type { Decimal } from "../math/decimal.js";
import type { InitParams } from "./init.js";
import type { ExecuteMsg, InstantiateMsg, QueryMsg } from "./schema.js";

export function initWire({ owner, price }: InitParams): InstantiateMsg {
  assertAccount(owner, undefined, "owner");
  return { owner, rate: priceToWire(price) };
}

export function setPriceWire(params: { readonly price: Decimal }): ExecuteMsg {
  return { set: { rate: priceToWire(params.price) } };
}

export function priceWire(): QueryMsg {
  return { price: {} };
}

export function configWire(): QueryMsg {
  return { config: {} };
}
