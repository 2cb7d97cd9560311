import { packetsFromTx, type SigningClient, sendMsgs, simulateMsgs } from "mesh-security-sdk";
import { bondMsg, grantClaimMsg, lockupErrorFrom } from "mesh-security-sdk/lockup";
import type { Deployment } from "mesh-security-sdk/mesh";
import { providerErrorFrom } from "mesh-security-sdk/provider";

/**
 * Bonds, and pledges all of it to one validator of every consumer chain, in one transaction: all of it happens or
 * nothing. `validators` by chain id. Answers the gas that was estimated and the packets that are now on their way.
 */
export async function bondAndPledge(
  client: SigningClient,
  deployment: Deployment,
  sender: string,
  amount: bigint,
  validators: Readonly<Record<string, string>>,
) {
  const { lockup: contract, denom } = deployment.provider;
  const messages = [bondMsg({ contract, sender, funds: { denom, amount } })];
  for (const { chainId, provider: lienholder } of deployment.links) {
    const validator = validators[chainId];
    if (validator !== undefined) messages.push(grantClaimMsg({ contract, sender, lienholder, validator, amount }));
  }

  const errors = [lockupErrorFrom, providerErrorFrom];
  const gas = await simulateMsgs(client, sender, messages, { errors });
  const { events } = await sendMsgs(client, sender, messages, { errors });
  return { gas, packets: packetsFromTx(events) };
}
