//! Claims on bonded tokens. They overlap: the tokens that a claim binds may be bound by every other claim too.

use cosmwasm_std::Uint128;

/// What can be unbonded: `bonded - max(claims)`.
pub fn free(bonded: Uint128, claims: impl IntoIterator<Item = Uint128>) -> Uint128 {
    bonded.saturating_sub(claims.into_iter().max().unwrap_or_default())
}

/// A claim after `amount` more was granted; none where it would exceed `bonded`.
/// It is held against what is bonded, not against what is free.
pub fn grant(bonded: Uint128, claim: Uint128, amount: Uint128) -> Option<Uint128> {
    claim
        .checked_add(amount)
        .ok()
        .filter(|claim| *claim <= bonded)
}

/// A claim after `amount` was given up; none where the claim is smaller.
pub fn release(claim: Uint128, amount: Uint128) -> Option<Uint128> {
    claim.checked_sub(amount).ok()
}

/// What a slash leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slashed {
    pub bonded: Uint128,
    pub claim: Uint128,
}

/// Takes `amount` off a claim and off the tokens under it; none where the claim is smaller.
pub fn slash(bonded: Uint128, claim: Uint128, amount: Uint128) -> Option<Slashed> {
    Some(Slashed {
        bonded: bonded.checked_sub(amount).ok()?,
        claim: release(claim, amount)?,
    })
}

/// What a claim loses because no more than `bonded` is left under it: `max(0, claim - bonded)`.
pub fn cut(bonded: Uint128, claim: Uint128) -> Uint128 {
    claim.saturating_sub(bonded)
}

/// What is held where the claims are kept: all that is bonded but what the local staking has taken
/// along under its claim.
pub fn liquid(bonded: Uint128, local_claim: Uint128) -> Uint128 {
    bonded.saturating_sub(local_claim)
}

/// How a slash takes from tokens of which some are delegated locally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burned {
    /// Of what is held here.
    pub now: Uint128,
    /// Of what is delegated locally.
    pub on_return: Uint128,
}

/// Shares out a slash of `amount` that left `liquid_after` of `liquid_before`.
pub fn burned(amount: Uint128, liquid_before: Uint128, liquid_after: Uint128) -> Burned {
    let now = liquid_before.saturating_sub(liquid_after);
    Burned {
        now,
        on_return: amount.saturating_sub(now),
    }
}

/// How tokens of which `claim` are an owner's and `owed` the burn's become fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parted {
    pub claim: Uint128,
    pub owed: Uint128,
}

/// Shares out `amount` that came back from local staking: to the burn first where it was sent for
/// that, else to the owner first. None where more came than is away.
pub fn returned(claim: Uint128, owed: Uint128, amount: Uint128, burn: bool) -> Option<Parted> {
    let parted = if burn {
        let owed = owed.min(amount);
        let claim = amount.saturating_sub(owed);
        Parted { claim, owed }
    } else {
        let claim = claim.min(amount);
        let owed = amount.saturating_sub(claim);
        Parted { claim, owed }
    };
    (parted.claim <= claim && parted.owed <= owed).then_some(parted)
}

/// Shares out `amount` that a slash at home took. The owner bears it; the burn is owed less only
/// where nothing else is left. None where less than that is away.
pub fn lost(claim: Uint128, owed: Uint128, amount: Uint128) -> Option<Parted> {
    returned(claim, owed, amount, false)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn n(value: u128) -> Uint128 {
        Uint128::new(value)
    }

    #[test]
    fn free_counts_the_largest_claim_only() {
        assert_eq!(free(n(123456789012345), []), n(123456789012345));
        assert_eq!(free(n(0), []), n(0));
        assert_eq!(free(n(123000), [n(12000), n(13000)]), n(110000));
        assert_eq!(free(n(250000), [n(29000), n(14000), n(100000)]), n(150000));
        assert_eq!(free(n(1000), [n(700), n(500), n(300)]), n(300));
        assert_eq!(free(n(1000), [n(500), n(300)]), n(500));
        assert_eq!(free(Uint128::MAX, [Uint128::MAX]), n(0));
    }

    #[test]
    fn grant_stops_at_bonded() {
        assert_eq!(grant(n(1000), n(700), n(300)), Some(n(1000)));
        assert_eq!(grant(n(1000), n(700), n(301)), None);
        assert_eq!(grant(Uint128::MAX, n(1), Uint128::MAX), None);
        assert_eq!(grant(Uint128::MAX, n(0), Uint128::MAX), Some(Uint128::MAX));
    }

    #[test]
    fn release_stops_at_the_claim() {
        assert_eq!(release(n(1000), n(1000)), Some(n(0)));
        assert_eq!(release(n(1000), n(1500)), None);
    }

    #[test]
    fn slash_lowers_both() {
        let left = slash(n(200000), n(100000), n(50000)).unwrap();
        assert_eq!((left.bonded, left.claim), (n(150000), n(50000)));
        assert_eq!(slash(n(200000), n(100000), n(100001)), None);
        let nothing = slash(Uint128::MAX, Uint128::MAX, Uint128::MAX).unwrap();
        assert_eq!((nothing.bonded, nothing.claim), (n(0), n(0)));
    }

    #[test]
    fn cut_is_what_exceeds_bonded() {
        assert_eq!(cut(n(500), n(1000)), n(500));
        assert_eq!(cut(n(500), n(500)), n(0));
        assert_eq!(cut(n(500), n(1)), n(0));
        assert_eq!(cut(n(0), Uint128::MAX), Uint128::MAX);
    }

    #[test]
    fn liquid_tokens_burn_first() {
        assert_eq!(liquid(n(1000), n(400)), n(600));
        assert_eq!(liquid(n(1000), n(0)), n(1000));
        // Another's slash of 700 cuts the local claim of 400 to 300.
        let split = burned(n(700), n(600), liquid(n(300), n(300)));
        assert_eq!((split.now, split.on_return), (n(600), n(100)));
        let split = burned(n(500), n(600), liquid(n(500), n(400)));
        assert_eq!((split.now, split.on_return), (n(500), n(0)));
        // The local staking's own slash takes of what it has.
        let split = burned(n(300), n(600), liquid(n(700), n(100)));
        assert_eq!((split.now, split.on_return), (n(0), n(300)));
    }

    #[test]
    fn a_return_serves_what_it_was_sent_for_first() {
        let parted = |amount, burn| {
            let parted = returned(n(70), n(30), n(amount), burn)?;
            Some((parted.claim.u128(), parted.owed.u128()))
        };
        assert_eq!(parted(70, false), Some((70, 0)));
        assert_eq!(parted(71, false), Some((70, 1)));
        assert_eq!(parted(100, false), Some((70, 30)));
        assert_eq!(parted(101, false), None);
        assert_eq!(parted(30, true), Some((0, 30)));
        assert_eq!(parted(31, true), Some((1, 30)));
        assert_eq!(parted(100, true), Some((70, 30)));
        assert_eq!(parted(101, true), None);
        let all = returned(n(0), Uint128::MAX, Uint128::MAX, false).unwrap();
        assert_eq!((all.claim, all.owed), (n(0), Uint128::MAX));
    }

    #[test]
    fn the_owner_bears_a_loss_before_the_burn_does() {
        let parted = |amount| {
            let parted = lost(n(70), n(30), n(amount))?;
            Some((parted.claim.u128(), parted.owed.u128()))
        };
        assert_eq!(parted(70), Some((70, 0)));
        assert_eq!(parted(80), Some((70, 10)));
        assert_eq!(parted(101), None);
    }
}
