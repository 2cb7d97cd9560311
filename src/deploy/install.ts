import { consumerErrorFrom, initMsg as consumerInit } from "../consumer/index.js";
import { toUtf8 } from "../core/bytes.js";
import type { ChainEvent, EncodeObject, SigningClient } from "../core/client.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { InstallError } from "../errors/mesh.js";
import { lockupErrorFrom, initMsg as lockupInit } from "../lockup/index.js";
import type { Decimal } from "../math/decimal.js";
import type { Deployment, MeshLink, ProviderChain } from "../mesh/deployment.js";
import { getConfig, providerErrorFrom, initMsg as providerInit } from "../provider/index.js";
import { initMsg as slasherInit } from "../slasher/index.js";
import { addConsumerMsg, stakingErrorFrom, initMsg as stakingInit } from "../staking/index.js";
import { gzip } from "./gzip.js";
import { sha256 } from "./hash.js";
import { ibcDenom } from "./ibcDenom.js";
import { instantiateMsg, sendMsg, storeCodeMsg } from "./messages.js";
import { predictAddress } from "./predictAddress.js";
import type { Relaying } from "./relaying.js";

/** Version that both ends of a Mesh Security channel name. */
const CHANNEL_VERSION = "mesh-security-v0.1";

/** Bytes of the five contracts. */
export interface ContractBytes {
  readonly lockup: Uint8Array;
  readonly provider: Uint8Array;
  readonly slasher: Uint8Array;
  readonly consumer: Uint8Array;
  readonly staking: Uint8Array;
}

/** A chain and the account that installs on it. */
export interface InstallChain {
  readonly chainId: string;
  readonly client: SigningClient;
  readonly sender: string;
  /**
   * On this chain: may give up a dead channel and name another counterparty (`unbindChannel`, `setCounterparty`). On
   * the provider chain also names slashers, sweeps unallocated rewards and names lienholders at the lockup. Nobody where
   * left out; then a link whose client expired can only be left, not mended.
   */
  readonly admin?: string;
}

export interface InstallProviderChain extends InstallChain {
  /** Of its bech32 addresses. */
  readonly prefix: string;
  /** The denom that can be bonded. */
  readonly denom: string;
}

export interface InstallConsumerChain extends InstallChain {
  readonly prefix: string;
  /** The denom that the chain delegates. */
  readonly denom: string;
  /** The denom in which it pays stakers. */
  readonly rewardsDenom: string;
  /** Consumer tokens for one provider token. */
  readonly localForRemote: Decimal;
  /** What meta-staking gets from the sender to delegate, and what the consumer may have delegated: base units. */
  readonly funds: bigint;
  /** Seconds that the chain takes to pay out an undelegation. */
  readonly unbondingTime: number;
  /**
   * From 0 to 1: the share of a validator's stake that this chain's reports of slashes may take within one unbonding
   * period. 0 where left out: then only slashers slash.
   */
  readonly maxReportedSlash?: Decimal;
}

export interface InstallParams {
  readonly provider: InstallProviderChain;
  readonly consumers: readonly InstallConsumerChain[];
  readonly wasm: ContractBytes;
  readonly relaying: Relaying;
  /** Who may submit evidence to the slashers; the provider chain's sender where left out. */
  readonly evidenceOwner?: string;
  /** Seconds that stake stays slashable after an unstake; the consumer chain's unbonding time where left out. */
  readonly unbondingPeriod?: number;
  /** Seconds that a packet lives; 3600 where left out. */
  readonly packetLifetime?: number;
  /** Seconds after a packet's timeout from which stake that was never answered can leave; 3600 where left out. */
  readonly answerGrace?: number;
  /** Tells installations of one sender apart: it goes into every salt. At most 24 characters. */
  readonly salt?: string;
}

/** What an installation tells while it works. */
export interface InstallProgress {
  readonly chainId: string;
  readonly step: "stored" | "instantiated" | "connected" | "channel opened";
  readonly what: string;
}

export interface InstallOptions extends Omit<SendOptions, "onProgress"> {
  readonly onProgress?: (progress: InstallProgress) => void;
}

