import { consumerErrorFrom } from "../consumer/index.js";
import type { ChainEvent, EncodeObject } from "../core/client.js";
import { type SentTx, sendMsgs } from "../core/tx.js";
import { InstallError } from "../errors/mesh.js";
import { lockupErrorFrom } from "../lockup/index.js";
import { providerErrorFrom } from "../provider/index.js";
import { stakingErrorFrom } from "../staking/index.js";
import { gzip } from "./gzip.js";
import { sha256 } from "./hash.js";
import type { ContractBytes, InstallChain, InstallOptions } from "./installParams.js";
import { storeCodeMsg } from "./messages.js";
import { predictAddress } from "./predictAddress.js";

const ERRORS = [lockupErrorFrom, providerErrorFrom, consumerErrorFrom, stakingErrorFrom];

/** One transaction of an installation. */
export async function run(
  chain: InstallChain,
  messages: readonly EncodeObject[],
  options: InstallOptions,
): Promise<SentTx> {
  const { onProgress: _, ...rest } = options;
  return sendMsgs(chain.client, chain.sender, messages, { ...rest, errors: ERRORS });
}

/** The bytes of a contract, which only an option that needs it may lack. */
export function bytesOf(wasm: ContractBytes, name: keyof ContractBytes, chainId: string): Uint8Array {
  const bytes = wasm[name];
  if (bytes === undefined) throw new InstallError(chainId, `no bytes of the contract "${name}" were given`);
  return bytes;
}

function codeIds(events: readonly ChainEvent[]): number[] {
  return events
    .filter((event) => event.type === "store_code")
    .map((event) => Number(event.attributes.find(({ key }) => key === "code_id")?.value));
}

/** Stores codes packed, each in a transaction of its own: together they would pass what a node takes in one request. */
export async function store<K extends keyof ContractBytes>(
  chain: InstallChain,
  names: readonly K[],
  wasm: ContractBytes,
  options: InstallOptions,
): Promise<Record<K, number>> {
  const ids = {} as Record<K, number>;
  for (const name of names) {
    const packed = await gzip(bytesOf(wasm, name, chain.chainId));
    const { events } = await run(chain, [storeCodeMsg({ sender: chain.sender, wasm: packed })], options);
    const id = codeIds(events)[0];
    if (id === undefined || !Number.isSafeInteger(id)) throw new InstallError(chain.chainId, `no code id for ${name}`);
    ids[name] = id;
    options.onProgress?.({ chainId: chain.chainId, step: "stored", what: name });
  }
  return ids;
}

/** Where an installation puts a contract: by its bytes, its chain's sender, and a salt of its own. */
export async function addressOf(creator: string, wasm: Uint8Array, salt: Uint8Array): Promise<string> {
  return predictAddress({ checksum: await sha256(wasm), creator, salt });
}
