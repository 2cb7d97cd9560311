import { toUtf8 } from "../core/bytes.js";
import type { EncodeObject } from "../core/client.js";
import { onlySet } from "../core/message.js";
import { initMsg as lockupInit } from "../lockup/index.js";
import type { Deployment, MeshLink } from "../mesh/deployment.js";
import { initMsg as stakingInit } from "../staking/index.js";
import { addressesOf, type Installation, installLink } from "./installLink.js";
import type { InstallOptions, InstallParams, InstallProgress } from "./installParams.js";
import { instantiateMsg } from "./messages.js";
import { addressOf, run, store } from "./transact.js";

const SALT = "mesh";
const saltOf = (given: string | undefined, name: string) => toUtf8(`${given ?? SALT}/${name}`);

/**
 * The address at which {@link install} will put a chain's lockup: what a meta-staking of that chain has to be told that
 * is made before it.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * await predictLockup({ wasm: wasm.lockup, sender });
 * ```
 */
export async function predictLockup(params: {
  /** The lockup's bytes. */
  readonly wasm: Uint8Array;
  /** The account that will install it. */
  readonly sender: string;
  /** As in `InstallParams`. */
  readonly salt?: string;
}): Promise<string> {
  return addressOf(params.sender, params.wasm, saltOf(params.salt, "lockup"));
}

/**
 * Installs Mesh Security on a provider chain and its consumer chains and opens the channels between them. Addresses are
 * known beforehand (instantiate2), so that each side is told the other's port at once and every chain's instantiations
 * are one atomic transaction. A relayer must carry packets afterwards: a link takes stake as soon as the consumer's list
 * of validators has arrived.
 *
 * @throws InvalidArgumentError where terms of a consumer chain exclude one another, before anything is sent;
 * InstallError; everything that `sendMsgs`, the contracts' `initMsg` and the relayer throw.
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
  const salt = (name: string) => saltOf(params.salt, name);

  const planned = await Promise.all(
    params.consumers.map(async (chain) => [chain, await addressesOf(params, chain, salt)] as const),
  );
  const codes = await store(provider, ["lockup", "provider", "slasher"], wasm, options);
  const lockup = await predictLockup({ ...onlySet({ salt: params.salt }), wasm: wasm.lockup, sender: provider.sender });
  const local = await localStaking(params, lockup, options, salt);
  await run(
    provider,
    [
      ...local.messages,
      instantiateMsg({
        sender: provider.sender,
        codeId: codes.lockup,
        label: "mesh-lockup",
        msg: lockupInit({
          denom: provider.denom,
          ...onlySet({ admin: provider.admin, localStaking: local.address }),
        }),
        salt: salt("lockup"),
      }),
    ],
    options,
  );
  tell(provider.chainId, "instantiated", local.messages.length === 0 ? "lockup" : "staking and lockup");

  const { chainId, prefix, denom } = provider;
  const home = { chainId, prefix, denom, lockup, ...onlySet({ localStaking: local.address }) };
  const installation: Installation = { lockup, codes, salt, tell, options };
  const links: MeshLink[] = [];
  for (const [chain, addresses] of planned) links.push(await installLink(params, chain, addresses, installation));
  return { provider: home, links };
}

/** The home chain's meta-staking, and what makes it where it is new. */
async function localStaking(
  { provider, wasm }: InstallParams,
  lockup: string,
  options: InstallOptions,
  salt: (name: string) => Uint8Array,
): Promise<{ readonly address: string | undefined; readonly messages: readonly EncodeObject[] }> {
  const terms = provider.localStaking;
  if (terms === undefined || typeof terms === "string") return { address: terms, messages: [] };
  const { staking } = await store(provider, ["staking"], wasm, options);
  const message = instantiateMsg({
    sender: provider.sender,
    codeId: staking,
    label: "meta-staking",
    msg: stakingInit({ ...terms, lockup }),
    salt: salt("staking"),
  });
  return { address: await addressOf(provider.sender, wasm.staking, salt("staking")), messages: [message] };
}
