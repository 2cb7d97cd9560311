import { State } from "mesh-security-devnet";
import { claimOf } from "../../src/math/index.js";
import { LockupMirror, Refused } from "./lockupMirror.js";
import { ProviderMirror } from "./providerMirror.js";
import type { Written } from "./shelf.js";
import type { Told } from "./visit.js";
import type { World } from "./world.js";

/** A packet that a provider is to send. */
export interface MirrorPacket extends Told {
  readonly provider: string;
  readonly sequence: number;
}

/** All contracts of a world, computed by `src/math` alone: nothing here asks the chain. */
export class Mirror {
  /** Records written by the last message. */
  readonly written = new Map<string, Written>();
  readonly lockup: LockupMirror;
  readonly providers: readonly ProviderMirror[];
  /** Sent by the last message. */
  packets: MirrorPacket[] = [];
  private readonly state = new State();

  constructor(world: World) {
    const { state, written } = this;
    this.lockup = new LockupMirror(state, written, world.lockup, (lienholder, owner, amount) =>
      this.provider(lienholder).claimReduced(owner, amount),
    );
    this.providers = world.providers.map(
      ({ address }) =>
        new ProviderMirror(state, written, address, {
          claim: (owner) => claimOf(this.lockup.account(owner), address),
          now: () => world.now,
          slash: (owner, amount) => this.lockup.slash(owner, address, amount),
          release: (owner, amount) => this.lockup.release(owner, address, amount),
          packet: (packet) => {
            const sequence = this.provider(address).books.next("packet");
            this.packets.push({ ...packet, provider: address, sequence });
            if (packet.kind === "stake") this.provider(address).stakeSent(packet.key, sequence);
          },
        }),
    );
    for (const provider of this.providers) for (const name of world.validators) provider.list(name);
    state.commit();
  }

  provider(address: string): ProviderMirror {
    const found = this.providers.find((provider) => provider.address === address);
    if (found === undefined) throw new RangeError(`${address} is no provider`);
    return found;
  }

  /** Does a message, or none of it. Answers the class of the error that the contracts must give. */
  attempt(body: () => void): string | undefined {
    this.written.clear();
    this.packets = [];
    try {
      this.state.atomic(body);
      this.state.commit();
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.packets = [];
      return error.message;
    }
  }

  /** For a message that fails before it comes to the contract. */
  refuse(error: string): never {
    throw new Refused(error);
  }

  /** What a message would give; nothing stays of it. */
  look<T>(body: () => T): T {
    const mark = this.state.checkpoint();
    try {
      return body();
    } finally {
      this.state.rollback(mark);
    }
  }
}
