use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Attribute, Binary, Event, QueryRequest, SubMsg, Uint64};

/// What the contract answers with: the same fields wherever an entry point can be told what to do.
#[cw_serde]
#[derive(Default)]
pub struct Plan {
    /// Entries to write before all else.
    #[serde(default)]
    pub set: Vec<(Binary, Binary)>,
    #[serde(default)]
    pub remove: Vec<Binary>,
    #[serde(default)]
    pub messages: Vec<SubMsg>,
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    #[serde(default)]
    pub events: Vec<Event>,
    pub data: Option<Binary>,
    /// Answers this error, after the writes.
    pub fail: Option<String>,
    /// Traps, after the writes.
    pub trap: Option<Trap>,
}

#[cw_serde]
pub enum Trap {
    /// A panic: the host's `abort`.
    Panic,
    /// Recursion without end.
    Stack,
    /// A loop without end.
    Loop,
    /// Allocates without end.
    Memory,
}

#[cw_serde]
pub enum ExecuteMsg {
    Run(Plan),
    /// Answers env and info as the contract got them, as JSON.
    Env {},
    /// Adds one to a counter and answers it: the least a contract does.
    Count {},
    /// Calls itself, and the call calls itself, `depth` times in all.
    Recurse {
        depth: u32,
    },
}

#[cw_serde]
pub enum QueryMsg {
    Get {
        key: Binary,
    },
    /// Entries of the store; `what` is `both`, `keys` or `values`.
    Range {
        start: Option<Binary>,
        end: Option<Binary>,
        descending: bool,
        limit: u32,
        what: String,
    },
    /// Passes a query on to the chain and answers its raw outcome.
    Ask {
        request: QueryRequest,
    },
    /// Asks itself again `depth` times.
    Deep {
        depth: u32,
    },
    Validate {
        address: String,
    },
    Canonicalize {
        address: String,
    },
    Humanize {
        canonical: Binary,
    },
    Secp256k1 {
        hash: Binary,
        signature: Binary,
        key: Binary,
    },
    Recover {
        hash: Binary,
        signature: Binary,
        param: u8,
    },
    Ed25519 {
        message: Binary,
        signature: Binary,
        key: Binary,
    },
    Ed25519Batch {
        messages: Vec<Binary>,
        signatures: Vec<Binary>,
        keys: Vec<Binary>,
    },
    Debug {
        text: String,
    },
    Trap {
        trap: Trap,
    },
    Fail {
        text: String,
    },
    Env {},
    /// Answers the number as it came.
    Number {
        value: u64,
        quoted: Uint64,
    },
}

/// What came back from the chain, all kinds of failure told apart.
#[cw_serde]
pub enum Outcome {
    Ok(Binary),
    Error(String),
    System(String),
}

#[cw_serde]
pub struct MigrateMsg {
    #[serde(default)]
    pub plan: Plan,
}
