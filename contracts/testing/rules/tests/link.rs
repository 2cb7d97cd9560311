//! The provider and the real consumer over channels that go.

use std::cell::RefCell;

use mesh_rules::link::{self, Link, LinkReached};
use mesh_rules::run::{cases, config, fail, CASES, LENGTH};
use proptest::collection::vec;
use proptest::test_runner::TestRunner;

/// Rules 4, 5, 6 and 9, and each state that matters was reached a hundred times.
#[test]
fn no_reward_is_lost_or_doubled_with_its_channel() {
    let link = RefCell::new(Link::default());
    let new = link.borrow().save();
    let reached = RefCell::new(LinkReached::default());
    let mut runner = TestRunner::new(config(56));
    let result = runner.run(&vec(link::any(), 1..LENGTH), |ops| {
        let mut link = link.borrow_mut();
        link.restore(&new);
        link::run(&mut link, &ops).map_err(fail)?;
        reached.borrow_mut().add(&link.reached);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let enough = u64::from(cases().min(CASES)) * 100 / u64::from(CASES);
    let mut rare = reached.into_inner().counts();
    rare.retain(|(_, count)| *count < enough);
    assert!(
        rare.is_empty(),
        "reached less than {enough} times: {rare:?}"
    );
}
