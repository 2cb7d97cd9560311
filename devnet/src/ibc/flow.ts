import type { State } from "../state.js";
import type { Ctx, Packet } from "../types.js";
import type { Route } from "./channels.js";
import { within } from "./errors.js";
import { asErrorEvent } from "./events.js";
import type { Height } from "./height.js";
import type { Packets } from "./packets.js";
import type { Timeouts } from "./timeouts.js";

/**
 * Packet messages: the check first, the port's module after it. Every step answers false, and changes nothing, where
 * another relayer was faster. Mirrors ibc-go's message server.
 */
export class PacketFlow {
  constructor(
    private readonly state: State,
    private readonly packets: Packets,
    private readonly timeouts: Timeouts,
    private readonly route: Route,
  ) {}

  receive(ctx: Ctx, packet: Packet, proofHeight: Height, relayer: string): boolean {
    const module = this.route(packet.destinationPort);
    const fresh = within("receive packet verification failed", () => this.packets.receive(ctx, packet, proofHeight));
    if (!fresh) return false;
    const inner: Ctx = { ...ctx, events: [] };
    const mark = this.state.checkpoint();
    const { ack, success } = module.onRecvPacket(inner, packet, relayer);
    if (success) {
      ctx.events.push(...inner.events);
    } else {
      this.state.rollback(mark);
      ctx.events.push(...inner.events.map(asErrorEvent));
    }
    // No bytes: the module has no answer yet, as a contract that returns none.
    if (ack.length > 0) this.packets.writeAcknowledgement(ctx, packet, ack);
    return true;
  }

  acknowledge(ctx: Ctx, packet: Packet, ack: Uint8Array, proofHeight: Height, relayer: string): boolean {
    const module = this.route(packet.sourcePort);
    const fresh = within("acknowledge packet verification failed", () =>
      this.packets.acknowledge(ctx, packet, ack, proofHeight),
    );
    if (!fresh) return false;
    within("acknowledge packet callback failed", () => module.onAcknowledgementPacket(ctx, packet, ack, relayer));
    return true;
  }

  timeout(ctx: Ctx, packet: Packet, proofHeight: Height, nextSequenceRecv: bigint, relayer: string): boolean {
    const module = this.route(packet.sourcePort);
    const fresh = within("timeout packet verification failed", () =>
      this.timeouts.timeout(ctx, packet, proofHeight, nextSequenceRecv),
    );
    if (!fresh) return false;
    within("timeout packet callback failed", () => module.onTimeoutPacket(ctx, packet, relayer));
    return true;
  }

  timeoutOnClose(ctx: Ctx, packet: Packet, proofHeight: Height, nextSequenceRecv: bigint, relayer: string): boolean {
    const module = this.route(packet.sourcePort);
    const fresh = within("timeout on close packet verification failed", () =>
      this.timeouts.timeoutOnClose(ctx, packet, proofHeight, nextSequenceRecv),
    );
    if (!fresh) return false;
    within("timeout on close callback failed", () => module.onTimeoutPacket(ctx, packet, relayer));
    return true;
  }
}
