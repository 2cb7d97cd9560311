import { type ChainName, installOn, loadContracts, type Stage, type StageChain } from "mesh-security-cli";
import { linkOf, type Mesh, type MeshLink } from "mesh-security-sdk/mesh";
import { startStage } from "./backend.js";

/** One whole token of every chain, in base units. */
export const TOKEN = 1_000_000n;

export interface World {
  readonly stage: Stage;
  readonly mesh: Mesh;
  readonly lockup: string;
  readonly home: StageChain;
  readonly juno: StageChain;
  readonly stargaze: StageChain;
  /** Links to them. */
  readonly toJuno: MeshLink;
  readonly toStargaze: MeshLink;
  /** May submit evidence; and, on its chain, mend the channels of the providers. */
  readonly guardian: string;
  /** May mend the channel of juno's consumer. */
  readonly keeper: string;
  /** A new account of the provider chain with so many base units. */
  account(label: string, amount?: bigint): Promise<string>;
  /** An account that signs what needs nobody's rights. */
  anyone(chain: ChainName): Promise<string>;
}

/**
 * Chains with Mesh Security on them: juno at a price of 0.5 with 5000 tokens to delegate and a twentieth to be taken by
 * its reports, stargaze at 20 with 35000 and no reports.
 */
export async function startWorld(): Promise<World> {
  return furnish(await startStage());
}

/** The same on a stage of the caller's. */
export async function furnish(stage: Stage, options: { readonly answerGrace?: number } = {}): Promise<World> {
  const home = stage.chain("osmosis");
  const guardian = await home.account("guardian", 100n * TOKEN);
  const keeper = await stage.chain("juno").account("keeper", 100n * TOKEN);
  const mesh = await installOn(stage, await loadContracts(), {
    consumers: [
      { name: "juno", rate: "0.5", funds: 5_000n * TOKEN, admin: keeper, maxReportedSlash: "0.05" },
      { name: "stargaze", rate: "20", funds: 35_000n * TOKEN },
    ],
    evidenceOwner: guardian,
    admin: guardian,
    ...options,
  });
  const juno = stage.chain("juno");
  const stargaze = stage.chain("stargaze");
  return {
    stage,
    mesh,
    lockup: mesh.deployment.provider.lockup,
    home,
    juno,
    stargaze,
    toJuno: linkOf(mesh, juno.chainId),
    toStargaze: linkOf(mesh, stargaze.chainId),
    guardian,
    keeper,
    account: (label, amount = 1_000n * TOKEN) => home.account(label, amount),
    anyone: (chain) => stage.chain(chain).account("anyone", 100n * TOKEN),
  };
}

/** One of a chain's validators. */
export function validatorAt(chain: StageChain, at: 0 | 1 | 2): string {
  const validator = chain.validators[at];
  if (validator === undefined) throw new RangeError(`${chain.name} has no validator ${at}`);
  return validator;
}

/** What an account holds of a denom on a chain. */
export async function balanceOf(chain: StageChain, account: string, denom = chain.bondDenom): Promise<bigint> {
  return BigInt((await chain.client.getBalance(account, denom)).amount);
}
