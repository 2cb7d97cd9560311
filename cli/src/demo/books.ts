import { getBalance } from "mesh-security-sdk/lockup";
import { getPosition } from "mesh-security-sdk/mesh";
import type { StageChain } from "../stage.js";
import type { Consumer, Setting } from "./cast.js";
import { table, units } from "./format.js";

/** Rows of an owner's position: one for every chain, then what is free. */
export async function positionLines(setting: Setting, who: string, owner: string): Promise<string[]> {
  const position = await getPosition(setting.mesh, { owner });
  const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
  const rows = [[`${who}'s tokens`, "claim", "staked", "in flight", "unbonding"]];
  for (const link of position.links) {
    rows.push([
      link.consumer,
      units(link.claim),
      units(sum(link.staked.map(({ tokens }) => tokens))),
      units(sum(link.inFlight.map(({ amount }) => amount))),
      units(sum(link.unbonding.map(({ tokens }) => tokens))),
    ]);
  }
  return [...table(rows), `bonded ${units(position.bonded)}, free ${units(position.free)}`];
}

/** What x/staking says meta-staking has at the chain's validators, by validator. */
export async function delegations(consumer: Consumer): Promise<Map<string, bigint>> {
  const { chain, link } = consumer;
  const found = new Map<string, bigint>();
  for (const validator of chain.validators) found.set(validator, await chain.delegation(link.staking, validator));
  return found;
}

export async function delegated(consumer: Consumer): Promise<bigint> {
  return [...(await delegations(consumer)).values()].reduce((a, b) => a + b, 0n);
}

/** What x/distribution paid meta-staking so far, read from the chain's own events. */
export async function earned(consumer: Consumer): Promise<bigint> {
  const { chain, link } = consumer;
  const txs = await chain.client.searchTx([{ key: "withdraw_rewards.delegator", value: link.staking }]);
  let sum = 0n;
  for (const { code, events } of txs) {
    if (code !== 0) continue;
    for (const { type, attributes } of events) {
      if (type !== "withdraw_rewards") continue;
      const value = (key: string) => attributes.find((each) => each.key === key)?.value;
      if (value("delegator") !== link.staking) continue;
      for (const coin of (value("amount") ?? "").split(",")) {
        const [, amount, denom] = /^(\d+)(.+)$/.exec(coin) ?? [];
        if (denom === chain.rewardsDenom && amount !== undefined) sum += BigInt(amount);
      }
    }
  }
  return sum;
}

/** What an account holds of a denom. */
export async function holds(chain: StageChain, account: string, denom: string): Promise<bigint> {
  return BigInt((await chain.client.getBalance(account, denom)).amount);
}

export async function free(setting: Setting, account: string): Promise<bigint> {
  const { home, mesh } = setting;
  return (await getBalance(home.client, { contract: mesh.deployment.provider.lockup, account })).free;
}
