package main

import (
	"crypto/sha256"
	"math/big"
	"slices"
	"strings"
	"time"

	"filippo.io/edwards25519"
	"github.com/cometbft/cometbft/crypto/ed25519"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	"github.com/cometbft/cometbft/types"
)

const (
	prevote   = cmtproto.PrevoteType
	precommit = cmtproto.PrecommitType
)

var (
	kinds = []struct {
		name string
		msg  cmtproto.SignedMsgType
	}{{"prevote", prevote}, {"precommit", precommit}}
	longChain = strings.Repeat("long-", 10)
	// The order of the base point, 2^252 + 27742317777372353535851937790883648493.
	order, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
)

// vote has the shape of the contract's message.
type vote struct {
	Type      string    `json:"type"`
	Height    int64     `json:"height"`
	Round     int32     `json:"round"`
	BlockID   *block    `json:"block_id"`
	Timestamp timestamp `json:"timestamp"`
	Signature []byte    `json:"signature"`
}

type block struct {
	Hash          []byte `json:"hash"`
	PartSetHeader parts  `json:"part_set_header"`
}

type parts struct {
	Total uint32 `json:"total"`
	Hash  []byte `json:"hash"`
}

type timestamp struct {
	Seconds int64 `json:"seconds"`
	Nanos   int   `json:"nanos"`
}

func newVote(kind cmtproto.SignedMsgType, id types.BlockID) *types.Vote {
	return &types.Vote{
		Type:             kind,
		Height:           1000,
		Round:            2,
		BlockID:          id,
		Timestamp:        time.Unix(1_700_000_000, 123_456_789).UTC(),
		ValidatorAddress: key.PubKey().Address(),
	}
}

func blockID(text string) types.BlockID {
	hash, parts := sha256.Sum256([]byte("block "+text)), sha256.Sum256([]byte("parts "+text))
	return types.BlockID{Hash: hash[:], PartSetHeader: types.PartSetHeader{Total: 1, Hash: parts[:]}}
}

func sign(by ed25519.PrivKey, chain string, v *types.Vote) []byte {
	return signature(by, types.VoteSignBytes(chain, v.ToProto()))
}

func signature(by ed25519.PrivKey, message []byte) []byte {
	out, err := by.Sign(message)
	if err != nil {
		panic(err)
	}
	return out
}

func wire(v *types.Vote) vote {
	kind := "prevote"
	if v.Type == precommit {
		kind = "precommit"
	}
	var id *block
	if !v.BlockID.IsZero() {
		header := v.BlockID.PartSetHeader
		id = &block{notNil(v.BlockID.Hash), parts{header.Total, notNil(header.Hash)}}
	}
	at := timestamp{v.Timestamp.Unix(), v.Timestamp.Nanosecond()}
	return vote{kind, v.Height, v.Round, id, at, notNil(v.Signature)}
}

// notNil keeps empty bytes from becoming null.
func notNil(bytes []byte) []byte {
	return append([]byte{}, bytes...)
}

// raised adds the group's order to a signature's number: the same equation holds, in bytes that are not canonical.
func raised(signature []byte) []byte {
	out := slices.Clone(signature)
	number := slices.Clone(out[32:])
	slices.Reverse(number)
	sum := new(big.Int).Add(new(big.Int).SetBytes(number), order).FillBytes(make([]byte, 32))
	slices.Reverse(sum)
	copy(out[32:], sum)
	return out
}

// weakPubkeys finds all encodings of the eight points of small order by CometBFT's own verification.
func weakPubkeys() [][]byte {
	empty := make([]byte, 64)
	empty[0] = 1
	var out [][]byte
	for _, point := range smallOrder() {
		for _, candidate := range encodings(point.Bytes()) {
			known := slices.ContainsFunc(out, func(b []byte) bool { return slices.Equal(b, candidate) })
			if !known && ed25519.PubKey(candidate).VerifySignature([]byte("anything"), empty) {
				out = append(out, candidate)
			}
		}
	}
	return out
}

// smallOrder returns the multiples of a point of order eight.
func smallOrder() []*edwards25519.Point {
	last := new(big.Int).Sub(order, big.NewInt(1)).FillBytes(make([]byte, 32))
	slices.Reverse(last)
	factor, err := new(edwards25519.Scalar).SetCanonicalBytes(last)
	if err != nil {
		panic(err)
	}
	for seed := byte(0); ; seed++ {
		encoded := sha256.Sum256([]byte{seed})
		point, err := new(edwards25519.Point).SetBytes(encoded[:])
		if err != nil {
			continue
		}
		// The order less one, and once more: what is left has no part in the large subgroup.
		rest := new(edwards25519.Point).ScalarMult(factor, point)
		rest.Add(rest, point)
		all := []*edwards25519.Point{edwards25519.NewIdentityPoint()}
		for next := rest; next.Equal(all[0]) == 0; next = new(edwards25519.Point).Add(next, rest) {
			all = append(all, next)
		}
		if len(all) == 8 {
			return all
		}
	}
}

// encodings gives a point's bytes with either sign, and with the field's prime added where that fits.
func encodings(bytes []byte) [][]byte {
	low := slices.Clone(bytes)
	low[31] &= 0x7f
	slices.Reverse(low)
	prime := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	var out [][]byte
	for _, y := range []*big.Int{new(big.Int).SetBytes(low), new(big.Int).Add(new(big.Int).SetBytes(low), prime)} {
		if y.BitLen() > 255 {
			continue
		}
		plain := y.FillBytes(make([]byte, 32))
		slices.Reverse(plain)
		signed := slices.Clone(plain)
		signed[31] |= 0x80
		out = append(out, plain, signed)
	}
	return out
}
