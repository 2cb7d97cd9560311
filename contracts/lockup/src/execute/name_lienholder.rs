use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::error::ContractError;
use crate::state::{CONFIG, LIENHOLDERS, MAX_LABEL};

/// Writes a lienholder's name, or forgets it. Nothing but what wallets show depends on it.
pub fn name_lienholder(
    deps: DepsMut,
    info: MessageInfo,
    lienholder: String,
    label: Option<String>,
) -> Result<Response, ContractError> {
    if CONFIG.load(deps.storage)?.admin != Some(info.sender) {
        return Err(ContractError::Unauthorized);
    }
    let lienholder = deps.api.addr_validate(&lienholder)?;
    let response = Response::new()
        .add_attribute("action", "name_lienholder")
        .add_attribute("lienholder", &lienholder);
    let Some(label) = label else {
        LIENHOLDERS.remove(deps.storage, &lienholder);
        return Ok(response);
    };
    if label.is_empty() || label.len() > MAX_LABEL {
        return Err(ContractError::InvalidLabel { max: MAX_LABEL });
    }
    LIENHOLDERS.save(deps.storage, &lienholder, &label)?;
    Ok(response.add_attribute("label", label))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::fixture::{address, attributes, Answer, Lockup};
    use crate::msg::{ExecuteMsg, LienholdersResponse, QueryMsg};

    fn name(lockup: &mut Lockup, sender: &str, holder: &str, label: Option<&str>) -> Answer {
        let msg = ExecuteMsg::NameLienholder {
            lienholder: address(holder).into_string(),
            label: label.map(str::to_string),
        };
        lockup.execute(sender, &[], msg)
    }

    fn named(
        lockup: &Lockup,
        start_after: Option<&str>,
        limit: Option<u32>,
    ) -> Vec<(String, String)> {
        let start_after = start_after.map(|name| address(name).into_string());
        let query = QueryMsg::Lienholders { start_after, limit };
        let answer: LienholdersResponse = lockup.query(query);
        let rows = answer.lienholders.into_iter();
        rows.map(|row| (row.lienholder, row.label)).collect()
    }

    #[test]
    fn names_renames_and_forgets() {
        let mut lockup = Lockup::new();
        let response = name(&mut lockup, "admin", "juno", Some("Juno")).unwrap();
        let holder = address("juno");
        assert_eq!(
            attributes(&response),
            [
                ("action", "name_lienholder"),
                ("lienholder", holder.as_str()),
                ("label", "Juno")
            ]
        );
        let row = |label: &str| vec![(address("juno").into_string(), label.to_string())];
        assert_eq!(named(&lockup, None, None), row("Juno"));
        name(&mut lockup, "admin", "juno", Some("Juno 2")).unwrap();
        assert_eq!(named(&lockup, None, None), row("Juno 2"));
        for _ in 0..2 {
            name(&mut lockup, "admin", "juno", None).unwrap();
            assert!(named(&lockup, None, None).is_empty());
        }
    }

    #[test]
    fn lienholders_are_paged_ascending() {
        let mut lockup = Lockup::new();
        let mut names = vec!["a", "b", "c"];
        for holder in &names {
            name(&mut lockup, "admin", holder, Some(holder)).unwrap();
        }
        names.sort_by_key(|name| address(name));
        let labels = |rows: Vec<(String, String)>| -> Vec<String> {
            rows.into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels(named(&lockup, None, None)), names);
        assert_eq!(labels(named(&lockup, None, Some(2))), names[..2]);
        assert_eq!(labels(named(&lockup, Some(names[1]), Some(2))), names[2..]);
        assert_eq!(labels(named(&lockup, Some(names[2]), None)), names[3..]);
    }

    #[test]
    fn a_label_is_bounded() {
        let mut lockup = Lockup::new();
        for label in ["", &"x".repeat(129)] {
            let error = name(&mut lockup, "admin", "juno", Some(label)).unwrap_err();
            assert!(matches!(error, ContractError::InvalidLabel { max: 128 }));
        }
        name(&mut lockup, "admin", "juno", Some(&"x".repeat(128))).unwrap();
    }

    #[test]
    fn only_the_admin_names() {
        let mut lockup = Lockup::new();
        for sender in ["juno", "user"] {
            let error = name(&mut lockup, sender, "juno", Some("Mine")).unwrap_err();
            assert!(matches!(error, ContractError::Unauthorized));
        }
        assert!(named(&lockup, None, None).is_empty());
    }
}
