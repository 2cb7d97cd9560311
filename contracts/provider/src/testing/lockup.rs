use std::collections::BTreeMap;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;
use mesh_apis::claim::ClaimProviderMsg;

/// The lockup: the provider's claims, and a switch that makes its calls fail.
#[derive(Default)]
pub struct Lockup {
    pub claims: BTreeMap<String, u128>,
    pub released: BTreeMap<String, u128>,
    pub slashed: BTreeMap<String, u128>,
    pub fails: bool,
    /// Cut by another holder as soon as the next call has been executed.
    pub cut_next: Option<(String, u128)>,
    pub calls: Vec<ClaimProviderMsg>,
}

impl Lockup {
    pub fn call(&mut self, msg: ClaimProviderMsg) -> Result<(), String> {
        if self.fails {
            return Err("the lockup fails".to_string());
        }
        self.calls.push(msg.clone());
        let (owner, amount, sum) = match msg {
            ClaimProviderMsg::ReleaseClaim { owner, amount } => {
                (owner, amount.u128(), &mut self.released)
            }
            ClaimProviderMsg::SlashClaim { owner, amount } => {
                (owner, amount.u128(), &mut self.slashed)
            }
        };
        let claim = self.claims.entry(owner.clone()).or_default();
        *claim = claim.checked_sub(amount).ok_or("insufficient claim")?;
        *sum.entry(owner).or_default() += amount;
        Ok(())
    }
}

#[cw_serde]
pub enum LockupQuery {
    Balance { account: String },
}

#[cw_serde]
pub struct Balance {
    pub bonded: Uint128,
    pub free: Uint128,
    pub claims: Vec<Claim>,
}

#[cw_serde]
pub struct Claim {
    pub leinholder: String,
    pub amount: Uint128,
}
