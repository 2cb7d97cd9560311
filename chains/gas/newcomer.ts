import { PubKey } from "cosmjs-types/cosmos/crypto/ed25519/keys";
import { MsgCreateValidator, MsgUndelegate } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import { consensusKey, type StageChain } from "mesh-security-cli";
import { fromBech32, sendMsgs, toBech32 } from "mesh-security-sdk";
import { UNIT } from "../settings.js";
import { FEE } from "./fee.js";

const MONIKER = "newcomer";
/** So little that the chain goes on without its signatures. */
const STAKE = 10n * UNIT;

/** A further validator joins a chain's set. Answers how to have it leave again. */
export async function joinValidators(chain: StageChain): Promise<() => Promise<void>> {
  const account = await chain.account(MONIKER, STAKE * 2n);
  const validatorAddress = toBech32(`${chain.prefix}valoper`, fromBech32(account).bytes);
  const stake = { denom: chain.bondDenom, amount: STAKE.toString() };
  const key = consensusKey(chain.chainId, MONIKER).publicKey;
  const creation = MsgCreateValidator.fromPartial({
    description: { moniker: MONIKER },
    // In units of 10⁻¹⁸: a tenth, at most a tenth, in steps of a hundredth.
    commission: {
      rate: "100000000000000000",
      maxRate: "100000000000000000",
      maxChangeRate: "10000000000000000",
    },
    minSelfDelegation: "1",
    validatorAddress,
    pubkey: { typeUrl: "/cosmos.crypto.ed25519.PubKey", value: PubKey.encode({ key }).finish() },
    value: stake,
  });
  const send = (typeUrl: string, value: object) => sendMsgs(chain.client, account, [{ typeUrl, value }], { fee: FEE });
  await send("/cosmos.staking.v1beta1.MsgCreateValidator", creation);
  return async () => {
    const all = MsgUndelegate.fromPartial({ delegatorAddress: account, validatorAddress, amount: stake });
    await send("/cosmos.staking.v1beta1.MsgUndelegate", all);
  };
}
