use core::fmt;

use cosmwasm_std::StdError;

/// What an entry point answers where it fails; its text is not dressed up.
pub enum Failure {
    Told(String),
    Std(StdError),
}

impl From<StdError> for Failure {
    fn from(error: StdError) -> Self {
        Failure::Std(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Told(text) => to.write_str(text),
            Failure::Std(error) => error.fmt(to),
        }
    }
}
