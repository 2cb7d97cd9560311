import { MsgMultiSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { lockup, sendMsgs } from "mesh-security-sdk";
import { Accounts, connect } from "../accounts.js";
import type { NetworkFacts } from "../network.js";
import { UNIT } from "../settings.js";
import { FEE } from "./fee.js";
import type { GasWorld } from "./world.js";

/** Delegators beside the measured one. */
const SIZE = 49;
const EACH = 100n * UNIT;
const PLEDGE = 60n * UNIT;

/** 49 accounts bond, and stake on the validator of the figures. A relayer carries it, many packets at a time. */
export async function gather(world: GasWorld, facts: NetworkFacts): Promise<void> {
  const { home, keeper, link, lockup: contract, stage, validator } = world;
  const node = facts.nodes.find(({ chain }) => chain.chainId === home.chainId);
  if (node === undefined) throw new RangeError(`${home.chainId} was not started`);
  const accounts = new Accounts(home.prefix);
  const crowd: string[] = [];
  for (let number = 0; number < SIZE; number += 1) crowd.push(await accounts.add(`one of many ${number}`));
  const coins = (amount: bigint) => [{ denom: home.bondDenom, amount: amount.toString() }];
  const value = MsgMultiSend.fromPartial({
    inputs: [{ address: keeper, coins: coins(EACH * BigInt(SIZE)) }],
    outputs: crowd.map((address) => ({ address, coins: coins(EACH) })),
  });
  await sendMsgs(home.client, keeper, [{ typeUrl: "/cosmos.bank.v1beta1.MsgMultiSend", value }], { fee: FEE });
  const client = await connect(node.endpoints.rpc, home.bondDenom, accounts);
  const join = (sender: string) => {
    const funds = { denom: home.bondDenom, amount: EACH };
    const pledge = { contract, sender, lienholder: link.provider, validator, amount: PLEDGE };
    const messages = [lockup.bondMsg({ contract, sender, funds }), lockup.grantClaimMsg(pledge)];
    return sendMsgs(client, sender, messages, { fee: FEE });
  };
  await Promise.all(crowd.map(join));
  client.disconnect();
  await stage.startRelayer();
  await stage.relay();
  await stage.stopRelayer();
}
