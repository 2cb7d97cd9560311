//! Which prices come in force, and what is taken meanwhile.

use cosmwasm_std::Decimal;
use mesh_apis::price_feed::FeedPrice;

use super::chain::feed_address;
use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, PriceResponse, QueryMsg, SetFeed, SetPrice,
    WaitingPrice,
};

const NO_FRESH_PRICE: &str = "There is no fresh price";

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A contract with a feed: stale after 600 seconds, and half the price at most in one step.
fn fed(rate: &str) -> Rig {
    let mut rig = Rig::unconnected(InstantiateMsg {
        price_feed: Some(feed_address()),
        max_price_age: Some(600),
        max_price_jump: Some(dec("0.5")),
        ..options(rate)
    });
    rig.connect(CHANNEL).unwrap();
    rig
}

impl Rig {
    fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    fn pass(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    /// The feed says so, as of now.
    fn feed(&mut self, rate: &str) {
        let time = self.now();
        self.feed_of(rate, time);
    }

    fn feed_of(&mut self, rate: &str, time: u64) {
        let rate = dec(rate);
        self.chain.feed = Some(FeedPrice { rate, time });
    }

    fn update(&mut self) -> Result<(), ContractError> {
        self.execute("anyone", ExecuteMsg::UpdatePrice {}, &[])
            .map(drop)
    }

    fn price(&self) -> PriceResponse {
        self.query(QueryMsg::Price {})
    }
}

#[test]
fn what_the_feed_says_comes_in_force_and_moves_no_stake() {
    let mut rig = fed("0.1");
    rig.stake("alice", 1000);
    rig.pass(60);
    rig.feed("0.12");
    rig.update().unwrap();
    let expected = PriceResponse {
        rate: dec("0.12"),
        time: rig.now(),
        feed: Some(feed_address()),
        discount: Decimal::zero(),
        max_age: Some(600),
        max_jump: Some(dec("0.5")),
        waiting: None,
        fresh: true,
    };
    assert_eq!(rig.price(), expected);
    let config: ConfigResponse = rig.query(QueryMsg::Config {});
    assert_eq!(config.remote_to_local_exchange_rate, dec("0.12"));
    assert_eq!(rig.chain.delegated("alice"), 100);
    assert_eq!(rig.stakes()[0].price, dec("0.1"));
}

#[test]
fn a_price_is_stale_at_its_age_and_then_stakes_are_refused() {
    let mut rig = fed("0.1");
    rig.stake("alice", 1000);
    rig.pass(599);
    assert!(rig.price().fresh);
    assert_eq!(rig.stake("alice", 10), done());
    rig.pass(1);
    assert!(!rig.price().fresh);
    assert_eq!(refusal(rig.stake("alice", 10)), NO_FRESH_PRICE);
    assert_eq!(rig.stakes()[0].remote.u128(), 1010);
    // Nothing stands in the way of leaving.
    assert_eq!(rig.unstake("alice", 505), done());
    assert_eq!(rig.chain.delegated("alice"), 50);
    assert_eq!(rig.unstake("alice", 505), done());
    assert_eq!(rig.chain.delegated("alice"), 0);
    rig.feed("0.1");
    rig.update().unwrap();
    assert_eq!(rig.stake("alice", 10), done());
}

#[test]
fn bad_prices_change_nothing() {
    let mut rig = fed("0.1");
    rig.stake("alice", 1000);
    rig.pass(1000);
    rig.feed("0.1");
    rig.update().unwrap();
    let before = rig.price();
    let now = rig.now();

    rig.feed("0");
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::ZeroPrice));
    rig.feed_of("0.11", now + 1);
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::FuturePrice { time } if time == now + 1));
    rig.feed_of("0.11", now - 1);
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::OldPrice { time } if time == now - 1));
    rig.chain.feed = None;
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::NoPrice { reason } if reason.contains("no price")));
    assert_eq!(rig.price(), before);
    assert_eq!(rig.chain.delegated("alice"), 100);

    rig.pass(600);
    rig.feed_of("0.11", now);
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::StalePrice { time } if time == now));
    rig.feed_of("0.11", now + 1);
    rig.update().unwrap();
    assert_eq!(rig.price().rate, dec("0.11"));
}

#[test]
fn a_jump_waits_for_the_admin_and_holds_up_new_stake_only() {
    for (rate, jump) in [
        ("0.1", "100000"),
        ("100000", "0.1"),
        ("0.1", "0.150000000000000001"),
    ] {
        let mut rig = fed(rate);
        rig.stake("alice", 1000);
        let asked = rig.chain.delegated("alice");
        rig.feed(jump);
        rig.update().unwrap();
        let price = rig.price();
        assert_eq!(price.rate, dec(rate));
        let waiting = WaitingPrice {
            rate: dec(jump),
            time: rig.now(),
        };
        assert_eq!(price.waiting, Some(waiting));
        assert!(!price.fresh);
        assert_eq!(refusal(rig.stake("alice", 1)), NO_FRESH_PRICE);
        let error = rig
            .execute("anyone", ExecuteMsg::Rebalance { limit: None }, &[])
            .unwrap_err();
        assert!(matches!(error, ContractError::NoFreshPrice));
        assert_eq!(rig.chain.delegated("alice"), asked);
        assert_eq!(rig.unstake("alice", 500), done());
        assert_eq!(rig.chain.delegated("alice"), asked / 2);

        let msg = SetPrice { rate: dec(jump) };
        rig.execute("admin", ExecuteMsg::SetPrice(msg), &[])
            .unwrap();
        let price = rig.price();
        assert_eq!(
            (price.rate, price.waiting, price.fresh),
            (dec(jump), None, true)
        );
        rig.execute("anyone", ExecuteMsg::Rebalance { limit: None }, &[])
            .unwrap();
        assert_eq!(rig.stakes()[0].price, dec(jump));
    }
}

