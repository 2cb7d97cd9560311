use cosmwasm_std::{Addr, Deps, Order, StdResult};
use cw_storage_plus::{Bound, Map};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::msg::{
    AccountResponse, AccountsResponse, BalanceResponse, ClaimResponse, ConfigResponse,
    LienholderResponse, LienholdersResponse, LocalStakeResponse, TotalsResponse,
};
use crate::state::{Balance, Claim, BALANCES, CONFIG, LIENHOLDERS, TOTALS};

const DEFAULT_LIMIT: u32 = 30;
const MAX_LIMIT: u32 = 100;

fn claims(claims: Vec<Claim>) -> Vec<ClaimResponse> {
    let row = |claim: Claim| ClaimResponse {
        leinholder: claim.leinholder.into_string(),
        amount: claim.amount,
    };
    claims.into_iter().map(row).collect()
}

pub fn balance(deps: Deps, account: String) -> StdResult<BalanceResponse> {
    let account = deps.api.addr_validate(&account)?;
    let balance = Balance::load(deps.storage, &account)?;
    Ok(BalanceResponse {
        bonded: balance.bonded,
        free: balance.free(),
        claims: claims(balance.claims),
    })
}

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        denom: config.denom,
        admin: config.admin.map(Addr::into_string),
        local_staking: config.local_staking.map(Addr::into_string),
    })
}

/// Rows by address, ascending; `start_after` is exclusive.
fn page<V: Serialize + DeserializeOwned, R>(
    deps: Deps,
    map: Map<&Addr, V>,
    start_after: Option<String>,
    limit: Option<u32>,
    row: fn(Addr, V) -> R,
) -> StdResult<Vec<R>> {
    let start = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT);
    map.range(
        deps.storage,
        start.as_ref().map(Bound::exclusive),
        None,
        Order::Ascending,
    )
    .take(usize::try_from(limit)?)
    .map(|entry| entry.map(|(address, value)| row(address, value)))
    .collect()
}

pub fn accounts(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<AccountsResponse> {
    let row = |address: Addr, balance: Balance| AccountResponse {
        address: address.into_string(),
        bonded: balance.bonded,
        free: balance.free(),
        claims: claims(balance.claims),
    };
    let accounts = page(deps, BALANCES, start_after, limit, row)?;
    Ok(AccountsResponse { accounts })
}

pub fn lienholders(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<LienholdersResponse> {
    let row = |lienholder: Addr, label: String| LienholderResponse {
        lienholder: lienholder.into_string(),
        label,
    };
    let lienholders = page(deps, LIENHOLDERS, start_after, limit, row)?;
    Ok(LienholdersResponse { lienholders })
}

pub fn totals(deps: Deps) -> StdResult<TotalsResponse> {
    let totals = TOTALS.load(deps.storage)?;
    Ok(TotalsResponse {
        bonded: totals.bonded,
        owed_to_burn: totals.owed_to_burn,
        burned: totals.burned,
        delegated_locally: totals.delegated_locally,
        burn_on_return: totals.burn_on_return,
    })
}

pub fn local_stake(deps: Deps, account: String) -> StdResult<LocalStakeResponse> {
    let account = deps.api.addr_validate(&account)?;
    let balance = Balance::load(deps.storage, &account)?;
    let claim = balance.local_claim(&CONFIG.load(deps.storage)?);
    Ok(LocalStakeResponse {
        delegated: claim.checked_add(balance.burn_on_return)?,
        burn_on_return: balance.burn_on_return,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use crate::fixture::{address, Lockup};
    use crate::msg::{AccountsResponse, QueryMsg};

    #[test]
    fn balance_of_an_unknown_account_is_zero() {
        assert_eq!(Lockup::new().figures("nobody"), (0, 0, 0));
    }

    #[test]
    fn accounts_are_paged_ascending() {
        let mut lockup = Lockup::new();
        let mut names: Vec<String> = (0..105).map(|i| format!("user{i}")).collect();
        for name in &names {
            lockup.bond(name, 7).unwrap();
        }
        lockup.grant("user3", "holder", 4).unwrap();
        names.sort_by_key(|name| address(name));
        let page = |start_after: Option<&str>, limit| -> Vec<String> {
            let start_after = start_after.map(|name| address(name).into_string());
            let answer: AccountsResponse = lockup.query(QueryMsg::Accounts { start_after, limit });
            answer.accounts.into_iter().map(|a| a.address).collect()
        };
        let of = |names: &[String]| -> Vec<String> {
            names.iter().map(|n| address(n).into_string()).collect()
        };
        assert_eq!(page(None, None), of(&names[..30]));
        assert_eq!(page(None, Some(1000)), of(&names[..100]));
        assert_eq!(page(Some(&names[99]), Some(1000)), of(&names[100..]));
        assert_eq!(page(Some(&names[104]), None), of(&[]));
        assert_eq!(page(None, Some(0)), of(&[]));
    }

    #[test]
    fn accounts_show_what_balance_shows() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 7).unwrap();
        lockup.grant("user", "holder", 4).unwrap();
        let answer: AccountsResponse = lockup.query(QueryMsg::Accounts {
            start_after: None,
            limit: None,
        });
        let [account] = answer.accounts.as_slice() else {
            unreachable!("one account has bonded")
        };
        let balance = lockup.balance("user");
        assert_eq!(account.bonded, balance.bonded);
        assert_eq!(account.free, balance.free);
        assert_eq!(account.claims, balance.claims);
        assert_eq!(balance.free.u128(), 3);
    }
}
