mod set;

pub use set::set;
