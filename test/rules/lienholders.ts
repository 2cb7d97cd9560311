import { readFileSync } from "node:fs";
import { namedAddress, type TxOutcome } from "mesh-security-devnet";
import { executeMsg } from "mesh-security-sdk/core";
import { instantiateMsg, predictAddress, storeCodeMsg } from "mesh-security-sdk/deploy";
import { bondMsg, grantClaimMsg } from "mesh-security-sdk/lockup";
import { Decimal } from "mesh-security-sdk/math";
import { processSlashesMsg } from "mesh-security-sdk/provider";
import { submitEvidenceMsg } from "mesh-security-sdk/slasher";
import { startWorld, type World } from "./world.js";

/** What each owner bonds, and every holder claims. */
export const BONDED = 1_000_000n;
/** What a tenth of it is: the slash of all these tests. */
export const SLASHED = 100_000n;
/** Enough for a slash beside 31 holders that burn all they are given. */
const GAS = 30_000_000n;

/** How a contract of `contracts/testing/lienholder` takes what the lockup tells it. */
export type Answer =
  | { readonly accept: object }
  | { readonly fail: object }
  | { readonly trap: object }
  | { readonly loop: object }
  | { readonly hoard: object }
  | { readonly unknown: object }
  | { readonly send: { readonly messages: readonly object[] } };

export const ACCEPT: Answer = { accept: {} };

/** A message of a contract to another, with so many tokens. */
export function call(contract: string, msg: object, funds: readonly object[] = []): object {
  const binary = Buffer.from(JSON.stringify(msg)).toString("base64");
  return { wasm: { execute: { contract_addr: contract, msg: binary, funds } } };
}

/** An owner with stake at the first provider, and lienholders of any temper beside it. */
export class Beside {
  private made = 0;

  private constructor(
    readonly world: World,
    private readonly codeId: number,
    private readonly checksum: Uint8Array,
    readonly validator: string,
  ) {}

  static async start(): Promise<Beside> {
    const world = await startWorld();
    const { home } = world;
    const sender = namedAddress(home.prefix, "deployer");
    const wasm = new Uint8Array(readFileSync(new URL("fixtures/lienholder.wasm", import.meta.url)));
    const { responses, rawLog } = home.deliver({ signer: sender, messages: [storeCodeMsg({ sender, wasm })] });
    const { codeId, checksum } = responses[0]?.fields ?? {};
    const [validator] = world.links[0]?.validators ?? [];
    if (typeof codeId !== "bigint" || !(checksum instanceof Uint8Array) || validator === undefined) {
      throw new RangeError(rawLog);
    }
    return new Beside(world, Number(codeId), checksum, validator);
  }

  get provider(): string {
    const [link] = this.world.links;
    if (link === undefined) throw new RangeError("no link");
    return link.provider;
  }

  /** Delivers with gas to spare, or with as much as is said. */
  send(message: ReturnType<typeof executeMsg>, gas = GAS): TxOutcome {
    return this.world.home.deliver({
      signer: message.value.sender,
      messages: [message],
      fee: { amount: [], gas },
    });
  }

  must(message: ReturnType<typeof executeMsg>): TxOutcome {
    const outcome = this.send(message);
    if (outcome.code !== 0) throw new RangeError(outcome.rawLog);
    return outcome;
  }

  /** A new lienholder. */
  async holder(onClaim: Answer, onCut: Answer): Promise<string> {
    const { home } = this.world;
    const creator = namedAddress(home.prefix, "deployer");
    this.made += 1;
    const salt = new TextEncoder().encode(`lienholder ${this.made}`);
    const msg = { on_claim: onClaim, on_cut: onCut };
    const message = instantiateMsg({ sender: creator, codeId: this.codeId, label: "lienholder", msg, salt });
    const { code, rawLog } = home.deliver({ signer: creator, messages: [message] });
    if (code !== 0) throw new RangeError(rawLog);
    return predictAddress({ checksum: this.checksum, creator, salt });
  }

  /** Tokens from nowhere. */
  endow(account: string): void {
    const { home, bondDenom: denom } = this.world;
    home.run((ctx) => home.bank.mint(ctx, account, [{ denom, amount: BONDED }]));
  }

  /** An owner who has all of it bonded and staked at the first provider. */
  staker(name: string): string {
    const { home, lockup, bondDenom: denom, network } = this.world;
    const sender = namedAddress(home.prefix, name);
    this.endow(sender);
    this.must(bondMsg({ contract: lockup, sender, funds: { denom, amount: BONDED } }));
    this.must(this.grant(sender, this.provider));
    network.relayer.relay();
    return sender;
  }

  /** All that he has bonded, to that lienholder. */
  grant(sender: string, lienholder: string): ReturnType<typeof executeMsg> {
    const { lockup: contract } = this.world;
    return grantClaimMsg({ contract, sender, lienholder, validator: this.validator, amount: BONDED });
  }

  /** A lienholder sends messages as its own. */
  tell(holder: string, ...messages: readonly object[]): TxOutcome {
    const sender = this.world.anyone(this.world.home);
    return this.must(executeMsg({ contract: holder, sender }, { send: { messages } }));
  }

  /** A tenth is slashed at the first provider and pushed to the lockup. */
  slash(): TxOutcome {
    const { guardian, home, links } = this.world;
    const [link] = links;
    if (link === undefined) throw new RangeError("no link");
    const { slasher: contract, provider } = link;
    const { validator } = this;
    this.must(submitEvidenceMsg({ contract, sender: guardian, validator, ratio: Decimal.parse("0.1") }));
    return this.must(processSlashesMsg({ contract: provider, sender: this.world.anyone(home), validator }));
  }
}
