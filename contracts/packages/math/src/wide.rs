//! Products and quotients that need more than 256 bits in between.

use cosmwasm_std::{Uint128, Uint256, Uint512};

/// `floor(a × b / c)`; 0 where `c` is 0, the largest number where the quotient doesn't fit.
#[inline(never)]
pub fn mul_div_floor(a: Uint256, b: Uint256, c: Uint256) -> Uint256 {
    narrow(
        a.full_mul(b)
            .checked_div(c.into())
            .unwrap_or(Uint512::zero()),
    )
}

/// `ceil(a × b / c)`; 0 where `c` is 0, the largest number where the quotient doesn't fit.
#[inline(never)]
pub fn mul_div_ceil(a: Uint256, b: Uint256, c: Uint256) -> Uint256 {
    let product = a.full_mul(b);
    let wide = Uint512::from(c);
    let Ok(floor) = product.checked_div(wide) else {
        return Uint256::zero();
    };
    let exact = product
        .checked_rem(wide)
        .is_ok_and(|remainder| remainder.is_zero());
    let up = if exact {
        Uint512::zero()
    } else {
        Uint512::one()
    };
    narrow(floor.saturating_add(up))
}

/// The number in 256 bits, the largest one where it doesn't fit.
pub fn narrow(value: Uint512) -> Uint256 {
    value.try_into().unwrap_or(Uint256::MAX)
}

/// The number in 128 bits, the largest one where it doesn't fit.
pub fn to_u128(value: Uint256) -> Uint128 {
    value.try_into().unwrap_or(Uint128::MAX)
}
