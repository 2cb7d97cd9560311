package main

import (
	"encoding/hex"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"

	"cosmossdk.io/log"
	"cosmossdk.io/math"
	storetypes "cosmossdk.io/store/types"

	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/codec/address"
	"github.com/cosmos/cosmos-sdk/crypto/keys/ed25519"
	"github.com/cosmos/cosmos-sdk/runtime"
	"github.com/cosmos/cosmos-sdk/testutil"
	sdk "github.com/cosmos/cosmos-sdk/types"
	moduletestutil "github.com/cosmos/cosmos-sdk/types/module/testutil"
	"github.com/cosmos/cosmos-sdk/x/auth"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	"github.com/cosmos/cosmos-sdk/x/bank"
	bankkeeper "github.com/cosmos/cosmos-sdk/x/bank/keeper"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	"github.com/cosmos/cosmos-sdk/x/distribution"
	distrkeeper "github.com/cosmos/cosmos-sdk/x/distribution/keeper"
	distrtypes "github.com/cosmos/cosmos-sdk/x/distribution/types"
	"github.com/cosmos/cosmos-sdk/x/gov"
	govkeeper "github.com/cosmos/cosmos-sdk/x/gov/keeper"
	govtypes "github.com/cosmos/cosmos-sdk/x/gov/types"
	govv1 "github.com/cosmos/cosmos-sdk/x/gov/types/v1"
	"github.com/cosmos/cosmos-sdk/x/mint"
	mintkeeper "github.com/cosmos/cosmos-sdk/x/mint/keeper"
	minttypes "github.com/cosmos/cosmos-sdk/x/mint/types"
	"github.com/cosmos/cosmos-sdk/x/slashing"
	slashingkeeper "github.com/cosmos/cosmos-sdk/x/slashing/keeper"
	slashingtypes "github.com/cosmos/cosmos-sdk/x/slashing/types"
	"github.com/cosmos/cosmos-sdk/x/staking"
	stakingkeeper "github.com/cosmos/cosmos-sdk/x/staking/keeper"
	stakingtypes "github.com/cosmos/cosmos-sdk/x/staking/types"
)

// chain is the keepers over one store, without an app around them.
type chain struct {
	ctx        sdk.Context
	height     int64
	now        time.Time
	bank       bankkeeper.BaseKeeper
	staking    *stakingkeeper.Keeper
	mint       mintkeeper.Keeper
	distr      distrkeeper.Keeper
	slashing   slashingkeeper.Keeper
	gov        *govkeeper.Keeper
	withGov    bool
	accounts   []string
	validators []string
	// Signers at the end of the last three blocks, as CometBFT delays them.
	sets [][]abci.VoteInfo
}

func newChain(s setup) *chain {
	keys := storetypes.NewKVStoreKeys(authtypes.StoreKey, banktypes.StoreKey, stakingtypes.StoreKey, distrtypes.StoreKey, minttypes.StoreKey, slashingtypes.StoreKey, govtypes.StoreKey)
	encoding := moduletestutil.MakeTestEncodingConfig(auth.AppModuleBasic{}, bank.AppModuleBasic{}, staking.AppModuleBasic{}, distribution.AppModuleBasic{}, mint.AppModuleBasic{}, slashing.AppModuleBasic{}, gov.AppModuleBasic{})
	store := func(name string) storeService { return runtime.NewKVStoreService(keys[name]) }
	permissions := map[string][]string{
		authtypes.FeeCollectorName:     nil,
		distrtypes.ModuleName:          nil,
		minttypes.ModuleName:           {authtypes.Minter},
		stakingtypes.BondedPoolName:    {authtypes.Burner, authtypes.Staking},
		stakingtypes.NotBondedPoolName: {authtypes.Burner, authtypes.Staking},
	}
	blocked := map[string]bool{}
	for name := range permissions {
		blocked[moduleAddress(name)] = true
	}
	permissions[govtypes.ModuleName] = []string{authtypes.Burner}
	gov := moduleAddress("gov")
	c := &chain{now: time.Unix(1700000000, 0).UTC(), withGov: s.Gov != nil}
	accounts := authkeeper.NewAccountKeeper(encoding.Codec, store(authtypes.StoreKey), authtypes.ProtoBaseAccount, permissions, address.NewBech32Codec("cosmos"), "cosmos", gov)
	c.bank = bankkeeper.NewBaseKeeper(encoding.Codec, store(banktypes.StoreKey), accounts, blocked, gov, log.NewNopLogger())
	c.staking = stakingkeeper.NewKeeper(encoding.Codec, store(stakingtypes.StoreKey), accounts, c.bank, gov, address.NewBech32Codec("cosmosvaloper"), address.NewBech32Codec("cosmosvalcons"))
	c.mint = mintkeeper.NewKeeper(encoding.Codec, store(minttypes.StoreKey), c.staking, accounts, c.bank, authtypes.FeeCollectorName, gov)
	c.distr = distrkeeper.NewKeeper(encoding.Codec, store(distrtypes.StoreKey), accounts, c.bank, c.staking, authtypes.FeeCollectorName, gov)
	c.slashing = slashingkeeper.NewKeeper(encoding.Codec, encoding.Amino, store(slashingtypes.StoreKey), c.staking, gov)
	router := baseapp.NewMsgServiceRouter()
	router.SetInterfaceRegistry(encoding.InterfaceRegistry)
	banktypes.RegisterMsgServer(router, bankkeeper.NewMsgServerImpl(c.bank))
	stakingtypes.RegisterMsgServer(router, stakingkeeper.NewMsgServerImpl(c.staking))
	distrtypes.RegisterMsgServer(router, distrkeeper.NewMsgServerImpl(c.distr))
	c.gov = govkeeper.NewKeeper(encoding.Codec, store(govtypes.StoreKey), accounts, c.bank, c.staking, c.distr, router, govtypes.DefaultConfig(), gov)
	c.staking.SetHooks(stakingtypes.NewMultiStakingHooks(c.distr.Hooks(), c.slashing.Hooks()))
	c.ctx = testutil.DefaultContextWithKeys(keys, storetypes.NewTransientStoreKeys("transient"), nil)
	c.ctx = c.ctx.WithBlockHeader(c.header())
	check(accounts.Params.Set(c.ctx, authtypes.DefaultParams()))
	if c.withGov {
		accounts.GetModuleAccount(c.ctx, govtypes.ModuleName)
		check(c.gov.ProposalID.Set(c.ctx, govv1.DefaultStartingProposalID))
	}
	c.setParams(s)
	c.genesis(s)
	return c
}

