import { initMsg as consumerInit } from "../consumer/index.js";
import type { EncodeObject } from "../core/client.js";
import { onlySet } from "../core/message.js";
import { InvalidArgumentError } from "../errors/input.js";
import { InstallError } from "../errors/mesh.js";
import { initMsg as feedInit } from "../feed/index.js";
import type { MeshLink } from "../mesh/deployment.js";
import { getConfig, initMsg as providerInit } from "../provider/index.js";
import { initMsg as slasherInit } from "../slasher/index.js";
import { addConsumerMsg, initMsg as stakingInit, updateConsumerMsg } from "../staking/index.js";
import { ibcDenom } from "./ibcDenom.js";
import type {
  ContractBytes,
  InstallChain,
  InstallConsumerChain,
  InstallOptions,
  InstallParams,
  InstallProgress,
} from "./installParams.js";
import { instantiateMsg, sendMsg } from "./messages.js";
import { addressOf, bytesOf, run, store } from "./transact.js";

/** Version that both ends of a Mesh Security channel name. */
const CHANNEL_VERSION = "mesh-security-v0.1";

/** What the links of one installation share. */
export interface Installation {
  readonly lockup: string;
  readonly codes: { readonly provider: number; readonly slasher: number };
  readonly salt: (name: string) => Uint8Array;
  readonly tell: (chainId: string, step: InstallProgress["step"], what: string) => void;
  readonly options: InstallOptions;
}

/**
 * Refuses what no part of an installation would look at: it is a mistake of the caller's.
 *
 * @throws InvalidArgumentError
 */
function assertTerms(chain: InstallConsumerChain): void {
  const refuse = (argument: string, beside: string) => {
    throw new InvalidArgumentError(argument, `left out beside ${beside}`, chain.chainId);
  };
  if (chain.metaStaking !== undefined && chain.limits !== undefined) refuse("limits", "metaStaking");
  if (chain.metaStaking !== undefined && chain.lockup !== undefined) refuse("lockup", "metaStaking");
  if (chain.feedOwner !== undefined && chain.priceFeed !== undefined) refuse("priceFeed", "feedOwner");
  const terms = Object.entries(termsOf(chain))[0];
  if (chain.funds === 0n && terms !== undefined) refuse(terms[0], "funds of 0");
}

const termsOf = ({ maxShare, overflow, rewardFactor }: InstallConsumerChain) =>
  onlySet({ maxShare, overflow, rewardFactor });

/** Gives the consumer its funds and its terms, where governance is not to do so. */
function registration(chain: InstallConsumerChain, staking: string, consumer: string): readonly EncodeObject[] {
  if (chain.funds === 0n) return [];
  const { sender } = chain;
  const funds = { denom: chain.denom, amount: chain.funds };
  const terms = termsOf(chain);
  return [
    sendMsg({ sender, recipient: staking, coin: funds }),
    addConsumerMsg({ contract: staking, sender, consumer, funds }),
    ...(Object.keys(terms).length === 0 ? [] : [updateConsumerMsg({ contract: staking, sender, consumer, ...terms })]),
  ];
}

/** Where the contracts of a link are or will be. */
export interface Addresses {
  readonly provider: string;
  readonly consumer: string;
  readonly staking: string;
  readonly feed: string | undefined;
}

/** What the link's transactions need to know of its channels. */
interface Route {
  readonly connections: MeshLink["connections"];
  readonly transferChannels: MeshLink["transferChannels"];
}

/** Makes the contracts of the consumer chain and registers the consumer, in one transaction. */
async function installConsumer(
  params: InstallParams,
  chain: InstallConsumerChain,
  { salt, tell, options }: Installation,
  addresses: Addresses,
  route: Route,
): Promise<void> {
  const { provider: home, wasm } = params;
  const { sender, unbondingTime, rewardsDenom } = chain;
  const messages: EncodeObject[] = [];
  if (chain.metaStaking === undefined) {
    const { staking: codeId } = await store(chain, ["staking"], wasm, options);
    const msg = stakingInit({
      unbondingTime,
      rewardsDenom,
      ...onlySet({ limits: chain.limits, lockup: chain.lockup }),
    });
    messages.push(instantiateMsg({ sender, codeId, label: "meta-staking", msg, salt: salt("staking") }));
  }
  if (chain.feedOwner !== undefined) {
    const { feed: codeId } = await store(chain, ["feed"], wasm, options);
    const msg = feedInit({ owner: chain.feedOwner, price: chain.localForRemote });
    const label = `price feed for ${home.chainId}`;
    messages.push(instantiateMsg({ sender, codeId, label, msg, salt: salt(feedSalt(home)) }));
  }
  const { consumer: codeId } = await store(chain, ["consumer"], wasm, options);
  const msg = consumerInit({
    provider: { connectionId: route.connections.consumer, portId: `wasm.${addresses.provider}` },
    remoteToLocalExchangeRate: chain.localForRemote,
    metaStaking: addresses.staking,
    ics20Channel: route.transferChannels.consumer,
    ...onlySet({
      packetLifetime: params.packetLifetime,
      admin: chain.admin,
      priceFeed: addresses.feed,
      discount: chain.discount,
      maxPriceAge: chain.maxPriceAge,
      maxPriceJump: chain.maxPriceJump,
    }),
  });
  const label = `mesh-consumer of ${home.chainId}`;
  messages.push(instantiateMsg({ sender, codeId, label, msg, salt: salt(consumerSalt(home)) }));
  messages.push(...registration(chain, addresses.staking, addresses.consumer));
  await run(chain, messages, options);
  tell(chain.chainId, "instantiated", chain.metaStaking === undefined ? "staking and consumer" : "consumer");
}

