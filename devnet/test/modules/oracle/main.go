// Oracle runs a list of operations on the keepers of the Cosmos SDK and prints what they make of it: the traces that
// the devnet's modules are held to. Scenario on standard input, trace on standard output:
//
//	go mod tidy && go build . && node generate.mjs
package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"

	errorsmod "cosmossdk.io/errors"
	"cosmossdk.io/math"

	sdk "github.com/cosmos/cosmos-sdk/types"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	bankkeeper "github.com/cosmos/cosmos-sdk/x/bank/keeper"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	distrkeeper "github.com/cosmos/cosmos-sdk/x/distribution/keeper"
	distrtypes "github.com/cosmos/cosmos-sdk/x/distribution/types"
	slashingkeeper "github.com/cosmos/cosmos-sdk/x/slashing/keeper"
	slashingtypes "github.com/cosmos/cosmos-sdk/x/slashing/types"
	stakingkeeper "github.com/cosmos/cosmos-sdk/x/staking/keeper"
	stakingtypes "github.com/cosmos/cosmos-sdk/x/staking/types"
)

func main() {
	var s scenario
	check(json.Unmarshal(must(io.ReadAll(os.Stdin)), &s))
	c := newChain(s.Setup)
	first := c.dump()
	steps := []step{}
	for _, o := range s.Ops {
		if o.Op == "block" {
			steps = append(steps, step{Events: plain(c.nextBlock(o.Dt)), State: c.dump()})
		} else {
			steps = append(steps, c.run(o))
		}
	}
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{"first": first, "steps": steps, "last": c.dump()}))
}

func plain(events sdk.Events) []event {
	out := []event{}
	for _, e := range events {
		attributes := [][]string{}
		for _, a := range e.Attributes {
			attributes = append(attributes, []string{a.Key, a.Value})
		}
		out = append(out, event{e.Type, attributes})
	}
	return out
}

// run keeps what an operation wrote only where it did not fail.
func (c *chain) run(o operation) step {
	events := sdk.NewEventManager()
	ctx, write := c.ctx.WithEventManager(events).CacheContext()
	data, err := c.perform(ctx, o)
	if err != nil {
		codespace, code, _ := errorsmod.ABCIInfo(err, false)
		return step{Error: []any{codespace, code, err.Error()}, Events: []event{}}
	}
	write()
	return step{Data: hex.EncodeToString(data), Events: plain(events.Events())}
}

type response interface{ Marshal() ([]byte, error) }

func bytesOf[R response](answer R, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return answer.Marshal()
}

func (c *chain) perform(ctx sdk.Context, o operation) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errorsmod.Wrapf(errorsmod.ErrPanic, "%v", r)
		}
	}()
	coin := sdk.Coin{Denom: "stake", Amount: math.ZeroInt()}
	if o.Denom != "" {
		coin.Denom = o.Denom
	}
	if o.Amount != "" {
		coin.Amount = integer(o.Amount)
	}
	staking := stakingkeeper.NewMsgServerImpl(c.staking)
	distr := distrkeeper.NewMsgServerImpl(c.distr)
	switch o.Op {
	case "delegate":
		return bytesOf(staking.Delegate(ctx, &stakingtypes.MsgDelegate{DelegatorAddress: o.Delegator, ValidatorAddress: o.Validator, Amount: coin}))
	case "undelegate":
		return bytesOf(staking.Undelegate(ctx, &stakingtypes.MsgUndelegate{DelegatorAddress: o.Delegator, ValidatorAddress: o.Validator, Amount: coin}))
	case "redelegate":
		return bytesOf(staking.BeginRedelegate(ctx, &stakingtypes.MsgBeginRedelegate{DelegatorAddress: o.Delegator, ValidatorSrcAddress: o.Validator, ValidatorDstAddress: o.To, Amount: coin}))
	case "cancel":
		return bytesOf(staking.CancelUnbondingDelegation(ctx, &stakingtypes.MsgCancelUnbondingDelegation{DelegatorAddress: o.Delegator, ValidatorAddress: o.Validator, Amount: coin, CreationHeight: o.Height}))
	case "withdraw":
		return bytesOf(distr.WithdrawDelegatorReward(ctx, &distrtypes.MsgWithdrawDelegatorReward{DelegatorAddress: o.Delegator, ValidatorAddress: o.Validator}))
	case "commission":
		return bytesOf(distr.WithdrawValidatorCommission(ctx, &distrtypes.MsgWithdrawValidatorCommission{ValidatorAddress: o.Validator}))
	case "setWithdraw":
		return bytesOf(distr.SetWithdrawAddress(ctx, &distrtypes.MsgSetWithdrawAddress{DelegatorAddress: o.Delegator, WithdrawAddress: o.To}))
	case "fund":
		return bytesOf(distr.FundCommunityPool(ctx, &distrtypes.MsgFundCommunityPool{Depositor: o.Delegator, Amount: sdk.Coins{coin}}))
	case "send":
		return bytesOf(bankkeeper.NewMsgServerImpl(c.bank).Send(ctx, &banktypes.MsgSend{FromAddress: o.Delegator, ToAddress: o.To, Amount: sdk.Coins{coin}}))
	case "submit", "deposit", "vote", "voteWeighted":
		return c.govern(ctx, o, sdk.Coins{coin})
	case "unjail":
		return bytesOf(slashingkeeper.NewMsgServerImpl(c.slashing).Unjail(ctx, &slashingtypes.MsgUnjail{ValidatorAddr: o.Validator}))
	case "fee":
		return nil, c.bank.SendCoinsFromAccountToModule(ctx, sdk.MustAccAddressFromBech32(o.Delegator), authtypes.FeeCollectorName, sdk.Coins{coin})
	case "slash", "jail":
		return nil, c.punish(ctx, o)
	}
	panic("no operation " + o.Op)
}

func (c *chain) punish(ctx sdk.Context, o operation) error {
	validator, err := c.staking.GetValidator(ctx, must(sdk.ValAddressFromBech32(o.Validator)))
	if err != nil {
		return err
	}
	address := must(validator.GetConsAddr())
	if o.Op == "slash" {
		power := o.Power
		if power == 0 {
			power = validator.PotentialConsensusPower(sdk.DefaultPowerReduction)
		}
		return c.slashing.Slash(ctx, address, math.LegacyMustNewDecFromStr(o.Fraction), power, c.height-o.HeightBack)
	}
	if validator.Jailed {
		return errors.New("jailed already")
	}
	return c.slashing.Jail(ctx, address)
}
