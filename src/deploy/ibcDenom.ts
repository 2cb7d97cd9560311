import { assertIdentifier } from "../core/argument.js";
import { toUtf8 } from "../core/bytes.js";
import { assertDenom } from "../core/coin.js";
import { sha256, toHex } from "./hash.js";

/**
 * How a chain names another chain's denom that came in over one ICS-20 channel: `ibc/` and the hash of its path.
 *
 * @param channelId - the transfer channel on the chain that receives.
 * @param denom - the denom on the chain it came from.
 * @throws InvalidArgumentError, InvalidDenomError
 *
 * @example
 * ```ts
 * await ibcDenom("channel-0", "uatom"); // "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2"
 * ```
 */
export async function ibcDenom(channelId: string, denom: string): Promise<string> {
  const path = `transfer/${assertIdentifier("channel", channelId)}/${assertDenom(denom)}`;
  return `ibc/${toHex(await sha256(toUtf8(path))).toUpperCase()}`;
}
