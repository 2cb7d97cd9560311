import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CHAIN_NAMES, type ChainName, type Stage, type StageChain } from "mesh-security-cli";
import type { ChainEvent, SigningClient } from "mesh-security-sdk";
import type { ChannelEnd, Relaying } from "mesh-security-sdk/deploy";
import { followHandshake, followPackets, type Reach } from "./relayed.js";
import {
  type HandshakeTrace,
  type Json,
  plain,
  plainEvents,
  type Read,
  type Step,
  type Thrown,
  type Trace,
  type Write,
} from "./trace.js";

function thrown(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: typeof error, text: String(error) };
  const { codespace, code } = error as { codespace?: unknown; code?: unknown };
  return {
    name: error.name,
    text: error.message,
    ...(typeof codespace === "string" ? { codespace } : {}),
    ...(typeof code === "number" ? { code } : {}),
  };
}

class Recorder {
  readonly steps: Step[] = [];
  /** Of recorded transactions: packets are found from them. */
  readonly sent: { readonly chain: string; readonly events: readonly ChainEvent[] }[] = [];
  readonly connections: HandshakeTrace["ends"][] = [];
  readonly channels: HandshakeTrace["ends"][] = [];

  /** Takes its place in the order in which things were asked for, whatever answers first. */
  async run<T>(what: Read | Write, work: () => Promise<T>, answer: (result: T) => Json | undefined): Promise<T> {
    const step: Step = { ...what };
    this.steps.push(step);
    try {
      const result = await work();
      const told = answer(result);
      if (told !== undefined) step.answer = told;
      return result;
    } catch (error) {
      step.thrown = thrown(error);
      throw error;
    }
  }
}

function recordClient(recorder: Recorder, chain: ChainName, client: SigningClient): SigningClient {
  const messagesOf = (messages: Parameters<SigningClient["simulate"]>[1]) =>
    messages.map(({ typeUrl, value }) => ({ typeUrl, value: plain(value) }));
  return {
    getChainId: () => client.getChainId(),
    getHeight: () => client.getHeight(),
    getTx: (id) => client.getTx(id),
    searchTx: (query) => client.searchTx(query),
    getBalance: (address, denom) =>
      recorder.run(
        { kind: "balance", chain, address, denom },
        () => client.getBalance(address, denom),
        ({ amount }) => amount,
      ),
    queryContractSmart: (contract, message: unknown) =>
      recorder.run(
        { kind: "query", chain, contract, message: plain(message) },
        () => client.queryContractSmart(contract, message),
        plain,
      ),
    simulate: (sender, messages, memo) =>
      recorder.run(
        { kind: "simulate", chain, sender, messages: messagesOf(messages) },
        () => client.simulate(sender, messages, memo),
        () => undefined,
      ),
    signAndBroadcast: (sender, messages, ...rest) =>
      recorder.run(
        { kind: "tx", chain, sender, messages: messagesOf(messages) },
        async () => {
          const result = await client.signAndBroadcast(sender, messages, ...rest);
          recorder.sent.push({ chain, events: result.events });
          return result;
        },
        ({ code, rawLog, events }) => plain({ code, rawLog: code === 0 ? "" : rawLog, events: plainEvents(events) }),
      ),
  };
}

function recordChain(recorder: Recorder, chain: StageChain): StageChain {
  const { name } = chain;
  return {
    ...chain,
    client: recordClient(recorder, name, chain.client),
    account: (label, amount) =>
      recorder.run(
        { kind: "account", chain: name, label, amount: amount.toString() },
        () => chain.account(label, amount),
        (address) => address,
      ),
    delegation: (delegator, validator) =>
      recorder.run(
        { kind: "delegation", chain: name, delegator, validator },
        () => chain.delegation(delegator, validator),
        plain,
      ),
  };
}

