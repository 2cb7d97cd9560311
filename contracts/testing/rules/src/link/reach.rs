//! Which of the states that matter a run has been in.

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkReach {
    /// The channel went after the provider took an announcement and before its answer arrived.
    AnswerLost,
    /// The channel went with an announcement that the provider never saw.
    AnnouncementLost,
    /// The provider told that it took something of what an earlier channel announced.
    ToldTaken,
    /// Or that it took less than was announced there.
    ToldMissed,
    /// An answer of an earlier channel, before the provider has told of that.
    LateAnswer,
    LateAnswerAfterTold,
    /// Announcements without an answer on two earlier channels.
    TwoDeadChannels,
    Refused,
    Returned,
    /// A transfer gave its tokens back and no chain told of it.
    FoundInBalance,
    Backlog,
}

pub const ALL: [LinkReach; 11] = [
    LinkReach::AnswerLost,
    LinkReach::AnnouncementLost,
    LinkReach::ToldTaken,
    LinkReach::ToldMissed,
    LinkReach::LateAnswer,
    LinkReach::LateAnswerAfterTold,
    LinkReach::TwoDeadChannels,
    LinkReach::Refused,
    LinkReach::Returned,
    LinkReach::FoundInBalance,
    LinkReach::Backlog,
];

#[derive(Clone, Debug, Default)]
pub struct LinkReached(BTreeMap<LinkReach, u64>);

impl LinkReached {
    pub fn add(&mut self, other: &LinkReached) {
        for (what, times) in &other.0 {
            *self.0.entry(*what).or_default() += times;
        }
    }

    /// Of every state, how often it was reached.
    pub fn counts(&self) -> Vec<(LinkReach, u64)> {
        let times = |what: LinkReach| self.0.get(&what).copied().unwrap_or(0);
        ALL.iter().map(|what| (*what, times(*what))).collect()
    }

    pub(super) fn count(&mut self, what: LinkReach, happened: bool) {
        *self.0.entry(what).or_default() += u64::from(happened);
    }
}
