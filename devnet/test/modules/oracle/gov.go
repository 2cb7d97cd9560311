package main

import (
	"fmt"
	"time"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	distrtypes "github.com/cosmos/cosmos-sdk/x/distribution/types"
	govkeeper "github.com/cosmos/cosmos-sdk/x/gov/keeper"
	govv1 "github.com/cosmos/cosmos-sdk/x/gov/types/v1"
	stakingtypes "github.com/cosmos/cosmos-sdk/x/staking/types"
)

// govern runs a message of x/gov.
func (c *chain) govern(ctx sdk.Context, o operation, coins sdk.Coins) ([]byte, error) {
	server := govkeeper.NewMsgServerImpl(c.gov)
	switch o.Op {
	case "submit":
		messages := []sdk.Msg{}
		for _, each := range o.Messages {
			messages = append(messages, proposed(each))
		}
		if coins[0].IsZero() {
			coins = sdk.Coins{}
		}
		msg := must(govv1.NewMsgSubmitProposal(messages, coins, o.Delegator, o.Metadata, o.Title, "summary", o.Expedited))
		return bytesOf(server.SubmitProposal(ctx, msg))
	case "deposit":
		return bytesOf(server.Deposit(ctx, &govv1.MsgDeposit{ProposalId: o.Id, Depositor: o.Delegator, Amount: coins}))
	case "vote":
		return bytesOf(server.Vote(ctx, &govv1.MsgVote{ProposalId: o.Id, Voter: o.Delegator, Option: govv1.VoteOption(o.Option), Metadata: o.Metadata}))
	}
	var options govv1.WeightedVoteOptions
	for _, each := range o.Options {
		options = append(options, &govv1.WeightedVoteOption{Option: govv1.VoteOption(each.Option), Weight: each.Weight})
	}
	return bytesOf(server.VoteWeighted(ctx, &govv1.MsgVoteWeighted{ProposalId: o.Id, Voter: o.Delegator, Options: options}))
}

// proposed is a message of a proposal.
func proposed(o operation) sdk.Msg {
	coin := sdk.NewCoin("stake", integer(o.Amount))
	switch o.Op {
	case "send":
		return &banktypes.MsgSend{FromAddress: o.Delegator, ToAddress: o.To, Amount: sdk.Coins{coin}}
	case "delegate":
		return &stakingtypes.MsgDelegate{DelegatorAddress: o.Delegator, ValidatorAddress: o.Validator, Amount: coin}
	case "spend":
		return &distrtypes.MsgCommunityPoolSpend{Authority: o.Delegator, Recipient: o.To, Amount: sdk.Coins{coin}}
	}
	panic("no message " + o.Op)
}

func unix(t *time.Time) string {
	if t == nil {
		return ""
	}
	return fmt.Sprint(t.Unix())
}

func counts(t *govv1.TallyResult) string {
	return fmt.Sprintf("%s %s %s %s", t.YesCount, t.AbstainCount, t.NoCount, t.NoWithVetoCount)
}

// dumpGov prints proposals, deposits and votes.
func (c *chain) dumpGov() map[string]any {
	proposals := [][]string{}
	check(c.gov.Proposals.Walk(c.ctx, nil, func(id uint64, p govv1.Proposal) (bool, error) {
		ctx, _ := c.ctx.CacheContext()
		now := must(govkeeper.NewQueryServer(c.gov).TallyResult(ctx, &govv1.QueryTallyResultRequest{ProposalId: id})).Tally
		proposals = append(proposals, []string{
			fmt.Sprint(id), p.Status.String(), counts(p.FinalTallyResult), counts(now), sdk.Coins(p.TotalDeposit).String(),
			unix(p.SubmitTime), unix(p.DepositEndTime), unix(p.VotingStartTime), unix(p.VotingEndTime),
			p.Proposer, p.Title, fmt.Sprint(p.Expedited), p.FailedReason,
		})
		return false, nil
	}))
	deposits := [][]string{}
	check(c.gov.Deposits.Walk(c.ctx, nil, func(_ collections.Pair[uint64, sdk.AccAddress], d govv1.Deposit) (bool, error) {
		deposits = append(deposits, []string{fmt.Sprint(d.ProposalId), d.Depositor, sdk.Coins(d.Amount).String()})
		return false, nil
	}))
	votes := [][]string{}
	check(c.gov.Votes.Walk(c.ctx, nil, func(_ collections.Pair[uint64, sdk.AccAddress], v govv1.Vote) (bool, error) {
		votes = append(votes, []string{fmt.Sprint(v.ProposalId), v.Voter, govv1.WeightedVoteOptions(v.Options).String()})
		return false, nil
	}))
	return map[string]any{"proposals": proposals, "deposits": deposits, "votes": votes}
}
