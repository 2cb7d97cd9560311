//! The chain's validators as the provider is told of them.

use cosmwasm_std::{Deps, StdResult};

/// The most changes of either kind in one packet; the rest goes with the next.
const MAX_CHANGES: usize = 100;

/// The chain's bonded validators, ascending.
pub fn bonded(deps: Deps) -> StdResult<Vec<String>> {
    let mut validators: Vec<String> = deps
        .querier
        .query_all_validators()?
        .into_iter()
        .map(|validator| validator.address)
        .collect();
    validators.sort();
    Ok(validators)
}

/// What came and what went between two ascending lists, at most `MAX_CHANGES` of each.
pub fn difference(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let missing = |from: &[String], of: &[String]| {
        of.iter()
            .filter(|name| from.binary_search(name).is_err())
            .take(MAX_CHANGES)
            .cloned()
            .collect()
    };
    (missing(before, after), missing(after, before))
}

/// A list after a change that was acknowledged, ascending.
pub fn changed(mut list: Vec<String>, added: Vec<String>, removed: &[String]) -> Vec<String> {
    list.retain(|name| !removed.contains(name));
    list.extend(added);
    list.sort();
    list.dedup();
    list
}
