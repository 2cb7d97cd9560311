import { type ContractBytes, type InstallChain, install, type Relaying } from "mesh-security-sdk/deploy";
import { Decimal } from "mesh-security-sdk/math";

/** Installs Mesh Security: osmosis gives security, juno gets it. Answers the deployment: plain JSON, to be published. */
export async function setUp(osmosis: InstallChain, juno: InstallChain, wasm: ContractBytes, relaying: Relaying) {
  return install(
    {
      provider: { ...osmosis, prefix: "osmo", denom: "uosmo" },
      consumers: [
        {
          ...juno,
          prefix: "juno",
          denom: "ujuno",
          rewardsDenom: "ujuno",
          localForRemote: Decimal.parse("0.5"),
          funds: 5_000_000_000n,
          unbondingTime: 21 * 86_400,
        },
      ],
      wasm,
      relaying,
    },
    { fee: "auto" },
  );
}
