//! Tokens that contracts send by ICS-20, and what the chain tells of them.

use std::rc::Rc;

use cosmwasm_std::{
    to_json_binary, Addr, Coin, IbcAckCallbackMsg, IbcAcknowledgement, IbcEndpoint, IbcPacket,
    IbcSourceCallbackMsg, IbcTimeout, IbcTimeoutCallbackMsg, StdAck, Timestamp,
};
use serde::Serialize;

use super::code::Entry;
use super::dispatch::amount;
use super::World;

#[derive(Clone, Debug)]
pub struct Transfer {
    pub sender: Addr,
    pub receiver: String,
    channel: String,
    coin: Coin,
    memo: String,
    /// It arrived, or gave its tokens back.
    pub done: bool,
}

impl Transfer {
    pub fn amount(&self) -> u128 {
        amount(&self.coin)
    }

    fn packet(&self) -> IbcPacket {
        let data = Data {
            denom: &self.coin.denom,
            amount: self.coin.amount.to_string(),
            sender: self.sender.as_str(),
            receiver: &self.receiver,
            memo: &self.memo,
        };
        let end = |channel_id: &str| IbcEndpoint {
            port_id: "transfer".to_string(),
            channel_id: channel_id.to_string(),
        };
        IbcPacket::new(
            to_json_binary(&data).unwrap(),
            end(&self.channel),
            end("channel-back"),
            1,
            IbcTimeout::with_timestamp(Timestamp::from_seconds(1)),
        )
    }
}

#[derive(Serialize)]
struct Data<'a> {
    denom: &'a str,
    amount: String,
    sender: &'a str,
    receiver: &'a str,
    memo: &'a str,
}

impl World {
    pub(super) fn send_transfer(
        &self,
        sender: &Addr,
        channel: String,
        receiver: String,
        coin: Coin,
        memo: Option<String>,
    ) {
        let transfer = Transfer {
            sender: sender.clone(),
            receiver,
            channel,
            coin,
            memo: memo.unwrap_or_default(),
            done: false,
        };
        Rc::make_mut(&mut self.state.borrow_mut().transfers).push(transfer);
    }

    /// Those under way, by number.
    pub fn transfers_under_way(&self) -> Vec<(usize, Transfer)> {
        let transfers = self.state.borrow().transfers.clone();
        let all = transfers.iter().cloned().enumerate();
        all.filter(|(_, transfer)| !transfer.done).collect()
    }

    /// A transfer ends; where it did not arrive, its sender has the tokens again. `told`: the chain
    /// calls the sender with the outcome.
    pub fn end_transfer(&self, index: usize, arrived: bool, told: bool) -> Result<(), String> {
        let transfer = self.state.borrow().transfers[index].clone();
        Rc::make_mut(&mut self.state.borrow_mut().transfers)[index].done = true;
        if !arrived {
            let (sender, denom) = (&transfer.sender, &transfer.coin.denom);
            self.mint(sender, denom, transfer.amount());
        }
        if !told {
            return Ok(());
        }
        let (packet, relayer) = (transfer.packet(), self.address("relayer"));
        let msg = if arrived {
            let ack = IbcAcknowledgement::new(StdAck::success([1]).to_binary());
            IbcSourceCallbackMsg::Acknowledgement(IbcAckCallbackMsg::new(ack, packet, relayer))
        } else {
            IbcSourceCallbackMsg::Timeout(IbcTimeoutCallbackMsg::new(packet, relayer))
        };
        self.counted(|| {
            self.call(&transfer.sender, Entry::SourceCallback(msg))
                .map(drop)
        })
    }
}