const ERRORS = [lockupErrorFrom, providerErrorFrom, consumerErrorFrom, stakingErrorFrom];

async function run(chain: InstallChain, messages: readonly EncodeObject[], options: InstallOptions): Promise<SentTx> {
  const { onProgress: _, ...rest } = options;
  return sendMsgs(chain.client, chain.sender, messages, { ...rest, errors: ERRORS });
}

function codeIds(events: readonly ChainEvent[]): number[] {
  return events
    .filter((event) => event.type === "store_code")
    .map((event) => Number(event.attributes.find(({ key }) => key === "code_id")?.value));
}

/** Stores codes packed, each in a transaction of its own: together they would pass what a node takes in one request. */
async function store<K extends keyof ContractBytes>(
  chain: InstallChain,
  names: readonly K[],
  wasm: ContractBytes,
  options: InstallOptions,
): Promise<Record<K, number>> {
  const ids = {} as Record<K, number>;
  for (const name of names) {
    const { events } = await run(
      chain,
      [storeCodeMsg({ sender: chain.sender, wasm: await gzip(wasm[name]) })],
      options,
    );
    const id = codeIds(events)[0];
    if (id === undefined || !Number.isSafeInteger(id)) throw new InstallError(chain.chainId, `no code id for ${name}`);
    ids[name] = id;
    options.onProgress?.({ chainId: chain.chainId, step: "stored", what: name });
  }
  return ids;
}

/**
 * Installs the five contracts on a provider chain and its consumer chains and opens the channels between them.
 * Addresses are known beforehand (instantiate2), so that each side is told the other's port at once and every chain's
 * instantiations are one atomic transaction. A relayer must carry packets afterwards: a link takes stake as soon as
 * the consumer's list of validators has arrived.
 *
 * @throws InstallError, everything that `sendMsgs` and the relayer throw.
 *
 * @example
 * ```ts
 * const deployment = await install({ provider, consumers: [juno], wasm, relaying });
 * ```
 */
export async function install(params: InstallParams, options: InstallOptions = {}): Promise<Deployment> {
  const { provider, wasm } = params;
  const tell = (chainId: string, step: InstallProgress["step"], what: string) =>
    options.onProgress?.({ chainId, step, what });
  const salt = (name: string) => toUtf8(`${params.salt ?? "mesh"}/${name}`);

  const codes = await store(provider, ["lockup", "provider", "slasher"], wasm, options);
  const lockup = await predictAddress({
    checksum: await sha256(wasm.lockup),
    creator: provider.sender,
    salt: salt("lockup"),
  });
  await run(
    provider,
    [
      instantiateMsg({
        sender: provider.sender,
        codeId: codes.lockup,
        label: "mesh-lockup",
        msg: lockupInit({
          denom: provider.denom,
          ...(provider.admin === undefined ? {} : { admin: provider.admin }),
        }),
        salt: salt("lockup"),
      }),
    ],
    options,
  );
  tell(provider.chainId, "instantiated", "lockup");

  const home: ProviderChain = { chainId: provider.chainId, prefix: provider.prefix, denom: provider.denom, lockup };
  const links: MeshLink[] = [];
  for (const consumer of params.consumers) {
    links.push(await installLink(params, consumer, { lockup, codes, salt, tell, options }));
  }
  return { provider: home, links };
}

interface Shared {
  readonly lockup: string;
  readonly codes: { readonly provider: number; readonly slasher: number };
  readonly salt: (name: string) => Uint8Array;
  readonly tell: (chainId: string, step: InstallProgress["step"], what: string) => void;
  readonly options: InstallOptions;
}