#[test]
fn a_jump_that_the_feed_takes_back_waits_no_more() {
    let mut rig = fed("1");
    rig.feed("2");
    rig.update().unwrap();
    assert!(!rig.price().fresh);
    rig.feed("1.5");
    rig.update().unwrap();
    let price = rig.price();
    assert_eq!(
        (price.rate, price.waiting, price.fresh),
        (dec("1.5"), None, true)
    );
    // Half of what is in force, no less.
    rig.feed("0.75");
    rig.update().unwrap();
    assert_eq!(rig.price().rate, dec("0.75"));
}

#[test]
fn without_limits_every_price_but_zero_and_the_future_is_taken() {
    let mut rig = Rig::unconnected(InstantiateMsg {
        price_feed: Some(feed_address()),
        ..options("0")
    });
    rig.connect(CHANNEL).unwrap();
    assert!(!rig.price().fresh);
    assert_eq!(refusal(rig.stake("alice", 10)), NO_FRESH_PRICE);
    for rate in [
        "340282366920938463463.374607431768211455",
        "0.000000000000000001",
    ] {
        rig.feed_of(rate, 0);
        rig.update().unwrap();
        assert_eq!(rig.price().rate, dec(rate));
    }
    rig.pass(1_000_000_000);
    assert!(rig.price().fresh);
}

#[test]
fn a_fixed_price_is_always_fresh_and_only_the_admin_changes_it() {
    let mut rig = Rig::with("0.1");
    rig.pass(1_000_000_000);
    assert!(rig.price().fresh);
    assert_eq!(rig.price().feed, None);
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::NoFeed));
    let set = |rate| ExecuteMsg::SetPrice(SetPrice { rate });
    let error = rig.execute("anyone", set(dec("2")), &[]).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = rig.execute("admin", set(dec("0")), &[]).unwrap_err();
    assert!(matches!(error, ContractError::ZeroPrice));
    rig.execute("admin", set(dec("1000000")), &[]).unwrap();
    let price = rig.price();
    assert_eq!((price.rate, price.time), (dec("1000000"), rig.now()));
}

#[test]
fn the_admins_word_stands_above_what_the_feed_said_before() {
    let mut rig = fed("1");
    rig.feed("1.1");
    rig.pass(10);
    let set = SetPrice { rate: dec("1.2") };
    rig.execute("admin", ExecuteMsg::SetPrice(set), &[])
        .unwrap();
    let error = rig.update().unwrap_err();
    assert!(matches!(error, ContractError::OldPrice { .. }));
    rig.feed("1.3");
    rig.update().unwrap();
    assert_eq!(rig.price().rate, dec("1.3"));
}

#[test]
fn a_feed_is_set_and_taken_away_as_a_whole() {
    let mut rig = fed("1");
    rig.feed("10");
    rig.update().unwrap();
    let set = |price_feed, max_price_jump| {
        ExecuteMsg::SetFeed(SetFeed {
            price_feed,
            discount: Some(dec("0.25")),
            max_price_age: Some(60),
            max_price_jump,
        })
    };
    // The same feed: its jump waits on, until it is read again.
    rig.execute("admin", set(Some(feed_address()), Some(dec("9"))), &[])
        .unwrap();
    assert!(rig.price().waiting.is_some());
    rig.update().unwrap();
    let price = rig.price();
    assert_eq!((price.rate, price.waiting), (dec("10"), None));
    assert_eq!((price.discount, price.max_age), (dec("0.25"), Some(60)));

    rig.feed("1000");
    rig.update().unwrap();
    rig.pass(60);
    assert!(!rig.price().fresh);
    rig.execute("admin", set(None, None), &[]).unwrap();
    let price = rig.price();
    assert_eq!(
        (price.rate, price.waiting, price.fresh),
        (dec("10"), None, true)
    );
    assert_eq!((price.feed, price.max_jump), (None, None));
    assert!(matches!(rig.update().unwrap_err(), ContractError::NoFeed));
}

#[test]
fn settings_that_could_never_work_are_refused() {
    let mut rig = Rig::with("1");
    let with = |discount: Option<&str>, max_price_age, price_feed: Option<&str>| SetFeed {
        price_feed: price_feed.map(str::to_string),
        discount: discount.map(dec),
        max_price_age,
        max_price_jump: None,
    };
    let mut set = |msg| {
        rig.execute("admin", ExecuteMsg::SetFeed(msg), &[])
            .unwrap_err()
    };
    let error = set(with(Some("1"), None, None));
    assert!(matches!(error, ContractError::InvalidDiscount { discount } if discount == dec("1")));
    let error = set(with(Some("1.5"), None, None));
    assert!(matches!(error, ContractError::InvalidDiscount { .. }));
    let error = set(with(None, Some(0), None));
    assert!(matches!(error, ContractError::ZeroAge));
    let error = set(with(None, None, Some("nobody")));
    assert!(matches!(error, ContractError::Std(_)));
    set(with(Some("0.999999999999999999"), Some(1), Some("nobody")));
    let price: PriceResponse = rig.query(QueryMsg::Price {});
    assert_eq!((price.discount, price.max_age), (Decimal::zero(), None));
}
