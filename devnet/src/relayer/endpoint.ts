import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeAddress } from "../address.js";
import { type Height, heightOn } from "../ibc/height.js";
import type { IbcModule } from "../ibc/module.js";
import type { TxOutcome, TxRequest } from "../transaction.js";
import type { Block, EncodeObject } from "../types.js";

/** A chain as relayers need it; the devnet's `Chain` is one. */
export interface RelayedChain {
  readonly chainId: string;
  readonly prefix: string;
  readonly ibc: IbcModule;
  /** The last one made. */
  readonly block: Block;
  deliver(request: TxRequest): TxOutcome;
  nextBlock(): Block;
}

/** A step of a handshake that the chain refused. */
export class RelayError extends Error {
  override readonly name = "RelayError";
  constructor(
    readonly chainId: string,
    readonly outcome: Pick<TxOutcome, "codespace" | "code" | "rawLog">,
  ) {
    super(`${chainId} refused (${outcome.codespace}/${outcome.code}): ${outcome.rawLog}`);
  }
}

const ADDRESS_BYTES = 20;

/** A chain with the relayer's account on it. */
export class Endpoint {
  /** Address of the relayer. */
  readonly address: string;

  constructor(readonly chain: RelayedChain) {
    this.address = encodeAddress(chain.prefix, sha256(utf8ToBytes("relayer")).slice(0, ADDRESS_BYTES));
  }

  get chainId(): string {
    return this.chain.chainId;
  }

  get ibc(): IbcModule {
    return this.chain.ibc;
  }

  /** The last block, made first where there is none. */
  latest(): { readonly height: Height; readonly time: bigint } {
    if (this.ibc.view.latest() === undefined) this.chain.nextBlock();
    const { height = 0n, time = 0n } = this.ibc.view.latest() ?? {};
    return { height: heightOn(this.chainId, height), time };
  }

  deliver(messages: readonly EncodeObject[]): TxOutcome {
    return this.chain.deliver({ signer: this.address, messages });
  }

  /** Delivers and answers the fields of the last message's response; throws a {@link RelayError} where refused. */
  require(messages: readonly EncodeObject[]): Readonly<Record<string, unknown>> {
    const outcome = this.deliver(messages);
    if (outcome.code !== 0) throw new RelayError(this.chainId, outcome);
    return outcome.responses.at(-1)?.fields ?? {};
  }

  /**
   * What must go before a message that proves something of `other`, and the height it proves it at. With `update` false
   * the client stays as old as it is.
   */
  proofOf(
    other: Endpoint,
    clientId: string,
    update: boolean,
  ): { readonly messages: readonly EncodeObject[]; readonly proofHeight: Height } {
    const known = this.ibc.clients.latestHeight(clientId);
    const { height } = other.latest();
    if (!update || known.revisionHeight >= height.revisionHeight) return { messages: [], proofHeight: known };
    const typeUrl = "/ibc.core.client.v1.MsgUpdateClient";
    return { messages: [{ typeUrl, value: { clientId, clientMessage: { height } } }], proofHeight: height };
  }
}
