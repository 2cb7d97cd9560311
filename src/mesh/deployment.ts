/** One installation of Mesh Security: a provider chain and its links. Plain JSON, made to be stored and published. */
export interface Deployment {
  readonly provider: ProviderChain;
  /** One for every consumer chain. */
  readonly links: readonly MeshLink[];
}

/** The chain whose tokens are bonded. */
export interface ProviderChain {
  readonly chainId: string;
  /** Of its bech32 addresses. */
  readonly prefix: string;
  /** The denom that can be bonded. */
  readonly denom: string;
  /** Address of mesh-lockup. */
  readonly lockup: string;
  /** Address of the home chain's meta-staking, where bonded tokens can be delegated on this chain too. */
  readonly localStaking?: string;
}

/** A consumer chain, and the contracts on both sides that serve it. */
export interface MeshLink {
  /** The consumer chain. */
  readonly chainId: string;
  readonly prefix: string;
  /** The denom that it delegates. */
  readonly denom: string;
  /** Address of this link's mesh-provider, on the provider chain. */
  readonly provider: string;
  /** Address of that provider's mesh-slasher. */
  readonly slasher: string;
  /** Address of mesh-consumer, on the consumer chain. */
  readonly consumer: string;
  /** Address of meta-staking, on the consumer chain. */
  readonly staking: string;
  /** Address of the price feed, on the consumer chain; without one the price is fixed. */
  readonly feed?: string;
  readonly connections: { readonly provider: string; readonly consumer: string };
  /** Channels that carry the rewards. */
  readonly transferChannels: { readonly provider: string; readonly consumer: string };
  /** The same reward as each chain names it. */
  readonly rewardsDenom: { readonly provider: string; readonly consumer: string };
}
