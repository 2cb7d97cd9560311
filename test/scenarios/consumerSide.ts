import {
  type ChainName,
  type ConsumerTerms,
  installOn,
  loadContracts,
  type Stage,
  type StageChain,
} from "mesh-security-cli";
import { bond } from "mesh-security-sdk/lockup";
import { crossStakeAndWait, linkOf, type Mesh, type MeshLink } from "mesh-security-sdk/mesh";
import { rebalance, stakingEvents } from "mesh-security-sdk/staking";
import { startStage } from "./backend.js";
import { TOKEN } from "./setup.js";

/** Pages of `rebalance` that finish any plan of these scenarios. */
const PAGES = 12;

/** Osmosis secures juno; who decides for juno's contracts signs as `keeper`. */
export interface Link {
  readonly stage: Stage;
  readonly mesh: Mesh;
  readonly home: StageChain;
  readonly juno: StageChain;
  readonly link: MeshLink;
  /** Admin of meta-staking and mesh-consumer. */
  readonly keeper: string;
  /** May submit evidence; admin of lockup and mesh-provider. */
  readonly guardian: string;
  /** An account of juno that nobody gave rights. */
  readonly stranger: string;
  /** Bonds tokens of a new account of osmosis. */
  bonded(label: string, amount: bigint): Promise<string>;
  /** Waits for the acknowledgement of a new stake. */
  stake(delegator: string, validator: string, amount: bigint): Promise<void>;
  /** What x/staking has of meta-staking at a validator of juno. */
  delegated(validator: string): Promise<bigint>;
  /** Has anyone call `rebalance` of juno's meta-staking until every plan is over. */
  rebalanced(): Promise<void>;
  /** The same at a meta-staking of any chain. */
  rebalancedAt(chain: ChainName, contract: string): Promise<void>;
}

/** Installs on a stage of its own, with juno's admin as deployer. */
export async function startLink(
  terms: Omit<ConsumerTerms, "name" | "admin" | "deployer">,
  { localStaking = false }: { readonly localStaking?: boolean } = {},
): Promise<Link> {
  const stage = await startStage();
  const chain = (name: ChainName) => stage.chain(name);
  const [osmosis, juno] = [chain("osmosis"), chain("juno")];
  const keeper = await juno.account("keeper", terms.funds + 100n * TOKEN);
  const stranger = await juno.account("stranger", 100n * TOKEN);
  const guardian = await osmosis.account("guardian", 100n * TOKEN);
  const mesh = await installOn(stage, await loadContracts(), {
    consumers: [{ name: "juno", ...terms, admin: keeper, deployer: keeper }],
    evidenceOwner: guardian,
    admin: guardian,
    ...(localStaking ? { localStaking } : {}),
  });
  const link = linkOf(mesh, juno.chainId);
  const { lockup } = mesh.deployment.provider;
  const rebalancedAt = async (name: ChainName, contract: string) => {
    const { client, account } = chain(name);
    const sender = await account("anyone", TOKEN);
    for (let page = 0; page < PAGES; page += 1) {
      const { events } = await rebalance(client, { contract, sender });
      if (stakingEvents(events, contract).some(({ kind }) => kind === "rebalanceFinished")) return;
    }
    throw new Error(`${PAGES} pages did not finish a plan`);
  };
  return {
    stage,
    mesh,
    home: osmosis,
    juno,
    link,
    keeper,
    guardian,
    stranger,
    async bonded(label, amount) {
      const owner = await osmosis.account(label, amount);
      await bond(osmosis.client, { contract: lockup, sender: owner, funds: { denom: osmosis.bondDenom, amount } });
      return owner;
    },
    async stake(delegator, validator, amount) {
      await crossStakeAndWait(mesh, { delegator, consumer: juno.chainId, validator, amount });
    },
    delegated: (validator) => juno.delegation(link.staking, validator),
    rebalanced: () => rebalancedAt("juno", link.staking),
    rebalancedAt,
  };
}
