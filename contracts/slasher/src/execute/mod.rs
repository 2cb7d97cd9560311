//! One message is one file.

mod submit_evidence;

pub use submit_evidence::submit_evidence;
