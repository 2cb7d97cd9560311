import type { Chain, TxOutcome } from "mesh-security-devnet";
import { consumerErrorFrom } from "mesh-security-sdk/consumer";
import { type ExecuteMsg, errorFrom } from "mesh-security-sdk/core";
import { lockupErrorFrom } from "mesh-security-sdk/lockup";
import { providerErrorFrom } from "mesh-security-sdk/provider";
import { slasherErrorFrom } from "mesh-security-sdk/slasher";
import { stakingErrorFrom } from "mesh-security-sdk/staking";
import { type Books, type LinkBooks, readBooks } from "./books.js";
import { Journal } from "./journal.js";
import type { Operation } from "./operations.js";
import { Random } from "./random.js";
import { Carrier } from "./relaying.js";
import { checkRules, hold, type Known } from "./rules.js";
import { execute, type Link, type World } from "./world.js";

const MATCHERS = [lockupErrorFrom, providerErrorFrom, slasherErrorFrom, consumerErrorFrom, stakingErrorFrom];
/** Names of errors that say that something is wrong with the contracts, not with what was asked of them. */
const DIRTY: ReadonlySet<string> = new Set(["UnknownChainError", "OutOfGasError"]);

/** A world under way: what was done to it, and what is known of it beside its books. */
export class Run implements Known {
  readonly random: Random;
  readonly journal: Journal;
  readonly carrier: Carrier;
  readonly touched = new Set<string>();
  readonly opened = new Map<string, number>();
  readonly history: Operation[] = [];
  /** How often states were reached that a run is there to reach. */
  readonly reached: Map<string, number>;
  /** By validator: where `process_slashes` goes on. */
  readonly cursors = new Map<string, string>();
  /** Gas of every slash. */
  readonly slashGas: bigint[] = [];
  /** Evidence handed in so far. */
  evidence = 0;
  books: Books;

  private constructor(
    readonly world: World,
    seed: number,
    books: Books,
    reached: Map<string, number>,
  ) {
    this.random = new Random(seed);
    this.journal = new Journal(world);
    this.reached = reached;
    this.carrier = new Carrier(world, this.random, (state) => this.reach(state));
    this.books = books;
  }

  static async start(world: World, seed: number, reached = new Map<string, number>()): Promise<Run> {
    const run = new Run(world, seed, await readBooks(world), reached);
    checkRules(run.books, run);
    return run;
  }

  reach(state: string): void {
    this.reached.set(state, (this.reached.get(state) ?? 0) + 1);
  }

  at(link: number): LinkBooks {
    const books = this.books.links[link];
    if (books === undefined) throw new RangeError(`no consumer ${link}`);
    return books;
  }

  /** Of a validator at a link, in 10⁻¹⁸. */
  multiplier({ name }: Link, validator: string): bigint {
    const books = this.books.links.find(({ link }) => link.name === name);
    return books?.validators.find(({ address }) => address === validator)?.multiplier.atomics ?? 0n;
  }

  /** Reads all books anew and holds every rule against them. */
  async check(): Promise<void> {
    const named = this.journal.read();
    this.books = await readBooks(this.world, this.books, named);
    checkRules(this.books, this);
    this.observe();
  }

  /**
   * Sends a message. A refusal must be worded by a contract or by the bank, and is none where it `must` succeed.
   * Answers the error's class; undefined where it succeeded.
   */
  send(
    chain: Chain,
    message: ExecuteMsg,
    must = false,
  ): { readonly error: string | undefined; readonly tx: TxOutcome } {
    const tx = execute(chain, message);
    if (tx.code === 0) return { error: undefined, tx };
    const error = errorFrom({ log: tx.rawLog, code: tx.code, codespace: tx.codespace }, MATCHERS).name;
    hold("Errors are clean", !DIRTY.has(error), () => tx.rawLog);
    hold("What is allowed succeeds", !must, () => tx.rawLog);
    this.reach(`refused: ${error}`);
    return { error, tx };
  }

  /** A stake was sent: at most one position more. */
  opens({ provider }: Link): void {
    this.opened.set(provider, (this.opened.get(provider) ?? 0) + 1);
  }

  private observe(): void {
    for (const { owners, rewards, waiting, validators } of this.books.links) {
      if (rewards.announcements > 0) this.reach("rewards announced, not come");
      if (rewards.unallocated > 0n) this.reach("rewards of nobody");
      if (waiting.some(({ toAnnounce, toTransfer }) => toAnnounce + toTransfer > 0n)) this.reach("rewards to repeat");
      if (waiting.some(({ transferring }) => transferring > 0n)) this.reach("rewards in transfer");
      if (validators.some(({ status }) => status === "removed")) this.reach("validator removed");
      if (validators.some(({ status }) => status === "tombstoned")) this.reach("validator tombstoned");
      if (validators.some(({ multiplier }) => multiplier.isZero)) this.reach("validator slashed to zero");
      for (const { staked, unbonding, inFlight, cut } of owners.values()) {
        if (cut.cut > 0n) this.reach("cut recorded");
        if (cut.cut > 0n && inFlight.length > 0) this.reach("cut on stake in flight");
        if (cut.cut > 0n && unbonding.length > 0) this.reach("cut on unbonding");
        if (staked.some(({ slashed }) => slashed > 0n)) this.reach("slash to be pushed");
        if (unbonding.some(({ slashed }) => slashed > 0n)) this.reach("slash on unbonding");
        if (staked.length > 2) this.reach("positions at three validators");
        if (inFlight.length > 2) this.reach("several stakes in flight");
        if (unbonding.length > 2) this.reach("several unbondings");
      }
    }
  }
}