async function installLink(params: InstallParams, chain: InstallConsumerChain, shared: Shared): Promise<MeshLink> {
  const { provider: home, wasm, relaying } = params;
  const { salt, tell, options } = shared;
  const codes = await store(chain, ["staking", "consumer"], wasm, options);

  const [homeConnection, connection] = await relaying.connect(home.chainId, chain.chainId);
  const [homeTransfer, transfer] = await relaying.openChannel(
    { chainId: home.chainId, connectionId: homeConnection, portId: "transfer" },
    { chainId: chain.chainId, connectionId: connection, portId: "transfer" },
    { order: "unordered", version: "ics20-1" },
  );
  tell(chain.chainId, "connected", `${homeConnection} and ${connection}`);

  const at = async (creator: InstallChain, code: keyof ContractBytes, name: string) =>
    predictAddress({ checksum: await sha256(wasm[code]), creator: creator.sender, salt: salt(name) });
  const providerSalt = `p/${chain.chainId}`;
  const consumerSalt = `c/${home.chainId}`;
  const provider = await at(home, "provider", providerSalt);
  const consumer = await at(chain, "consumer", consumerSalt);
  const staking = await at(chain, "staking", "staking");
  const rewardsDenom = await ibcDenom(homeTransfer, chain.rewardsDenom);
  const lifetime = params.packetLifetime === undefined ? {} : { packetLifetime: params.packetLifetime };

  await run(
    chain,
    [
      instantiateMsg({
        sender: chain.sender,
        codeId: codes.staking,
        label: "meta-staking",
        msg: stakingInit({ unbondingTime: chain.unbondingTime, rewardsDenom: chain.rewardsDenom }),
        salt: salt("staking"),
      }),
      instantiateMsg({
        sender: chain.sender,
        codeId: codes.consumer,
        label: `mesh-consumer of ${home.chainId}`,
        msg: consumerInit({
          provider: { connectionId: connection, portId: `wasm.${provider}` },
          remoteToLocalExchangeRate: chain.localForRemote,
          metaStaking: staking,
          ics20Channel: transfer,
          ...lifetime,
          ...(chain.admin === undefined ? {} : { admin: chain.admin }),
        }),
        salt: salt(consumerSalt),
      }),
      sendMsg({ sender: chain.sender, recipient: staking, coin: { denom: chain.denom, amount: chain.funds } }),
      addConsumerMsg({
        contract: staking,
        sender: chain.sender,
        consumer,
        funds: { denom: chain.denom, amount: chain.funds },
      }),
    ],
    options,
  );
  tell(chain.chainId, "instantiated", "staking and consumer");

  const unbondingPeriod = params.unbondingPeriod ?? chain.unbondingTime;
  await run(
    home,
    [
      instantiateMsg({
        sender: home.sender,
        codeId: shared.codes.provider,
        label: `mesh-provider for ${chain.chainId}`,
        msg: providerInit({
          consumer: { connectionId: homeConnection, portId: `wasm.${consumer}` },
          slasher: {
            codeId: shared.codes.slasher,
            msg: slasherInit({
              owner: params.evidenceOwner ?? home.sender,
              unbondingPeriod,
              chainId: chain.chainId,
            }),
          },
          lockup: shared.lockup,
          unbondingPeriod,
          rewardsDenom,
          ...lifetime,
          ...(home.admin === undefined ? {} : { admin: home.admin }),
          ...(params.answerGrace === undefined ? {} : { answerGrace: params.answerGrace }),
          ...(chain.maxReportedSlash === undefined ? {} : { maxReportedSlash: chain.maxReportedSlash }),
        }),
        salt: salt(providerSalt),
      }),
    ],
    options,
  );
  tell(home.chainId, "instantiated", `provider for ${chain.chainId}`);

  const [channel] = await relaying.openChannel(
    { chainId: home.chainId, connectionId: homeConnection, portId: `wasm.${provider}` },
    { chainId: chain.chainId, connectionId: connection, portId: `wasm.${consumer}` },
    { order: "unordered", version: CHANNEL_VERSION },
  );
  tell(home.chainId, "channel opened", channel);

  const { slasher } = await getConfig(home.client, { contract: provider });
  if (slasher === undefined) throw new InstallError(home.chainId, "the provider has no slasher");
  return {
    chainId: chain.chainId,
    prefix: chain.prefix,
    denom: chain.denom,
    provider,
    slasher,
    consumer,
    staking,
    connections: { provider: homeConnection, consumer: connection },
    transferChannels: { provider: homeTransfer, consumer: transfer },
    rewardsDenom: { provider: rewardsDenom, consumer: chain.rewardsDenom },
  };
}
