//! Every sequence of three registrations at small heights, against a model that knows only single heights.

use super::{Slasher, VALIDATOR};

const HEIGHTS: u64 = 3;

type Registration = (u8, u64, Option<u64>);

/// Per height the key and the height at which its range began; the range that has no end.
#[derive(Clone, Debug, Default, PartialEq)]
struct Model {
    at: [Option<(u8, u64)>; 2 + HEIGHTS as usize],
    open: Option<(u8, u64)>,
}

impl Model {
    /// The last cell stands for all heights above `HEIGHTS`.
    fn cells(from: u64, to: Option<u64>) -> std::ops::RangeInclusive<usize> {
        let end = to.unwrap_or(HEIGHTS + 1);
        usize::try_from(from).unwrap()..=usize::try_from(end).unwrap()
    }

    /// Whether the registration is taken.
    fn register(&mut self, (pubkey, from, to): Registration) -> bool {
        let wanted = Self::cells(from, to);
        match self.open {
            Some(open) if open == (pubkey, from) && to.is_some() => {
                self.open = None;
                for cell in Self::cells(from, None) {
                    if !wanted.contains(&cell) {
                        self.at[cell] = None;
                    }
                }
                return true;
            }
            Some((_, began)) if from > began => {
                // Earlier ranges lie below, so that only the open one is in the way.
                for cell in Self::cells(from, None) {
                    self.at[cell] = None;
                }
                self.open = None;
            }
            _ if self.at[wanted.clone()].iter().any(Option::is_some) => return false,
            _ => {}
        }
        for cell in wanted {
            self.at[cell] = Some((pubkey, from));
        }
        if to.is_none() {
            self.open = Some((pubkey, from));
        }
        true
    }
}

fn registrations() -> Vec<Registration> {
    let mut all = vec![];
    for pubkey in [2, 3] {
        for from in 1..=HEIGHTS {
            all.push((pubkey, from, None));
            all.extend((from..=HEIGHTS).map(|to| (pubkey, from, Some(to))));
        }
    }
    all
}

fn seen(slasher: &Slasher) -> [Option<(u8, u64)>; 2 + HEIGHTS as usize] {
    std::array::from_fn(|height| {
        let key = slasher.key(VALIDATOR, u64::try_from(height).unwrap())?;
        Some((key.pubkey[0], key.from_height))
    })
}

#[test]
fn three_registrations_in_every_order() {
    let all = registrations();
    let (mut taken, mut refused) = (0, 0);
    for first in &all {
        for second in &all {
            for third in &all {
                let mut slasher = Slasher::new();
                let mut model = Model::default();
                for &registration in [first, second, third] {
                    let (pubkey, from, to) = registration;
                    let expected = model.register(registration);
                    let result = slasher.register(VALIDATOR, &[pubkey; 32], from, to);
                    let sequence = [first, second, third];
                    assert_eq!(result.is_ok(), expected, "{sequence:?}: {registration:?}");
                    assert_eq!(seen(&slasher), model.at, "{sequence:?}: {registration:?}");
                    *(if expected { &mut taken } else { &mut refused }) += 1;
                }
            }
        }
    }
    assert!(taken > 5_000 && refused > 5_000, "{taken} {refused}");
}
