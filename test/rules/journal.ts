import type { Chain, TxOutcome } from "mesh-security-devnet";
import type { World } from "./world.js";

function attribute(event: TxOutcome["events"][number], key: string): string | undefined {
  return event.attributes.find((each) => each.key === key)?.value;
}

/** What events tell: of owners on the provider chain, added up over all blocks; and of who did something at all. */
export class Journal {
  /** By owner: what slashes took of his bonded tokens. */
  readonly slashed = new Map<string, bigint>();
  /** By `provider/validator`: rewards paid out, and rewards whose announcement was taken. */
  readonly paid = new Map<string, bigint>();
  readonly announced = new Map<string, bigint>();
  private readonly heights: Map<Chain, bigint>;
  private readonly named = new Set<string>();

  constructor(private readonly world: World) {
    const chains = [world.home, ...world.links.map(({ chain }) => chain)];
    this.heights = new Map(chains.map((chain) => [chain, chain.block.height]));
  }

  /** Reads the blocks made since the last call; answers all that their events name, addresses among it. */
  read(): ReadonlySet<string> {
    this.named.clear();
    for (const [chain, height] of this.heights) {
      for (let next = height + 1n; next <= chain.block.height; next += 1n) this.readBlock(chain, next);
      this.heights.set(chain, chain.block.height);
    }
    return this.named;
  }

  private readBlock(chain: Chain, height: bigint): void {
    const { transactions = [], events = [] } = chain.blockAt(height) ?? {};
    for (const event of [...events, ...transactions.flatMap((tx) => (tx.code === 0 ? tx.events : []))]) {
      for (const { value } of event.attributes) this.named.add(value);
      if (chain === this.world.home) this.note(event);
    }
  }

  private note(event: TxOutcome["events"][number]): void {
    if (!event.type.startsWith("wasm")) return;
    const action = event.type === "wasm" ? attribute(event, "action") : event.type.slice("wasm-".length);
    if (action === undefined) return;
    const amount = attribute(event, "amount") ?? "0";
    const contract = attribute(event, "_contract_address") ?? "";
    const place = `${contract}/${attribute(event, "validator") ?? ""}`;
    if (action === "slash_claim") add(this.slashed, attribute(event, "owner") ?? "", amount);
    if (action === "claim_rewards") add(this.paid, place, amount);
    if (action === "rewards") add(this.announced, place, amount);
  }
}

function add(sums: Map<string, bigint>, key: string, amount: string): void {
  sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount));
}
