import { grantClaimMsg } from "mesh-security-sdk/lockup";
import { rebalanceMsg, releaseLocalMsg, syncSlashMsg, unstakeLocalMsg } from "mesh-security-sdk/staking";
import { lateAddress } from "./costCrowd.js";
import { bond, send } from "./costFlow.js";
import type { CostWorld } from "./costWorld.js";
import { UNBONDING } from "./world.js";

const STAKED = 1_000_000n;
/** Owners that a page of a slash at home goes through. */
const PAGE = 30;

/** Bonded tokens are delegated at home beside a crowd's and come back; then the chain slashes what is left. */
export function stakeAtHome(world: CostWorld): void {
  const { home, lockup, localStaking: contract, homeValidator: validator, network } = world;
  const sender = lateAddress(home.prefix, "homebody");
  const at = { contract, sender, validator };
  const claim = { contract: lockup, sender, lienholder: contract, validator, amount: STAKED };
  // The validator's first delegation brings no rewards with it.
  const forerunner = lateAddress(home.prefix, "forerunner");
  bond(world, undefined, forerunner, STAKED);
  send(world, undefined, home, grantClaimMsg({ ...claim, sender: forerunner }));
  bond(world, undefined, sender, 2n * STAKED);
  send(world, "lockup: grant_claim, at home", home, grantClaimMsg(claim));
  send(world, "lockup: grant_claim, at home again", home, grantClaimMsg(claim));
  send(world, "staking: unstake_local", home, unstakeLocalMsg({ ...at, amount: STAKED }));
  send(world, "staking: rebalance, for home stake", home, rebalanceMsg(at));
  network.advance(BigInt(UNBONDING + 1));
  const { events } = send(world, "staking: release_local", home, releaseLocalMsg(at));
  if (!told(events, "return_local")) throw new RangeError("nothing came back");

  home.run((ctx) => home.staking.doubleSign(ctx, validator));
  // He is told of first, wherever he stands in a page.
  const slashed = send(world, "staking: unstake_local, after a slash", home, unstakeLocalMsg({ ...at, amount: 1n }));
  if (!told(slashed.events, "home_slashed")) throw new RangeError("the lockup was not told of a loss");
  send(world, "staking: sync_slash, a page", home, syncSlashMsg({ ...at, limit: PAGE }));
}

type Events = ReturnType<typeof send>["events"];

/** Whether a contract did that. */
function told(events: Events, action: string): boolean {
  return events.some(({ attributes }) => attributes.some(({ key, value }) => key === "action" && value === action));
}
