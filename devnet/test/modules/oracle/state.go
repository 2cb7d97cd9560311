package main

import (
	"fmt"
	"sort"

	abci "github.com/cometbft/cometbft/abci/types"

	"cosmossdk.io/core/store"
	"cosmossdk.io/math"

	sdk "github.com/cosmos/cosmos-sdk/types"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	distrkeeper "github.com/cosmos/cosmos-sdk/x/distribution/keeper"
	distrtypes "github.com/cosmos/cosmos-sdk/x/distribution/types"
)

type storeService = store.KVStoreService

func moduleAddress(name string) string {
	return authtypes.NewModuleAddress(name).String()
}

func integer(text string) math.Int {
	value, ok := math.NewIntFromString(text)
	if !ok {
		panic("not an integer: " + text)
	}
	return value
}

// signers are the bonded validators in CometBFT's order: most power first, then by consensus address.
func (c *chain) signers() []abci.VoteInfo {
	var votes []abci.VoteInfo
	check(c.staking.IterateLastValidatorPowers(c.ctx, func(operator sdk.ValAddress, power int64) bool {
		validator := must(c.staking.GetValidator(c.ctx, operator))
		votes = append(votes, abci.VoteInfo{Validator: abci.Validator{Address: must(validator.GetConsAddr()), Power: power}})
		return false
	}))
	sort.Slice(votes, func(i, j int) bool {
		a, b := votes[i].Validator, votes[j].Validator
		if a.Power != b.Power {
			return a.Power > b.Power
		}
		return string(a.Address) < string(b.Address)
	})
	return votes
}

// dump prints all that replay.ts prints.
func (c *chain) dump() map[string]any {
	validators := [][]string{}
	delegations := [][]string{}
	unbondings := []any{}
	redelegations := []any{}
	for _, operator := range c.validators {
		validators = append(validators, c.dumpValidator(operator))
	}
	for _, account := range c.accounts {
		for _, operator := range c.validators {
			who, where := sdk.MustAccAddressFromBech32(account), must(sdk.ValAddressFromBech32(operator))
			if delegation, err := c.staking.GetDelegation(c.ctx, who, where); err == nil {
				ctx, _ := c.ctx.CacheContext()
				request := &distrtypes.QueryDelegationRewardsRequest{DelegatorAddress: account, ValidatorAddress: operator}
				rewards := must(distrkeeper.NewQuerier(c.distr).DelegationRewards(ctx, request)).Rewards
				delegations = append(delegations, []string{account, operator, delegation.Shares.String(), rewards.String()})
			}
			if unbonding, err := c.staking.GetUnbondingDelegation(c.ctx, who, where); err == nil {
				entries := [][]string{}
				for _, e := range unbonding.Entries {
					entries = append(entries, []string{fmt.Sprint(e.CreationHeight), fmt.Sprint(e.CompletionTime.Unix()), e.InitialBalance.String(), e.Balance.String()})
				}
				unbondings = append(unbondings, []any{account, operator, entries})
			}
			for _, to := range c.validators {
				redelegation, err := c.staking.GetRedelegation(c.ctx, who, where, must(sdk.ValAddressFromBech32(to)))
				if err != nil {
					continue
				}
				entries := [][]string{}
				for _, e := range redelegation.Entries {
					entries = append(entries, []string{fmt.Sprint(e.CreationHeight), fmt.Sprint(e.CompletionTime.Unix()), e.InitialBalance.String(), e.SharesDst.String()})
				}
				redelegations = append(redelegations, []any{account, operator, to, entries})
			}
		}
	}
	holders := append([]string{}, c.accounts...)
	modules := []string{"bonded_tokens_pool", "not_bonded_tokens_pool", "distribution", "fee_collector"}
	if c.withGov {
		modules = append(modules, "gov")
	}
	for _, name := range modules {
		holders = append(holders, moduleAddress(name))
	}
	balances := [][]string{}
	for _, holder := range holders {
		balances = append(balances, []string{holder, c.bank.GetAllBalances(c.ctx, sdk.MustAccAddressFromBech32(holder)).String()})
	}
	state := map[string]any{
		"height":        c.height,
		"validators":    validators,
		"delegations":   delegations,
		"unbondings":    unbondings,
		"redelegations": redelegations,
		"balances":      balances,
		"supply":        c.bank.GetSupply(c.ctx, "stake").Amount.String(),
		"communityPool": must(c.distr.FeePool.Get(c.ctx)).CommunityPool.String(),
	}
	if c.withGov {
		state["gov"] = c.dumpGov()
	}
	return state
}

func (c *chain) dumpValidator(operator string) []string {
	where := must(sdk.ValAddressFromBech32(operator))
	validator, err := c.staking.GetValidator(c.ctx, where)
	if err != nil {
		return []string{operator}
	}
	outstanding := must(c.distr.GetValidatorOutstandingRewardsCoins(c.ctx, where))
	commission := must(c.distr.GetValidatorAccumulatedCommission(c.ctx, where)).Commission
	return []string{operator, validator.Status.String(), fmt.Sprint(validator.Jailed), validator.Tokens.String(), validator.DelegatorShares.String(), outstanding.String(), commission.String()}
}
