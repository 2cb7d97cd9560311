// Writes contracts/slasher/testdata/votes.json: votes and pairs of votes with the bytes, the signatures and the
// verdict that CometBFT itself gives them. Run in this folder: go run . > ../../slasher/testdata/votes.json
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"time"

	"github.com/cometbft/cometbft/crypto/ed25519"
	"github.com/cometbft/cometbft/evidence"
	"github.com/cometbft/cometbft/types"
)

const chainID = "juno-1"

var (
	key      = ed25519.GenPrivKeyFromSecret([]byte("validator"))
	otherKey = ed25519.GenPrivKeyFromSecret([]byte("another validator"))
)

// signedVote is one vote with what CometBFT signs for it.
type signedVote struct {
	Name      string `json:"name"`
	ChainID   string `json:"chain_id"`
	Vote      vote   `json:"vote"`
	SignBytes []byte `json:"sign_bytes"`
}

// pair is what somebody submits, and whether CometBFT takes it as evidence.
type pair struct {
	Name     string `json:"name"`
	ChainID  string `json:"chain_id"`
	VoteA    vote   `json:"vote_a"`
	VoteB    vote   `json:"vote_b"`
	Accepted bool   `json:"accepted"`
	// The contract's error where it is refused.
	Error string `json:"error,omitempty"`
}

type file struct {
	Pubkey []byte       `json:"pubkey"`
	Votes  []signedVote `json:"votes"`
	Pairs  []pair       `json:"pairs"`
	// Encodings of points of small order, for which everyone can sign.
	WeakPubkeys [][]byte `json:"weak_pubkeys"`
}

func main() {
	out := file{
		Pubkey:      key.PubKey().Bytes(),
		Votes:       signedVotes(),
		Pairs:       pairs(),
		WeakPubkeys: weakPubkeys(),
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(out); err != nil {
		panic(err)
	}
}

func signedVotes() []signedVote {
	var out []signedVote
	add := func(name, chain string, v *types.Vote) {
		v.Signature = sign(key, chain, v)
		if err := v.ValidateBasic(); err != nil {
			panic(fmt.Sprintf("%s: %v", name, err))
		}
		bytes := types.VoteSignBytes(chain, v.ToProto())
		out = append(out, signedVote{name, chain, wire(v), bytes})
	}
	for _, kind := range kinds {
		add(kind.name+" for a block", chainID, newVote(kind.msg, blockID("1")))
		add(kind.name+" for no block", chainID, newVote(kind.msg, types.BlockID{}))
	}
	for _, round := range []int32{0, 1, 127, 128, 255, 256, math.MaxInt32} {
		v := newVote(prevote, blockID("1"))
		v.Round = round
		add(fmt.Sprintf("round %d", round), chainID, v)
	}
	for _, height := range []int64{1, 127, 128, 1 << 32, 1<<53 - 1, 1<<53 + 1, math.MaxInt64} {
		v := newVote(precommit, blockID("1"))
		v.Height = height
		add(fmt.Sprintf("height %d", height), chainID, v)
	}
	for _, total := range []uint32{1, 127, 128, 1 << 14, math.MaxUint32} {
		id := blockID("1")
		id.PartSetHeader.Total = total
		add(fmt.Sprintf("%d parts", total), chainID, newVote(precommit, id))
	}
	for _, at := range []time.Time{
		time.Unix(0, 0), time.Unix(0, 1), time.Unix(1, 0), time.Unix(127, 127), time.Unix(128, 128),
		time.Unix(1_700_000_000, 0), time.Unix(1_700_000_000, 999_999_999), time.Unix(math.MaxInt32+1, 5),
		time.Unix(-1, 0), time.Unix(-1, 999_999_999), {}, time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
	} {
		v := newVote(precommit, types.BlockID{})
		v.Timestamp = at.UTC()
		add("time "+at.UTC().Format(time.RFC3339Nano), chainID, v)
	}
	for _, chain := range []string{"a", longChain[:49], longChain, "kettenname-äöü-鎖"} {
		for _, id := range []types.BlockID{blockID("1"), {}} {
			name := fmt.Sprintf("chain %q, no block: %t", chain, id.IsZero())
			add(name, chain, newVote(precommit, id))
		}
	}
	least := newVote(prevote, types.BlockID{})
	least.Height, least.Round, least.Timestamp = 1, 0, time.Unix(0, 0).UTC()
	add("all zero that may be", "a", least)
	most := newVote(precommit, blockID("most"))
	most.Height, most.Round, most.Timestamp = math.MaxInt64, math.MaxInt32, time.Unix(-62135596800, 999_999_999).UTC()
	most.BlockID.PartSetHeader.Total = math.MaxUint32
	add("all as long as may be", longChain, most)
	return out
}

// verdict is CometBFT's on two votes of the validator, in whatever order they come.
func verdict(a, b *types.Vote) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	validators := types.NewValidatorSet([]*types.Validator{types.NewValidator(key.PubKey(), 10)})
	proof, err := types.NewDuplicateVoteEvidence(a, b, time.Unix(1_700_000_000, 0), validators)
	if err != nil {
		return false
	}
	return proof.ValidateBasic() == nil && evidence.VerifyDuplicateVote(proof, chainID, validators) == nil
}