function recordRelaying(recorder: Recorder, relaying: Relaying, nameOf: (chainId: string) => ChainName): Relaying {
  const endOf = ({ chainId, portId }: ChannelEnd) => ({ chain: nameOf(chainId), port: portId });
  return {
    connect: (chainA, chainB) =>
      recorder.run(
        { kind: "connect", ends: [nameOf(chainA), nameOf(chainB)] },
        async () => {
          const ids = await relaying.connect(chainA, chainB);
          recorder.connections.push([
            { chain: nameOf(chainA), id: ids[0] },
            { chain: nameOf(chainB), id: ids[1] },
          ]);
          return ids;
        },
        plain,
      ),
    openChannel: (a, b, options) =>
      recorder.run(
        { kind: "channel", ends: [endOf(a), endOf(b)], ...options },
        async () => {
          const ids = await relaying.openChannel(a, b, options);
          recorder.channels.push([
            { ...endOf(a), id: ids[0] },
            { ...endOf(b), id: ids[1] },
          ]);
          return ids;
        },
        plain,
      ),
  };
}

function reachOf(stage: Stage, channels: readonly HandshakeTrace["ends"][]): Reach {
  const ends = channels.flatMap(([a, b]) =>
    a === undefined || b === undefined ? [] : [[a, b] as const, [b, a] as const],
  );
  return {
    client: (chain) => stage.chain(chain as ChainName).client,
    peer(chain, port, channel) {
      const [, other] = ends.find(([own]) => own.chain === chain && own.port === port && own.id === channel) ?? [];
      return other === undefined ? undefined : { chain: other.chain, channel: other.id };
    },
  };
}

async function traceOf(recorder: Recorder, stage: Stage, scenario: string): Promise<Trace> {
  const reach = reachOf(stage, recorder.channels);
  const handshakes = async (what: "connection" | "channel", all: readonly HandshakeTrace["ends"][]) => {
    const traces: HandshakeTrace[] = [];
    for (const ends of all) traces.push(await followHandshake(reach, what, ends));
    return traces;
  };
  const connections = await handshakes("connection", recorder.connections);
  const channels = await handshakes("channel", recorder.channels);
  const opening = channels.flatMap(({ relayed }) => relayed);
  const packets = await followPackets(reach, [...recorder.sent, ...opening]);
  const chains = CHAIN_NAMES.map((name) => {
    const { chainId, prefix, bondDenom, validators } = stage.chain(name);
    return { name, chainId, prefix, bondDenom, validators };
  });
  return { scenario, chains, steps: recorder.steps, connections, channels, packets };
}

export interface RecordOptions {
  /** Names the trace's file. */
  readonly scenario: string;
  /** Where the file goes, such as `.cache/traces/devnet`; it is made where there is none. */
  readonly folder: string;
}

/**
 * A stage that works as the one given and notes what is sent through it and read from it. `close()` carries what is
 * left to carry, collects what the relayer did for the world's packets, writes `<folder>/<scenario>.json`, and closes.
 * What the stage does for itself, such as waiting in `relay()`, goes past the record.
 */
export function recordStage(stage: Stage, { scenario, folder }: RecordOptions): Stage {
  const recorder = new Recorder();
  const chains = Object.fromEntries(
    CHAIN_NAMES.map((name) => [name, recordChain(recorder, stage.chain(name))]),
  ) as Record<ChainName, StageChain>;
  const nameOf = (chainId: string): ChainName => {
    const name = CHAIN_NAMES.find((each) => chains[each].chainId === chainId);
    if (name === undefined) throw new RangeError(`no chain of the stage is ${chainId}`);
    return name;
  };
  let stopped = false;
  const note = (kind: "passTime" | "accrue" | "relay" | "stopRelayer" | "startRelayer", work: () => Promise<void>) =>
    recorder.run({ kind }, work, () => undefined);
  return {
    ...stage,
    chain: (name) => chains[name],
    relaying: recordRelaying(recorder, stage.relaying, nameOf),
    passTime: (seconds) => note("passTime", () => stage.passTime(seconds)),
    accrue: () => note("accrue", () => stage.accrue()),
    relay: () => note("relay", () => stage.relay()),
    async stopRelayer() {
      await note("stopRelayer", () => stage.stopRelayer());
      stopped = true;
    },
    async startRelayer() {
      await note("startRelayer", () => stage.startRelayer());
      stopped = false;
    },
    async close() {
      try {
        if (stopped) await stage.startRelayer();
        await stage.relay();
        const trace = await traceOf(recorder, stage, scenario);
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, `${scenario}.json`), `${JSON.stringify(trace, null, 1)}\n`);
      } finally {
        await stage.close();
      }
    },
  };
}
