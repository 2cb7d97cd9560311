package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/cometbft/cometbft/types"
)

// A change to the second of two votes for different blocks, made before it is signed.
type change struct {
	name  string
	error string
	to    func(*types.Vote)
}

func pairs() []pair {
	var out []pair
	add := func(name, refused string, a, b *types.Vote) {
		accepted := verdict(a, b)
		if accepted != (refused == "") {
			panic(fmt.Sprintf("%s: CometBFT's verdict is %t", name, accepted))
		}
		out = append(out, pair{name, chainID, wire(a), wire(b), accepted, refused})
	}
	both := func(name, refused string, a, b *types.Vote) {
		add(name, refused, a, b)
		add(name+", the other way round", refused, b, a)
	}
	for _, kind := range kinds {
		one, two := signed(newVote(kind.msg, blockID("1"))), signed(newVote(kind.msg, blockID("2")))
		none := signed(newVote(kind.msg, types.BlockID{}))
		both(kind.name+"s for two blocks", "", one, two)
		both(kind.name+"s for a block and for none", "", one, none)
		add(kind.name+" twice", "SameBlockId", one, one)
		add(kind.name+" for no block twice", "SameBlockId", none, none)
	}
	for _, c := range changes() {
		a, b := signed(newVote(precommit, blockID("1"))), newVote(precommit, blockID("2"))
		c.to(b)
		both(c.name, c.error, a, signed(b))
	}
	extended := newVote(precommit, blockID("2"))
	extended.Extension = []byte("price of juno")
	extended.ExtensionSignature = signature(key, types.VoteExtensionSignBytes(chainID, extended.ToProto()))
	both("a vote with an extension", "", signed(newVote(precommit, blockID("1"))), signed(extended))

	for name, of := range forged(extended) {
		a, b := signed(newVote(precommit, blockID("1"))), newVote(precommit, blockID("2"))
		b.Signature = of(b)
		refused := "WrongSignature"
		if len(b.Signature) != 64 {
			refused = "InvalidVote"
		}
		both(name, refused, a, b)
	}
	a, b := signed(newVote(precommit, blockID("1"))), signed(newVote(precommit, blockID("2")))
	a.Signature, b.Signature = b.Signature, a.Signature
	add("signatures that were swapped", "WrongSignature", a, b)
	return sorted(out)
}

func changes() []change {
	return []change{
		{"another time", "", func(v *types.Vote) { v.Timestamp = v.Timestamp.Add(time.Hour) }},
		{"a time before 1970", "", func(v *types.Vote) { v.Timestamp = time.Unix(-5, 7).UTC() }},
		{"the year 1", "", func(v *types.Vote) { v.Timestamp = time.Time{} }},
		{"a time without fractions", "", func(v *types.Vote) { v.Timestamp = time.Unix(1_700_000_000, 0).UTC() }},
		{"the same block in other parts", "", func(v *types.Vote) { v.BlockID.Hash = blockID("1").Hash }},
		{"the same block in more parts", "", func(v *types.Vote) {
			v.BlockID = blockID("1")
			v.BlockID.PartSetHeader.Total = 2
		}},
		{"the same parts of another block", "", func(v *types.Vote) {
			v.BlockID.PartSetHeader = blockID("1").PartSetHeader
		}},
		{"the same block at another time", "SameBlockId", func(v *types.Vote) {
			v.BlockID = blockID("1")
			v.Timestamp = v.Timestamp.Add(time.Second)
		}},
		{"another height", "DifferentVotes", func(v *types.Vote) { v.Height++ }},
		{"another round", "DifferentVotes", func(v *types.Vote) { v.Round++ }},
		{"another type", "DifferentVotes", func(v *types.Vote) { v.Type = prevote }},
		{"height 0", "InvalidVote", func(v *types.Vote) { v.Height = 0 }},
		{"a block without parts", "InvalidVote", func(v *types.Vote) { v.BlockID.PartSetHeader.Total = 0 }},
		{"a block without a header of parts", "InvalidVote", func(v *types.Vote) {
			v.BlockID.PartSetHeader = types.PartSetHeader{}
		}},
		{"parts without a block", "InvalidVote", func(v *types.Vote) { v.BlockID.Hash = nil }},
	}
}

// Signatures of the second vote that somebody else could come by.
func forged(extended *types.Vote) map[string]func(*types.Vote) []byte {
	proposal := func(v *types.Vote) []byte {
		p := types.NewProposal(v.Height, v.Round, -1, v.BlockID)
		p.Timestamp = v.Timestamp
		return signature(key, types.ProposalSignBytes(chainID, p.ToProto()))
	}
	of := func(to func(*types.Vote)) func(*types.Vote) []byte {
		return func(v *types.Vote) []byte {
			other := *v
			to(&other)
			return sign(key, chainID, &other)
		}
	}
	return map[string]func(*types.Vote) []byte{
		"a signature of another key":        func(v *types.Vote) []byte { return sign(otherKey, chainID, v) },
		"a signature for another chain":     func(v *types.Vote) []byte { return sign(key, "juno-2", v) },
		"a signature for no chain":          func(v *types.Vote) []byte { return sign(key, "", v) },
		"a signature without the length":    func(v *types.Vote) []byte { return signature(key, types.VoteSignBytes(chainID, v.ToProto())[1:]) },
		"a signature of a proposal":         proposal,
		"a signature of an extension":       func(*types.Vote) []byte { return extended.ExtensionSignature },
		"a signature of the other height":   of(func(v *types.Vote) { v.Height++ }),
		"a signature of the other round":    of(func(v *types.Vote) { v.Round = 0 }),
		"a signature of the other type":     of(func(v *types.Vote) { v.Type = prevote }),
		"a signature of the other time":     of(func(v *types.Vote) { v.Timestamp = v.Timestamp.Add(1) }),
		"a signature of the other block":    of(func(v *types.Vote) { v.BlockID = blockID("1") }),
		"a signature of no block":           of(func(v *types.Vote) { v.BlockID = types.BlockID{} }),
		"a signature that is not canonical": func(v *types.Vote) []byte { return raised(sign(key, chainID, v)) },
		"a signature of zeros":              func(*types.Vote) []byte { return make([]byte, 64) },
		"a neutral signature":               func(*types.Vote) []byte { return append([]byte{1}, make([]byte, 63)...) },
		"a signature with a bit turned": func(v *types.Vote) []byte {
			out := sign(key, chainID, v)
			out[5] ^= 4
			return out
		},
		"a signature cut short": func(v *types.Vote) []byte { return sign(key, chainID, v)[:63] },
		"a longer signature":    func(v *types.Vote) []byte { return append(sign(key, chainID, v), 0) },
		"no signature":          func(*types.Vote) []byte { return nil },
	}
}

// signed signs a vote that CometBFT can encode.
func signed(v *types.Vote) *types.Vote {
	v.Signature = sign(key, chainID, v)
	return v
}

// sorted gives the pairs an order of their own, since a map has none.
func sorted(all []pair) []pair {
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
