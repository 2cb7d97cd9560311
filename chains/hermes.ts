import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChannelEnd } from "mesh-security-sdk/deploy";
import { command } from "./command.js";
import { type Guarded, startGuarded } from "./guarded.js";
import type { Endpoints } from "./node.js";
import { type ChainSettings, mnemonicOf, TRUSTING_PERIOD } from "./settings.js";
import { until } from "./until.js";

/** A chain that answers. */
export interface RunningChain {
  readonly chain: ChainSettings;
  readonly endpoints: Endpoints;
}

/** One end of a channel that exists. */
export interface OpenEnd {
  readonly chainId: string;
  readonly portId: string;
  readonly channelId: string;
}

/** A Hermes of its own: home, account and configuration. */
export interface Hermes {
  /** Makes clients and a connection. */
  connect(chainA: string, chainB: string): Promise<readonly [string, string]>;
  openChannel(
    a: ChannelEnd,
    b: ChannelEnd,
    options: { readonly order: "unordered" | "ordered"; readonly version: string },
  ): Promise<readonly [string, string]>;
  /** Carries what waits on a channel, both ways, and ends. */
  clear(end: OpenEnd): Promise<void>;
  /** Starts carrying packets of these channels and of no other. */
  carry(ends: readonly OpenEnd[]): Promise<Guarded>;
  /** Starts to keep the light clients under every channel from expiring, and carries nothing. */
  keepClients(): Promise<Guarded>;
  /** The same, carries the packets of every channel, and completes the handshakes that others begin. */
  carryAll(): Promise<Guarded>;
}

interface Mode {
  readonly clients: boolean;
  /** Completes handshakes that others begin. */
  readonly handshakes: boolean;
  readonly packets: boolean;
}

/** Which channels of a chain are carried: without a filter, a Hermes looks after all that is there. */
function packetFilter({ chainId }: ChainSettings, ends: readonly OpenEnd[]): string {
  const own = ends.filter((end) => end.chainId === chainId);
  const list = own.map(({ portId, channelId }) => `['${portId}', '${channelId}']`).join(", ");
  return `[chains.packet_filter]\npolicy = 'allow'\nlist = [${list}]\n`;
}

function chainSection(node: RunningChain, account: string, ends: readonly OpenEnd[] | undefined): string {
  const { chain, endpoints } = node;
  return `
[[chains]]
id = '${chain.chainId}'
type = 'CosmosSdk'
rpc_addr = '${endpoints.rpc}'
grpc_addr = '${endpoints.grpc}'
event_source = { mode = 'pull', interval = '300ms' }
rpc_timeout = '20s'
account_prefix = '${chain.prefix}'
key_name = '${account}'
store_prefix = 'ibc'
default_gas = 1000000
max_gas = 40000000
gas_price = { price = 0.001, denom = '${chain.denom}' }
gas_multiplier = 1.3
max_msg_num = 20
clock_drift = '3s'
max_block_time = '5s'
trusting_period = '${TRUSTING_PERIOD}s'
client_refresh_rate = '1/3'
${ends === undefined ? "" : packetFilter(chain, ends)}`;
}

const config = (nodes: readonly RunningChain[], account: string, mode: Mode, ends: readonly OpenEnd[] | undefined) => `
[global]
log_level = 'info'
[mode.clients]
enabled = ${mode.clients}
refresh = ${mode.clients}
misbehaviour = false
[mode.connections]
enabled = ${mode.handshakes}
[mode.channels]
enabled = ${mode.handshakes}
[mode.packets]
enabled = ${mode.packets}
clear_interval = 40
clear_on_start = true
tx_confirmation = false
[rest]
enabled = false
host = '127.0.0.1'
port = 0
[telemetry]
enabled = false
host = '127.0.0.1'
port = 0
${nodes.map((node) => chainSection(node, account, ends)).join("")}`;

/** The last line of `hermes --json` is its answer. */
function answerOf(output: string): unknown {
  const last = output.trim().split("\n").at(-1) ?? "";
  const { status, result } = JSON.parse(last) as { status: string; result: unknown };
  if (status !== "success") throw new Error(`Hermes: ${JSON.stringify(result)}`);
  return result;
}

type Sides<K extends string> = { readonly a_side: Record<K, string>; readonly b_side: Record<K, string> };

/** Sets one up in `folder`; `account` names its keys, which must hold coins before anything is sent. */
export async function setUpHermes(
  binary: string,
  folder: string,
  nodes: readonly RunningChain[],
  account: string,
): Promise<Hermes> {
  mkdirSync(folder, { recursive: true });
  // Keys are kept under the home of whoever runs it.
  const env = { PATH: process.env.PATH, HOME: folder };
  const configure = (mode: Mode, ends?: readonly OpenEnd[]) => {
    const path = join(folder, "config.toml");
    writeFileSync(path, config(nodes, account, mode, ends));
    return path;
  };
  const idle = configure({ clients: false, handshakes: false, packets: false }, []);
  const mnemonic = join(folder, "mnemonic");
  writeFileSync(mnemonic, mnemonicOf(account));
  const run = async (...args: string[]) => answerOf(await command(binary, ["--json", ...args], env));
  for (const { chain } of nodes) {
    await run(
      ...["--config", idle, "keys", "add", "--chain", chain.chainId],
      ...["--mnemonic-file", mnemonic, "--key-name", account, "--overwrite"],
    );
  }
  const log = join(folder, "hermes.log");
  const written = () => (existsSync(log) ? readFileSync(log, "utf8") : "");
  /** Answers when it watches the chains: it learns of a packet only if that is sent before its first look, or now. */
  const start = async (path: string) => {
    const before = written().length;
    const running = await startGuarded(binary, ["--config", path, "start"], { log, env });
    await until(`${account}: Hermes to start`, async () =>
      written().slice(before).includes("Hermes has started") ? true : undefined,
    );
    return running;
  };
  return {
    async connect(chainA, chainB) {
      const answer = await run("--config", idle, "create", "connection", "--a-chain", chainA, "--b-chain", chainB);
      const { a_side, b_side } = answer as Sides<"connection_id">;
      return [a_side.connection_id, b_side.connection_id];
    },
    async openChannel(a, b, { order, version }) {
      const answer = await run(
        ...["--config", idle, "create", "channel", "--a-chain", a.chainId, "--a-connection", a.connectionId],
        ...["--a-port", a.portId, "--b-port", b.portId, "--order", order, "--channel-version", version],
      );
      const { a_side, b_side } = answer as Sides<"channel_id">;
      return [a_side.channel_id, b_side.channel_id];
    },
    async clear({ chainId, portId, channelId }) {
      await run(
        ...["--config", idle, "clear", "packets", "--chain", chainId, "--port", portId, "--channel", channelId],
      );
    },
    carry: (ends) => start(configure({ clients: false, handshakes: false, packets: true }, ends)),
    keepClients: () => start(configure({ clients: true, handshakes: false, packets: false })),
    carryAll: () => start(configure({ clients: true, handshakes: true, packets: true })),
  };
}
