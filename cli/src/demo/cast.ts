import type { ContractBytes } from "mesh-security-sdk/deploy";
import { Decimal } from "mesh-security-sdk/math";
import { linkOf, type Mesh, type MeshLink } from "mesh-security-sdk/mesh";
import { installOn } from "../installOn.js";
import type { ChainName, Stage, StageChain } from "../stage.js";

/** One whole token of every chain of the demo, in base units. */
export const TOKEN = 1_000_000n;

/** Who acts: the accounts of the provider chain. */
interface Cast {
  readonly alice: string;
  readonly bob: string;
  readonly carol: string;
  /** May submit evidence. */
  readonly guardian: string;
  /** Anyone: signs what needs nobody's rights. */
  readonly anyone: Readonly<Record<ChainName, string>>;
}

/** A consumer chain of the demo with what belongs to it. */
export interface Consumer {
  readonly name: ChainName;
  readonly chain: StageChain;
  readonly link: MeshLink;
  /** Its tokens for one of the provider chain. */
  readonly rate: Decimal;
  /** What meta-staking got to delegate. */
  readonly funds: bigint;
}

/** The stage with Mesh Security on it. */
export interface Setting {
  readonly stage: Stage;
  readonly mesh: Mesh;
  readonly home: StageChain;
  readonly juno: Consumer;
  readonly stargaze: Consumer;
  readonly cast: Cast;
}

const TERMS = {
  juno: { rate: "0.5", funds: 5_000n * TOKEN },
  // What is staked here fills it but for 5000, so that one stake more can be refused.
  stargaze: { rate: "20", funds: 35_000n * TOKEN },
} as const;

/** Installs the contracts on the stage, opens the channels and waits until both links take stake. */
export async function setScene(stage: Stage, wasm: ContractBytes, done: (what: string) => void): Promise<Setting> {
  const home = stage.chain("osmosis");
  const fees = 100n * TOKEN;
  const cast: Cast = {
    alice: await home.account("alice", 1_000n * TOKEN),
    bob: await home.account("bob", 1_000n * TOKEN),
    carol: await home.account("carol", 400n * TOKEN),
    guardian: await home.account("guardian", fees),
    anyone: {
      osmosis: await home.account("anyone", fees),
      juno: await stage.chain("juno").account("anyone", fees),
      stargaze: await stage.chain("stargaze").account("anyone", fees),
    },
  };
  const mesh = await installOn(stage, wasm, {
    consumers: (["juno", "stargaze"] as const).map((name) => ({ name, ...TERMS[name] })),
    evidenceOwner: cast.guardian,
    onProgress: ({ chainId, step, what }) => done(`${chainId}: ${step} ${what}`),
  });
  const consumer = (name: "juno" | "stargaze"): Consumer => {
    const chain = stage.chain(name);
    const { rate, funds } = TERMS[name];
    return { name, chain, link: linkOf(mesh, chain.chainId), rate: Decimal.parse(rate), funds };
  };
  return { stage, mesh, home, juno: consumer("juno"), stargaze: consumer("stargaze"), cast };
}
