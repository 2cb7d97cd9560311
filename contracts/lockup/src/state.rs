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
    pub local_staking: Option<Addr>,
}

/// What one account has bonded, and who may slash how much of it.
#[cw_serde]
#[derive(Default)]
pub struct Balance {
    pub bonded: Uint128,
    /// At most [`MAX_CLAIMS`], one a holder, none of them zero, none above `bonded`.
    pub claims: Vec<Claim>,
    /// Slashed out of what the local staking has of the account; not in `bonded` any more. With the
    /// local staking's claim it is all that is away.
    #[serde(default)]
    pub burn_on_return: Uint128,
}

#[cw_serde]
pub struct Claim {
    pub leinholder: Addr,
    pub amount: Uint128,
}

/// Sums over all accounts, kept as they change. `bonded + owed_to_burn + burn_on_return` is what the
/// contract holds and what is delegated locally.
#[cw_serde]
#[derive(Default)]
pub struct Totals {
    pub bonded: Uint128,
    pub owed_to_burn: Uint128,
    pub burned: Uint128,
    /// Local staking's claims and `burn_on_return`.
    #[serde(default)]
    pub delegated_locally: Uint128,
    #[serde(default)]
    pub burn_on_return: Uint128,
}

pub const CONFIG: Item<Config> = Item::new("config");
pub const BALANCES: Map<&Addr, Balance> = Map::new("balances");
/// Names of lienholders, for wallets to show.
pub const LIENHOLDERS: Map<&Addr, String> = Map::new("lienholders");
pub const TOTALS: Item<Totals> = Item::new("totals");

impl Totals {
    /// `amount` is away no more, `owed` of it was the burn's.
    pub fn left(&mut self, amount: Uint128, owed: Uint128) -> StdResult<()> {
        self.delegated_locally = self.delegated_locally.checked_sub(amount)?;
        self.burn_on_return = self.burn_on_return.checked_sub(owed)?;
        Ok(())
    }
}

impl Balance {
    /// An account that was never seen is an empty one.
    pub fn load(storage: &dyn Storage, account: &Addr) -> StdResult<Self> {
        Ok(BALANCES.may_load(storage, account)?.unwrap_or_default())
    }

    /// An empty account leaves nothing behind.
    pub fn save(&self, storage: &mut dyn Storage, account: &Addr) -> StdResult<()> {
        let owes_nothing = self.burn_on_return.is_zero();
        if self.bonded.is_zero() && self.claims.is_empty() && owes_nothing {
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

    /// What the local staking has of the account and must give back to it.
    pub fn local_claim(&self, config: &Config) -> Uint128 {
        let local = config.local_staking.as_ref();
        local
            .and_then(|local| self.claim_of(local))
            .unwrap_or_default()
    }

    /// What of `bonded` is held here.
    pub fn liquid(&self, config: &Config) -> Uint128 {
        claims::liquid(self.bonded, self.local_claim(config))
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
