import { type ContractBytes, type InstallConsumerChain, type InstallProgress, install } from "mesh-security-sdk/deploy";
import { Decimal } from "mesh-security-sdk/math";
import { createMesh, type Mesh } from "mesh-security-sdk/mesh";
import { CHAIN_NAMES, type ChainName, type Stage } from "./stage.js";

/** What `install` takes as it is. */
type Terms = Pick<
  InstallConsumerChain,
  "maxShare" | "overflow" | "rewardFactor" | "discount" | "maxPriceAge" | "maxPriceJump" | "metaStaking" | "limits"
>;

/** What a consumer chain is installed with. */
export interface ConsumerTerms extends Terms {
  readonly name: ChainName;
  /** Its tokens for one of the provider chain, a decimal text. */
  readonly rate: string;
  /** What meta-staking gets to delegate, in base units. */
  readonly funds: bigint;
  /** May mend mesh-consumer's channel; nobody where left out. */
  readonly admin?: string;
  /** Installs, and decides at meta-staking and the feed; a new account where left out. Must hold `funds`. */
  readonly deployer?: string;
  /** Whether the price comes from a feed that the deployer sets; else it is fixed. */
  readonly feed?: boolean;
  /** What its reports of slashes may take within one unbonding period, a decimal text; nothing where left out. */
  readonly maxReportedSlash?: string;
}

export interface InstallOnParams {
  /** The provider chain; osmosis where left out. */
  readonly home?: ChainName;
  /** Whether bonded tokens can be delegated on the provider chain too. */
  readonly localStaking?: boolean;
  readonly consumers: readonly ConsumerTerms[];
  /** May submit evidence. */
  readonly evidenceOwner: string;
  /** May mend the channels of the mesh-providers; nobody where left out. */
  readonly admin?: string;
  /** Seconds after a packet's timeout from which stake that was never answered can leave; 3600 where left out. */
  readonly answerGrace?: number;
  readonly onProgress?: (progress: InstallProgress) => void;
}

/** For what deployers pay besides. */
const POCKET_MONEY = 1_000_000_000n;

/** Installs Mesh Security on a stage and waits until every link takes stake. */
export async function installOn(stage: Stage, wasm: ContractBytes, params: InstallOnParams): Promise<Mesh> {
  const home = stage.chain(params.home ?? "osmosis");
  const consumers = [];
  for (const { name, rate, funds, deployer, feed = false, maxReportedSlash, ...terms } of params.consumers) {
    const { chainId, client, prefix, bondDenom, rewardsDenom, unbondingTime, account } = stage.chain(name);
    const sender = deployer ?? (await account("deployer", funds + POCKET_MONEY));
    consumers.push({
      ...terms,
      chainId,
      client,
      sender,
      prefix,
      denom: bondDenom,
      rewardsDenom,
      localForRemote: Decimal.parse(rate),
      funds,
      unbondingTime,
      ...(feed ? { feedOwner: sender } : {}),
      ...(maxReportedSlash === undefined ? {} : { maxReportedSlash: Decimal.parse(maxReportedSlash) }),
    });
  }
  const { unbondingTime, rewardsDenom } = home;
  const deployment = await install(
    {
      provider: {
        chainId: home.chainId,
        client: home.client,
        sender: await home.account("deployer", POCKET_MONEY),
        prefix: home.prefix,
        denom: home.bondDenom,
        ...(params.admin === undefined ? {} : { admin: params.admin }),
        ...(params.localStaking === true ? { localStaking: { unbondingTime, rewardsDenom } } : {}),
      },
      consumers,
      wasm,
      relaying: stage.relaying,
      evidenceOwner: params.evidenceOwner,
      packetLifetime: stage.packetLifetime,
      ...(params.answerGrace === undefined ? {} : { answerGrace: params.answerGrace }),
    },
    params.onProgress === undefined ? {} : { onProgress: params.onProgress },
  );
  await stage.relay();
  const clients = Object.fromEntries(
    CHAIN_NAMES.map((name) => [stage.chain(name).chainId, stage.chain(name).client] as const),
  );
  return createMesh({ deployment, clients, pause: stage.pause });
}