const providerSalt = (chain: InstallChain) => `p/${chain.chainId}`;
const consumerSalt = (home: InstallChain) => `c/${home.chainId}`;
const feedSalt = (home: InstallChain) => `f/${home.chainId}`;

/** Makes the link's provider with its slasher on the home chain. */
async function installProvider(
  params: InstallParams,
  chain: InstallConsumerChain,
  { lockup, codes, salt, tell, options }: Installation,
  addresses: Addresses,
  connectionId: string,
  rewardsDenom: string,
): Promise<void> {
  const { provider: home } = params;
  const unbondingPeriod = params.unbondingPeriod ?? chain.unbondingTime;
  const slasherMsg = slasherInit({
    owner: params.evidenceOwner ?? home.sender,
    unbondingPeriod,
    chainId: chain.chainId,
  });
  const msg = providerInit({
    consumer: { connectionId, portId: `wasm.${addresses.consumer}` },
    slasher: { codeId: codes.slasher, msg: slasherMsg },
    lockup,
    unbondingPeriod,
    rewardsDenom,
    ...onlySet({
      packetLifetime: params.packetLifetime,
      admin: home.admin,
      answerGrace: params.answerGrace,
      maxReportedSlash: chain.maxReportedSlash,
    }),
  });
  const label = `mesh-provider for ${chain.chainId}`;
  const made = { sender: home.sender, codeId: codes.provider, label, msg, salt: salt(providerSalt(chain)) };
  await run(home, [instantiateMsg(made)], options);
  tell(home.chainId, "instantiated", `provider for ${chain.chainId}`);
}

/**
 * Checks a consumer chain's terms and computes where its link's contracts will be; asks nothing of a chain.
 *
 * @throws InvalidArgumentError, InvalidAddressError, InstallError
 */
export async function addressesOf(
  params: InstallParams,
  chain: InstallConsumerChain,
  salt: Installation["salt"],
): Promise<Addresses> {
  assertTerms(chain);
  const { provider: home, wasm } = params;
  const at = async (creator: InstallChain, code: keyof ContractBytes, name: string) =>
    addressOf(creator.sender, bytesOf(wasm, code, chain.chainId), salt(name));
  return {
    provider: await at(home, "provider", providerSalt(chain)),
    consumer: await at(chain, "consumer", consumerSalt(home)),
    staking: chain.metaStaking ?? (await at(chain, "staking", "staking")),
    feed: chain.feedOwner === undefined ? chain.priceFeed : await at(chain, "feed", feedSalt(home)),
  };
}

/** Installs one consumer chain, and the provider for it on the home chain, and opens the channels between them. */
export async function installLink(
  params: InstallParams,
  chain: InstallConsumerChain,
  addresses: Addresses,
  installation: Installation,
): Promise<MeshLink> {
  const { provider: home, relaying } = params;
  const { tell } = installation;
  const [homeConnection, connection] = await relaying.connect(home.chainId, chain.chainId);
  const [homeTransfer, transfer] = await relaying.openChannel(
    { chainId: home.chainId, connectionId: homeConnection, portId: "transfer" },
    { chainId: chain.chainId, connectionId: connection, portId: "transfer" },
    { order: "unordered", version: "ics20-1" },
  );
  tell(chain.chainId, "connected", `${homeConnection} and ${connection}`);
  const route = {
    connections: { provider: homeConnection, consumer: connection },
    transferChannels: { provider: homeTransfer, consumer: transfer },
  };
  const rewardsDenom = await ibcDenom(homeTransfer, chain.rewardsDenom);

  await installConsumer(params, chain, installation, addresses, route);
  await installProvider(params, chain, installation, addresses, homeConnection, rewardsDenom);

  const { provider, consumer, staking, feed } = addresses;
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
    ...route,
    rewardsDenom: { provider: rewardsDenom, consumer: chain.rewardsDenom },
    ...onlySet({ feed }),
  };
}
