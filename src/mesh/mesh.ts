import type { SigningClient } from "../core/client.js";
import { MissingClientError, NoLocalStakingError, UnknownLinkError } from "../errors/mesh.js";
import type { Deployment, MeshLink } from "./deployment.js";

/** Lets time pass between two looks at a chain. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export interface MeshParams {
  readonly deployment: Deployment;
  /** By chain id. A flow needs those of the chains it touches; reading along a packet is better with both. */
  readonly clients: Readonly<Record<string, SigningClient>>;
  /** A timer where left out. Chains whose time moves only when told go on here. */
  readonly pause?: Pause;
}

/** A deployment as one handle over its chains; what the flows of this folder take first. */
export interface Mesh {
  readonly deployment: Deployment;
  readonly clients: Readonly<Record<string, SigningClient>>;
  readonly pause: Pause | undefined;
}

/**
 * Makes the handle. Asks nothing of the chains.
 *
 * @example
 * ```ts
 * const mesh = createMesh({ deployment, clients: { "osmosis-1": osmosis, "juno-1": juno } });
 * ```
 */
export function createMesh(params: MeshParams): Mesh {
  return Object.freeze({ deployment: params.deployment, clients: params.clients, pause: params.pause });
}

/**
 * The link to a consumer chain.
 *
 * @throws UnknownLinkError
 *
 * @example
 * ```ts
 * linkOf(mesh, "juno-1").provider;
 * ```
 */
export function linkOf(mesh: Mesh, chainId: string): MeshLink {
  const { links } = mesh.deployment;
  const link = links.find((each) => each.chainId === chainId);
  if (link === undefined) {
    throw new UnknownLinkError(
      chainId,
      links.map((each) => each.chainId),
    );
  }
  return link;
}

/**
 * The meta-staking of the provider chain itself, where bonded tokens can be delegated at home.
 *
 * @throws NoLocalStakingError
 *
 * @example
 * ```ts
 * localStakingOf(mesh);
 * ```
 */
export function localStakingOf(mesh: Mesh): string {
  const { localStaking, chainId } = mesh.deployment.provider;
  if (localStaking === undefined) throw new NoLocalStakingError(chainId);
  return localStaking;
}

/**
 * The client of a chain.
 *
 * @throws MissingClientError
 *
 * @example
 * ```ts
 * await clientOf(mesh, "juno-1").getHeight();
 * ```
 */
export function clientOf(mesh: Mesh, chainId: string): SigningClient {
  const client = mesh.clients[chainId];
  if (client === undefined) throw new MissingClientError(chainId);
  return client;
}
