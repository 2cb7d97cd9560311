import { readFileSync } from "node:fs";
import { DevnetClient, Network, namedAddress, namedValidator } from "mesh-security-devnet";

const wasm = new Uint8Array(readFileSync("devnet/test/fixtures/probe.wasm"));
const alice = namedAddress("juno", "alice");

const network = new Network();
const juno = network.addChain({
  chainId: "juno-1",
  prefix: "juno",
  bondDenom: "ujuno",
  validators: [namedValidator("juno", "first", 1_000_000n)],
  balances: { [alice]: [{ denom: "ujuno", amount: 1_000_000n }] },
});
network.addChain({ chainId: "osmosis-1", prefix: "osmo", bondDenom: "uosmo" });

const client = new DevnetClient(juno);
const { codeId } = await client.upload(alice, wasm, "auto");
const { contractAddress } = await client.instantiate(alice, codeId, {}, "probe", "auto");
const { events, height } = await client.execute(alice, contractAddress, { count: {} }, "auto");

network.relayer.createConnection("juno-1", "osmosis-1");
network.advance(60n); // seconds: time moves only when told

export const result = { contractAddress, events, height, hash: network.stateHash() };
