import { createHash } from "node:crypto";
import { toBech32 } from "mesh-security-sdk";
import { MODULE_ACCOUNTS } from "./rules.js";
import { type HandshakeTrace, relayedIn, type Trace } from "./trace.js";

const ADDRESS = /\b([a-z]+?)(valoper|valcons)?1([02-9ac-hj-np-z]{38,58})\b/g;
const VOUCHER = /ibc\/[0-9A-F]{64}\b/g;
/** Characters of a bech32 address's data that hold 20 bytes and the checksum. */
const ACCOUNT_CHARACTERS = 38;
const ACCOUNT_BYTES = 20;

/** Names that say who somebody is in the world of a trace, the same on every backend. */
export class Names {
  private readonly addresses = new Map<string, string>();
  private readonly vouchers = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly chainOf: ReadonlyMap<string, string>;

  constructor(private readonly trace: Trace) {
    this.chainOf = new Map(trace.chains.map(({ prefix, name }) => [prefix, name]));
    for (const { name, prefix, validators } of trace.chains) {
      validators.forEach((address, at) => {
        this.addresses.set(address, `${name}:validator#${at}`);
      });
      for (const module of MODULE_ACCOUNTS) {
        const bytes = createHash("sha256").update(module).digest().subarray(0, ACCOUNT_BYTES);
        this.addresses.set(toBech32(prefix, bytes), `${name}:${module}`);
      }
    }
    for (const { chain, events } of relayedIn(trace)) {
      const signed = events.find(({ attributes }) => attributes.some(({ key }) => key === "action"));
      const signer = signed?.attributes.find(({ key }) => key === "sender")?.value;
      if (signer !== undefined) this.addresses.set(signer, `${chain}:relayer`);
    }
    for (const step of trace.steps) {
      if (step.kind !== "account" || typeof step.answer !== "string") continue;
      this.addresses.set(step.answer, this.next(`${step.chain}:${step.label}`));
    }
  }

  /** A text with every address, voucher and chain id named. */
  text(text: string): string {
    const named = text
      .replace(ADDRESS, (address, prefix: string, kind: string | undefined, data: string) => {
        const chain = this.chainOf.get(prefix);
        return chain === undefined ? address : this.address(address, chain, kind, data);
      })
      .replace(VOUCHER, (denom) => remember(this.vouchers, denom, () => `ibc/#${this.vouchers.size + 1}`));
    return this.trace.chains.reduce((told, { chainId, name }) => told.replaceAll(chainId, `<${name}>`), named);
  }

  /** The name of a channel by its id on a chain; undefined where the world did not open it. */
  channel(chain: string, id: string): string | undefined {
    return nameOf(this.trace.channels, "channel", chain, id);
  }

  connection(chain: string, id: string): string | undefined {
    return nameOf(this.trace.connections, "connection", chain, id);
  }

  /** The id that a channel has on its other end. */
  peer(chain: string, id: string): string | undefined {
    const { ends } = this.trace.channels.find((each) => endOn(each, chain, id) !== undefined) ?? {};
    return ends?.find((end) => end.chain !== chain || end.id !== id)?.id;
  }

  private address(address: string, chain: string, kind: string | undefined, data: string): string {
    const what = kind ?? (data.length === ACCOUNT_CHARACTERS ? "account" : "contract");
    return remember(this.addresses, address, () => this.next(`${chain}:${what}#`));
  }

  /** Names that are asked for more than once are counted; names that end in # always. */
  private next(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    if (name.endsWith("#")) return `${name}${count}`;
    return count === 1 ? name : `${name}#${count}`;
  }
}

function remember(known: Map<string, string>, key: string, make: () => string): string {
  const name = known.get(key) ?? make();
  known.set(key, name);
  return name;
}

const endOn = ({ ends }: HandshakeTrace, chain: string, id: string) =>
  ends.find((end) => end.chain === chain && end.id === id);

function nameOf(all: readonly HandshakeTrace[], what: string, chain: string, id: string): string | undefined {
  const at = all.findIndex((each) => endOn(each, chain, id) !== undefined);
  return at === -1 ? undefined : `${what}#${at + 1}`;
}
