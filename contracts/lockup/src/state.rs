use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, StdResult, Storage, Uint128};
use cw_storage_plus::{Item, Map};
use mesh_math::claims;

use crate::error::ContractError;

/// Bounds what a slash has to walk through.
pub const MAX_CLAIMS: usize = 32;
/// Bytes of a lienholder's name.
pub const MAX_LABEL: usize = 128;

#[cw_serde]
pub struct Config {
    pub denom: String,
    pub admin: Option<Addr>,
}

/// What one account has bonded, and who may slash how much of it.
#[cw_serde]
#[derive(Default)]
pub struct Balance {
    pub bonded: Uint128,
    /// At most [`MAX_CLAIMS`], one a holder, none of them zero, none above `bonded`.
    pub claims: Vec<Claim>,
}

#[cw_serde]
pub struct Claim {
    pub leinholder: Addr,
    pub amount: Uint128,
}

/// Sums over all accounts, kept as they change. `bonded + owed_to_burn` is what the contract holds.
#[cw_serde]
#[derive(Default)]
pub struct Totals {
    pub bonded: Uint128,
    pub owed_to_burn: Uint128,
    pub burned: Uint128,
}

pub const CONFIG: Item<Config> = Item::new("config");
pub const BALANCES: Map<&Addr, Balance> = Map::new("balances");
/// Names of lienholders, for wallets to show.
pub const LIENHOLDERS: Map<&Addr, String> = Map::new("lienholders");
pub const TOTALS: Item<Totals> = Item::new("totals");

impl Balance {
    /// An account that was never seen is an empty one.
    pub fn load(storage: &dyn Storage, account: &Addr) -> StdResult<Self> {
        Ok(BALANCES.may_load(storage, account)?.unwrap_or_default())
    }

    /// An empty account leaves nothing behind.
    pub fn save(&self, storage: &mut dyn Storage, account: &Addr) -> StdResult<()> {
        if self.bonded.is_zero() && self.claims.is_empty() {
            BALANCES.remove(storage, account);
            Ok(())
        } else {
            BALANCES.save(storage, account, self)
        }
    }

    pub fn free(&self) -> Uint128 {
        claims::free(self.bonded, self.claims.iter().map(|claim| claim.amount))
    }

    pub fn claim_of(&self, leinholder: &Addr) -> Option<Uint128> {
        let claim = self.claims.iter().find(|c| c.leinholder == leinholder)?;
        Some(claim.amount)
    }

    /// A claim of zero disappears.
    pub fn set_claim(&mut self, leinholder: &Addr, amount: Uint128) -> Result<(), ContractError> {
        let room = self.claims.len() < MAX_CLAIMS;
        match self.claims.iter_mut().find(|c| c.leinholder == leinholder) {
            Some(claim) => claim.amount = amount,
            None if room => self.claims.push(Claim {
                leinholder: leinholder.clone(),
                amount,
            }),
            None => return Err(ContractError::TooManyClaims { max: MAX_CLAIMS }),
        }
        self.claims.retain(|claim| !claim.amount.is_zero());
        Ok(())
    }

    /// Lowers every claim to `bonded`; answers who lost how much.
    pub fn cut_claims(&mut self) -> Vec<Claim> {
        let bonded = self.bonded;
        let mut cuts = Vec::new();
        for claim in &mut self.claims {
            let cut = claims::cut(bonded, claim.amount);
            if !cut.is_zero() {
                claim.amount = claim.amount.min(bonded);
                cuts.push(Claim {
                    leinholder: claim.leinholder.clone(),
                    amount: cut,
                });
            }
        }
        self.claims.retain(|claim| !claim.amount.is_zero());
        cuts
    }
}
