import { DevnetClient, Network, namedAddress, namedOperator, namedValidator, SECOND } from "mesh-security-devnet";

/** A proposal calls the `sudo` of a contract. A validator that voted against it signs two blocks, and has no say then. */
export async function govern(wasm: Uint8Array, init: object, sudo: object) {
  const network = new Network();
  const alice = namedAddress("juno", "alice");
  const [first, second] = ["first", "second"].map((name) => namedAddress("juno", name)) as [string, string];
  const juno = network.addChain({
    chainId: "juno",
    prefix: "juno",
    bondDenom: "ujuno",
    validators: [namedValidator("juno", "first", 2_000_000n), namedValidator("juno", "second", 5_000_000n)],
    balances: { [alice]: [{ denom: "ujuno", amount: 1_000n }] },
    gov: { minDeposit: [{ denom: "ujuno", amount: 100n }], votingPeriod: 60n * SECOND },
  });
  const client = new DevnetClient(juno);
  const { codeId } = await client.upload(alice, wasm, "auto");
  const { contractAddress } = await client.instantiate(alice, codeId, init, "mine", "auto");

  // Messages of a proposal are those of x/gov's account; their values are plain fields, or protobuf.
  const msg = new TextEncoder().encode(JSON.stringify(sudo));
  const call = {
    typeUrl: "/cosmwasm.wasm.v1.MsgSudoContract",
    value: { authority: juno.gov.authority, contract: contractAddress, msg },
  };
  const initialDeposit = [{ denom: "ujuno", amount: "100" }];
  const proposal = { messages: [call], initialDeposit, proposer: alice, title: "Call it", summary: "By sudo." };
  await client.signAndBroadcast(alice, [{ typeUrl: "/cosmos.gov.v1.MsgSubmitProposal", value: proposal }], "auto");

  // Validators vote for themselves and for all who delegated to them and don't vote: 1 is yes, 3 is no.
  const vote = (voter: string, option: number) =>
    client.signAndBroadcast(
      voter,
      [{ typeUrl: "/cosmos.gov.v1.MsgVote", value: { proposalId: 1n, voter, option } }],
      "auto",
    );
  await vote(first, 1);
  await vote(second, 3);
  const before = juno.gov.tally(1n);

  // What no transaction does: the chain finds a validator out.
  const burned: bigint[] = [];
  juno.run((ctx) => burned.push(juno.staking.doubleSign(ctx, namedOperator("juno", "second"))));
  network.nextBlock();
  network.advance(60n);
  const { status, failedReason, finalTally } = juno.gov.proposal(1n) ?? {};
  return { before, burned, status, failedReason, finalTally };
}
