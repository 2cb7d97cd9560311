import { DevnetClient, Network, namedAddress, namedValidator } from "mesh-security-devnet";

/** Two chains, a contract on one of them, and a transfer that the relayer loses: nothing here knows of Mesh Security. */
export async function tryOut(wasm: Uint8Array, init: object, message: object, query: object) {
  const network = new Network();
  const alice = { osmosis: namedAddress("osmo", "alice"), juno: namedAddress("juno", "alice") };
  network.addChain({
    chainId: "osmosis",
    prefix: "osmo",
    bondDenom: "uosmo",
    validators: [namedValidator("osmo", "first", 1_000_000n)],
    balances: { [alice.osmosis]: [{ denom: "uosmo", amount: 1_000n }] },
  });
  network.addChain({ chainId: "juno", prefix: "juno", bondDenom: "ujuno" });
  const osmosis = new DevnetClient(network.chain("osmosis"));

  // A contract: the same calls as with cosmjs.
  const { codeId } = await osmosis.upload(alice.osmosis, wasm, "auto");
  const { contractAddress } = await osmosis.instantiate(alice.osmosis, codeId, init, "mine", "auto");
  const funds = [{ denom: "uosmo", amount: "100" }];
  await osmosis.execute(alice.osmosis, contractAddress, message, "auto", "", funds);
  const answer: unknown = await osmosis.queryContractSmart(contractAddress, query);

  // A channel, and a transfer on it.
  const connection = network.relayer.createConnection("osmosis", "juno");
  const ports = { a: "transfer", b: "transfer" };
  const { a } = network.relayer.createChannel({ connection, ports, version: "ics20-1" });
  const balance = async () => BigInt((await osmosis.getBalance(alice.osmosis, "uosmo")).amount);
  const transfer = {
    typeUrl: "/ibc.applications.transfer.v1.MsgTransfer",
    value: {
      sourcePort: a.portId,
      sourceChannel: a.channelId,
      token: { denom: "uosmo", amount: "400" },
      sender: alice.osmosis,
      receiver: alice.juno,
      timeoutTimestamp: network.clock.now + 600_000_000_000n,
      memo: "",
    },
  };
  const sent = await osmosis.signAndBroadcast(alice.osmosis, [transfer], "auto");
  const underWay = await balance();

  // The relayer loses it. Time goes on when told, and the timeout brings the tokens back.
  for (const { id } of network.relayer.pending()) network.relayer.faults.drop(id);
  network.advance(601n);
  const relayed = network.relayer.relay().map(({ kind }) => kind);
  return { code: sent.code, answer, underWay, relayed, after: await balance(), stateHash: network.stateHash() };
}
