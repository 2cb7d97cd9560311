//! Between the lockup and those who hold claims in it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

/// What a holder of claims says to the lockup.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ClaimProviderMsg {
    /// Gives up part of the sender's claim on `owner`.
    ReleaseClaim { owner: String, amount: Uint128 },
    /// Burns part of what `owner` has bonded, out of the sender's claim.
    SlashClaim { owner: String, amount: Uint128 },
}

/// What the lockup says to a holder of claims.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ClaimReceiverMsg {
    /// `owner` granted the receiver a further claim of `amount` for `validator`.
    ReceiveClaim {
        owner: String,
        amount: Uint128,
        validator: String,
    },
    /// A slash by another holder took `amount` off the receiver's claim on `owner`.
    ClaimReduced { owner: String, amount: Uint128 },
}
