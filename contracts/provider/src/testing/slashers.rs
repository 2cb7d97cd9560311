use cosmwasm_std::Decimal;

use super::world::{addr, Outcome, World, PERIOD, VAL};
use crate::error::ContractError;
use crate::msg::{ConfigResponse, ExecuteMsg, QueryMsg, SlasherResponse, SlashersResponse};

fn add(world: &mut World, sender: &str, name: &str, max: Option<Decimal>) -> Outcome {
    let address = addr(name).into_string();
    let max_percentage = max;
    let msg = ExecuteMsg::AddSlasher {
        address,
        max_percentage,
    };
    world.execute(sender, msg)
}

fn remove(world: &mut World, sender: &str, name: &str) -> Outcome {
    let address = addr(name).into_string();
    world.execute(sender, ExecuteMsg::RemoveSlasher { address })
}

fn slash(world: &mut World, sender: &str, ratio: Decimal, tombstone: bool) -> Outcome {
    let msg = ExecuteMsg::Slash {
        validator: VAL.to_string(),
        percentage: ratio,
        force_unbond: tombstone,
    };
    world.execute(sender, msg)
}

fn slashers(world: &World) -> Vec<SlasherResponse> {
    let answer: SlashersResponse = world.query(QueryMsg::Slashers {});
    answer.slashers
}

fn release_in(world: &mut World) -> u64 {
    let pairs = world.unstake("owner", 1, VAL).unwrap();
    let (_, at) = pairs.iter().find(|(key, _)| key == "release_at").unwrap();
    at.parse::<u64>().unwrap() - world.now()
}

#[test]
fn each_slasher_has_its_own_limit() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    add(&mut world, "admin", "downtime", Some(Decimal::percent(1))).unwrap();
    let error = slash(&mut world, "downtime", Decimal::permille(11), false).unwrap_err();
    assert!(matches!(error, ContractError::AboveSlasherLimit { .. }));
    assert_eq!(
        error.to_string(),
        "A slash of 0.011 is above this slasher's limit of 0.01"
    );
    slash(&mut world, "downtime", Decimal::percent(1), false).unwrap();
    slash(&mut world, "slasher", Decimal::percent(50), false).unwrap();
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 505);

    // Added again it has another limit.
    add(&mut world, "admin", "downtime", None).unwrap();
    slash(&mut world, "downtime", Decimal::one(), true).unwrap();
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 1000);
}

#[test]
fn slashers_are_listed_with_their_limits() {
    let mut world = World::new();
    add(&mut world, "admin", "downtime", Some(Decimal::percent(1))).unwrap();
    let row = |name: &str, max_percentage| SlasherResponse {
        address: addr(name).into_string(),
        max_percentage,
    };
    let mut expected = vec![
        row("slasher", None),
        row("downtime", Some(Decimal::percent(1))),
    ];
    expected.sort_by(|a, b| a.address.cmp(&b.address));
    assert_eq!(slashers(&world), expected);
}

#[test]
fn a_removed_slasher_slashes_no_more() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    slash(&mut world, "slasher", Decimal::percent(10), false).unwrap();
    remove(&mut world, "admin", "slasher").unwrap();
    let error = slash(&mut world, "slasher", Decimal::percent(10), false).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    assert!(slashers(&world).is_empty());
    let config: ConfigResponse = world.query(QueryMsg::Config {});
    assert_eq!(config.slasher, None);
    let error = remove(&mut world, "admin", "slasher").unwrap_err();
    assert!(
        matches!(&error, ContractError::UnknownSlasher(who) if *who == addr("slasher").into_string())
    );
    // What it slashed stays slashed, and nobody is kept from leaving.
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 100);
    world.period.set(Some(9));
    assert_eq!(release_in(&mut world), PERIOD);
}

#[test]
fn the_longest_period_of_all_slashers_counts() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    let names = |world: &mut World, name: &str, period: Option<u64>| {
        let key = addr(name).into_string();
        world.periods.borrow_mut().insert(key, period);
    };
    for name in ["short", "long", "mute"] {
        add(&mut world, "admin", name, None).unwrap();
    }
    names(&mut world, "short", Some(100));
    names(&mut world, "long", Some(900));
    names(&mut world, "mute", None);
    assert_eq!(release_in(&mut world), 900);
    world.wait(PERIOD);
    remove(&mut world, "admin", "long").unwrap();
    // Shorter than what the instantiation says, but named.
    assert_eq!(release_in(&mut world), 100);
    world.wait(PERIOD);
    remove(&mut world, "admin", "short").unwrap();
    assert_eq!(release_in(&mut world), PERIOD);
}

#[test]
fn slashers_are_at_most_eight() {
    let mut world = World::new();
    for n in 1..8 {
        add(&mut world, "admin", &format!("s{n}"), None).unwrap();
    }
    let error = add(&mut world, "admin", "s8", None).unwrap_err();
    assert!(matches!(error, ContractError::TooManySlashers { max: 8 }));
    add(&mut world, "admin", "s7", Some(Decimal::percent(5))).unwrap();
    remove(&mut world, "admin", "s1").unwrap();
    add(&mut world, "admin", "s8", None).unwrap();
    assert_eq!(slashers(&world).len(), 8);
}

#[test]
fn refusals() {
    let mut world = World::new();
    for sender in ["anyone", "slasher"] {
        let error = add(&mut world, sender, "mine", None).unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
        let error = remove(&mut world, sender, "slasher").unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
    }
    for max in [Decimal::zero(), Decimal::percent(101)] {
        let error = add(&mut world, "admin", "mine", Some(max)).unwrap_err();
        assert!(matches!(error, ContractError::InvalidRatio(ratio) if ratio == max));
    }
    let msg = ExecuteMsg::AddSlasher {
        address: "juno1foreign".to_string(),
        max_percentage: None,
    };
    let error = world.execute("admin", msg).unwrap_err();
    assert!(matches!(error, ContractError::Std(_)));
}