func (c *chain) setParams(s setup) {
	dec := math.LegacyMustNewDecFromStr
	check(c.bank.SetParams(c.ctx, banktypes.DefaultParams()))
	check(c.slashing.SetParams(c.ctx, slashingtypes.DefaultParams()))
	stakingParams := stakingtypes.DefaultParams()
	stakingParams.UnbondingTime = time.Duration(s.UnbondingSeconds) * time.Second
	stakingParams.MaxValidators = s.MaxValidators
	check(c.staking.SetParams(c.ctx, stakingParams))
	distrParams := distrtypes.DefaultParams()
	distrParams.CommunityTax = dec(s.CommunityTax)
	check(c.distr.Params.Set(c.ctx, distrParams))
	check(c.distr.FeePool.Set(c.ctx, distrtypes.InitialFeePool()))
	check(c.gov.Params.Set(c.ctx, govParams(s.Gov)))
	i := s.Inflation
	check(c.mint.Minter.Set(c.ctx, minttypes.InitialMinter(dec(i.Initial))))
	check(c.mint.Params.Set(c.ctx, minttypes.NewParams("stake", dec(i.RateChange), dec(i.Max), dec(i.Min), dec(i.GoalBonded), i.BlocksPerYear)))
}

func govParams(s *govSetup) govv1.Params {
	params := govv1.DefaultParams()
	if s == nil {
		return params
	}
	seconds := func(count int64) *time.Duration {
		duration := time.Duration(count) * time.Second
		return &duration
	}
	params.MinDeposit = must(sdk.ParseCoinsNormalized(s.MinDeposit))
	params.ExpeditedMinDeposit = must(sdk.ParseCoinsNormalized(s.ExpeditedMinDeposit))
	params.MaxDepositPeriod = seconds(s.DepositSeconds)
	params.VotingPeriod = seconds(s.VotingSeconds)
	params.ExpeditedVotingPeriod = seconds(s.ExpeditedSeconds)
	params.BurnProposalDepositPrevote = s.BurnPrevote
	params.BurnVoteQuorum = s.BurnQuorum
	return params
}

func (c *chain) genesis(s setup) {
	for _, account := range s.Accounts {
		coins := must(sdk.ParseCoinsNormalized(account.Amount))
		check(c.bank.MintCoins(c.ctx, minttypes.ModuleName, coins))
		check(c.bank.SendCoinsFromModuleToAccount(c.ctx, minttypes.ModuleName, sdk.MustAccAddressFromBech32(account.Address), coins))
		c.accounts = append(c.accounts, account.Address)
	}
	one := math.LegacyOneDec()
	for _, v := range s.Validators {
		key := &ed25519.PubKey{Key: must(hex.DecodeString(v.Pubkey))}
		rates := stakingtypes.NewCommissionRates(math.LegacyMustNewDecFromStr(v.Rate), one, one)
		description := stakingtypes.NewDescription("moniker", "", "", "", "")
		msg := must(stakingtypes.NewMsgCreateValidator(v.Operator, key, sdk.NewCoin("stake", integer(v.SelfDelegation)), description, rates, integer(v.MinSelfDelegation)))
		must(stakingkeeper.NewMsgServerImpl(c.staking).CreateValidator(c.ctx, msg))
		c.validators = append(c.validators, v.Operator)
	}
	must(c.staking.ApplyAndReturnValidatorSetUpdates(c.ctx))
	first := c.signers()
	c.sets = [][]abci.VoteInfo{first, first, first}
}

func (c *chain) header() cmtproto.Header {
	return cmtproto.Header{ChainID: "oracle", Height: c.height, Time: c.now}
}

// nextBlock ends the block being made, if there is one, and begins the next.
func (c *chain) nextBlock(seconds int64) sdk.Events {
	events := sdk.NewEventManager()
	c.ctx = c.ctx.WithEventManager(events)
	if c.height > 0 {
		check(gov.EndBlocker(c.ctx, c.gov))
		must(c.staking.EndBlocker(c.ctx))
		c.sets = append(c.sets[1:], c.signers())
	}
	c.height++
	c.now = c.now.Add(time.Duration(seconds) * time.Second)
	info := c.ctx.HeaderInfo()
	info.Time, info.Height = c.now, c.height
	c.ctx = c.ctx.WithBlockHeader(c.header()).WithHeaderInfo(info).WithVoteInfos(c.sets[0])
	check(mint.BeginBlocker(c.ctx, c.mint))
	check(c.distr.BeginBlocker(c.ctx))
	return events.Events()
}
