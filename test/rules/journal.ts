import type { TxOutcome } from "mesh-security-devnet";
import type { World } from "./world.js";

function attribute(event: TxOutcome["events"][number], key: string): string | undefined {
  return event.attributes.find((each) => each.key === key)?.value;
}

/** What the provider chain's events tell of owners, added up over all its blocks. */
export class Journal {
  /** By owner: what slashes took of his bonded tokens. */
  readonly slashed = new Map<string, bigint>();
  /** By `provider/validator`: rewards paid out, and rewards whose announcement was taken. */
  readonly paid = new Map<string, bigint>();
  readonly announced = new Map<string, bigint>();
  /** How often contracts named that action. */
  readonly actions = new Map<string, number>();
  private height: bigint;

  constructor(private readonly world: World) {
    this.height = world.home.block.height;
  }

  /** Reads the blocks made since the last call. */
  read(): void {
    const { home } = this.world;
    while (this.height < home.block.height) {
      this.height += 1n;
      for (const { code, events } of home.blockAt(this.height)?.transactions ?? []) {
        if (code === 0) for (const event of events) this.note(event);
      }
    }
  }

  private note(event: TxOutcome["events"][number]): void {
    if (!event.type.startsWith("wasm")) return;
    const action = event.type === "wasm" ? attribute(event, "action") : event.type.slice("wasm-".length);
    if (action === undefined) return;
    this.actions.set(action, (this.actions.get(action) ?? 0) + 1);
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
