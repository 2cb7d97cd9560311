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
}
