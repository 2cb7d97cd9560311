package main

// What comes in: the same shapes as in replay.ts.

type setup struct {
	UnbondingSeconds int64
	MaxValidators    uint32
	Accounts         []struct{ Address, Amount string }
	Validators       []struct{ Account, Operator, Pubkey, SelfDelegation, Rate, MinSelfDelegation string }
	Inflation        struct {
		Initial, Min, Max, RateChange, GoalBonded string
		BlocksPerYear                             uint64
	}
	CommunityTax string
	// None in lists without proposals.
	Gov *govSetup
}

type govSetup struct {
	MinDeposit, ExpeditedMinDeposit                 string
	DepositSeconds, VotingSeconds, ExpeditedSeconds int64
	BurnPrevote, BurnQuorum                         bool
}

type operation struct {
	Op, Delegator, Validator, To, Amount, Denom, Fraction string
	Dt, HeightBack, Power, Height                         int64
	// Of proposals and votes.
	Id      uint64
	Option  int32
	Options []struct {
		Option int32
		Weight string
	}
	Title, Metadata string
	Expedited       bool
	Messages        []operation
}

type scenario struct {
	Setup setup
	Ops   []operation
}

// What goes out.

type event struct {
	Type       string     `json:"type"`
	Attributes [][]string `json:"attributes"`
}

type step struct {
	Error  []any   `json:"error,omitempty"`
	Data   string  `json:"data,omitempty"`
	Events []event `json:"events"`
	State  any     `json:"state,omitempty"`
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
