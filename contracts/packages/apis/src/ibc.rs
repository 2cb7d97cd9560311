//! Packets between a provider and its consumer, and their acknowledgements.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Binary, Coin, Decimal, IbcOrder, StdAck, Uint128};

/// Both ends of a channel must name this version.
pub const VERSION: &str = "mesh-security-v0.1";
pub const ORDER: IbcOrder = IbcOrder::Unordered;
/// Seconds that a packet lives where the instantiate message names none.
pub const DEFAULT_PACKET_LIFETIME: u64 = 3600;

/// Packets that the provider sends.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ProviderPacket {
    ListValidators {},
    Stake {
        validator: String,
        amount: Uint128,
        /// The delegator, or the provider itself where stake of nobody in particular moves.
        key: String,
    },
    Unstake {
        validator: String,
        amount: Uint128,
        key: String,
    },
    /// What the consumer holds of each validator, ascending; sent first on every channel after the first.
    ListStakes {
        start_after: Option<String>,
        limit: Option<u32>,
    },
}

/// Packets that the consumer sends.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ConsumerPacket {
    UpdateValidators {
        added: Vec<String>,
        removed: Vec<String>,
    },
    /// Announces rewards; the tokens follow by ICS-20. The coin's denom is the consumer chain's.
    Rewards {
        validator: String,
        total_funds: Coin,
    },
    /// The consumer chain slashed the validator by this share of its stake.
    SlashReport {
        validator: String,
        /// Above 0, at most 1.
        ratio: Decimal,
    },
    /// How much of a validator's rewards did the provider take as announced on an earlier channel?
    Announced {
        /// The provider's end of that channel.
        channel_id: String,
        validator: String,
    },
}

#[cw_serde]
pub struct ListValidatorsAck {
    pub validators: Vec<String>,
}

#[cw_serde]
pub struct ListStakesAck {
    pub stakes: Vec<RemoteStake>,
}

/// Stake that the consumer holds for one validator, in the provider's tokens.
#[cw_serde]
pub struct RemoteStake {
    pub validator: String,
    pub amount: Uint128,
}

/// The answer to `announced`: all that `rewards` packets of that channel said of that validator.
#[cw_serde]
pub struct AnnouncedAck {
    pub amount: Uint128,
}

/// The result of every packet that answers nothing else.
#[cw_serde]
pub struct EmptyAck {}

/// An error acknowledgement that every chain carries back.
///
/// ibc-go refuses an acknowledgement that Go would write with other bytes, and Go escapes `<`, `>`, `&` and some
/// characters beyond ASCII: a text with one of them would leave the packet without an answer for ever.
pub fn error_ack(text: &str) -> Binary {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '<' => '(',
            '>' => ')',
            '&' => '+',
            ' '..='~' => c,
            _ => '?',
        })
        .collect();
    StdAck::error(plain).to_binary()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_ack_has_the_bytes_that_go_would_write() {
        let ack = error_ack("a < b > c & d \u{2028}\n\u{e9} \"quoted\"");
        assert_eq!(
            ack.as_slice(),
            br#"{"error":"a ( b ) c + d ??? \"quoted\""}"#
        );
    }
}
