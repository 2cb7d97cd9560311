use cosmwasm_std::{StdResult, Storage, Uint128};

use crate::state::{Remote, Sent, CHANNEL_COUNT, LISTED_CHANNEL, REMOTES};

/// What is known of the consumer for a validator, brought up to the latest channel.
///
/// Unstakes that an older channel never answered count as executed. Where the consumer has listed
/// its stakes since and did not name the validator, it holds nothing.
pub fn load(store: &dyn Storage, validator: &str) -> StdResult<Remote> {
    let latest = CHANNEL_COUNT.may_load(store)?.unwrap_or_default();
    let listed = LISTED_CHANNEL.may_load(store)?.unwrap_or_default();
    let mut remote = REMOTES.may_load(store, validator)?.unwrap_or_default();
    if remote.channel < latest {
        remote = Remote {
            known: remote.known.saturating_sub(remote.unstaking),
            listed: remote.listed,
            channel: latest,
            ..Remote::default()
        };
    }
    if remote.listed < listed {
        remote.known = Uint128::zero();
        remote.listed = listed;
    }
    Ok(remote)
}

/// The consumer named `amount` on channel `number`.
pub fn listed(
    store: &mut dyn Storage,
    validator: &str,
    amount: Uint128,
    number: u32,
) -> StdResult<()> {
    let mut remote = load(store, validator)?;
    remote.known = amount;
    remote.listed = number;
    REMOTES.save(store, validator, &remote)
}

/// How a packet ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Executed,
    /// Refused, timed out or never sent.
    Failed,
}

/// A stake or unstake goes out on the latest channel.
pub fn sent(
    store: &mut dyn Storage,
    validator: &str,
    kind: Kind,
    amount: Uint128,
) -> StdResult<()> {
    let mut remote = load(store, validator)?;
    let pending = pending(&mut remote, kind);
    *pending = pending.saturating_add(amount);
    remote.packets = remote.packets.saturating_add(1);
    REMOTES.save(store, validator, &remote)
}

/// A stake or unstake of channel `number` came to its end.
pub fn ended(
    store: &mut dyn Storage,
    validator: &str,
    kind: Kind,
    amount: Uint128,
    number: u32,
    end: End,
) -> StdResult<()> {
    let mut remote = load(store, validator)?;
    let current = number == remote.channel;
    if current {
        let pending = pending(&mut remote, kind);
        *pending = pending.saturating_sub(amount);
        remote.packets = remote.packets.saturating_sub(1);
    } else if number < remote.listed {
        return Ok(());
    }
    remote.known = match (kind, end) {
        (Kind::Stake | Kind::Resent, End::Executed) => remote.known.saturating_add(amount),
        (Kind::Unstake, End::Executed) if current => remote.known.saturating_sub(amount),
        (Kind::Unstake, End::Failed) if !current => remote.known.saturating_add(amount),
        _ => remote.known,
    };
    REMOTES.save(store, validator, &remote)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An owner's stake.
    Stake,
    Resent,
    Unstake,
}

fn pending(remote: &mut Remote, kind: Kind) -> &mut Uint128 {
    match kind {
        Kind::Stake => &mut remote.staking,
        Kind::Resent => &mut remote.resent,
        Kind::Unstake => &mut remote.unstaking,
    }
}

/// A packet of nobody in particular, or an unstake, was not sent after all.
pub fn unsent(store: &mut dyn Storage, sent: &Sent, number: u32) -> StdResult<()> {
    match sent {
        Sent::Resent { validator, amount } => {
            ended(store, validator, Kind::Resent, *amount, number, End::Failed)
        }
        Sent::Unstake { validator, amount } => ended(
            store,
            validator,
            Kind::Unstake,
            *amount,
            number,
            End::Failed,
        ),
        // A stake that can't be sent fails its whole transaction.
        Sent::Stake { .. } => Ok(()),
    }
}
