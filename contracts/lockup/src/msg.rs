use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Uint128;
pub use mesh_apis::migrate::MigrateMsg;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    /// The one denom that can be bonded, for ever.
    pub denom: String,
    /// May name lienholders; nobody where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin: Option<String>,
    /// The home chain's meta-staking: a claim granted to it takes the tokens along. None where left
    /// out, for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_staking: Option<String>,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// Adds the coin sent along to the sender's bonded tokens.
    Bond {},
    /// Pays out `amount` of the sender's free tokens at once.
    Unbond { amount: Uint128 },
    /// Adds `amount` to the claim that `leinholder` has on the sender's bonded tokens. Where that is
    /// the local staking, the tokens go along.
    GrantClaim {
        leinholder: String,
        amount: Uint128,
        validator: String,
    },
    /// Lienholder: gives up part of its claim on `owner`.
    ReleaseClaim { owner: String, amount: Uint128 },
    /// Lienholder: takes `amount` off its claim and off what `owner` has bonded; it is owed to the burn.
    SlashClaim { owner: String, amount: Uint128 },
    /// Burns all that is owed to the burn.
    Burn {},
    /// Admin: names a lienholder for wallets to show, or takes its name away where `label` is left
    /// out. No right depends on it.
    NameLienholder {
        lienholder: String,
        label: Option<String>,
    },
    /// Local staking: brings back tokens of `owner`, as funds of just `amount`. They are released
    /// from its claim, or with `burn` pay what they owe the burn; where one of the two needs fewer
    /// than have come, the other gets the rest.
    ReturnLocal {
        owner: String,
        amount: Uint128,
        burn: bool,
    },
    /// Local staking: a slash of this chain took `amount` of the tokens that it has of `owner`. Its
    /// claim and what he has bonded fall, and nothing is burned; what exceeds the claim lowers what
    /// his tokens owe the burn.
    HomeSlashed { owner: String, amount: Uint128 },
}

#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum QueryMsg {
    /// An unknown account answers zeros.
    #[returns(BalanceResponse)]
    Balance { account: String },
    #[returns(ConfigResponse)]
    Config {},
    /// Ascending by address; at most 100 a page, 30 by default.
    #[returns(AccountsResponse)]
    Accounts {
        start_after: Option<String>,
        limit: Option<u32>,
    },
    #[returns(TotalsResponse)]
    Totals {},
    /// Those that the admin named, ascending by address; at most 100 a page, 30 by default.
    #[returns(LienholdersResponse)]
    Lienholders {
        start_after: Option<String>,
        limit: Option<u32>,
    },
    /// An unknown account answers zeros.
    #[returns(LocalStakeResponse)]
    LocalStake { account: String },
}

#[cw_serde]
pub struct BalanceResponse {
    pub bonded: Uint128,
    /// `bonded` less the largest claim.
    pub free: Uint128,
    pub claims: Vec<ClaimResponse>,
}

#[cw_serde]
pub struct ClaimResponse {
    pub leinholder: String,
    pub amount: Uint128,
}

#[cw_serde]
pub struct ConfigResponse {
    pub denom: String,
    pub admin: Option<String>,
    pub local_staking: Option<String>,
}

#[cw_serde]
pub struct AccountsResponse {
    pub accounts: Vec<AccountResponse>,
}

#[cw_serde]
pub struct AccountResponse {
    pub address: String,
    pub bonded: Uint128,
    pub free: Uint128,
    pub claims: Vec<ClaimResponse>,
}

#[cw_serde]
pub struct TotalsResponse {
    /// Sum over all accounts.
    pub bonded: Uint128,
    /// Slashed, still held here.
    pub owed_to_burn: Uint128,
    /// Slashed and burned, ever.
    pub burned: Uint128,
    /// With the local staking, as far as is known here: delegated or on their way back.
    pub delegated_locally: Uint128,
    /// The part of `delegated_locally` that slashes took and that is burned when it comes back.
    pub burn_on_return: Uint128,
}

#[cw_serde]
pub struct LocalStakeResponse {
    /// The account's tokens with the local staking, delegated or on their way back: its claim and
    /// `burn_on_return`.
    pub delegated: Uint128,
    /// The part of them that slashes took and that is burned when it comes back.
    pub burn_on_return: Uint128,
}

#[cw_serde]
pub struct LienholdersResponse {
    pub lienholders: Vec<LienholderResponse>,
}

#[cw_serde]
pub struct LienholderResponse {
    pub lienholder: String,
    pub label: String,
}
