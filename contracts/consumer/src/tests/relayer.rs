//! What the relayer and the chain bring back: answers of packets, outcomes of transfers.

use cosmwasm_std::{
    to_json_binary, Binary, IbcAckCallbackMsg, IbcAcknowledgement, IbcPacketAckMsg,
    IbcPacketTimeoutMsg, IbcSourceCallbackMsg, IbcTimeoutCallbackMsg, StdAck,
};
use mesh_apis::ibc::ConsumerPacket;
use serde::Serialize;

use super::chain::{Sent, REWARD};
use super::fixture::{account, packet, Rig};
use crate::ibc;

#[derive(Serialize)]
struct TransferData<'a> {
    denom: &'a str,
    amount: String,
    sender: &'a str,
    receiver: &'a str,
    memo: &'a str,
}

impl Rig {
    /// The provider answers the packet that was sent as number `index`.
    pub fn ack(&mut self, index: usize, ack: StdAck) {
        self.ack_raw(index, ack.to_binary());
    }

    pub fn ack_raw(&mut self, index: usize, data: Binary) {
        let (channel_id, sent) = self.chain.packets[index].clone();
        self.ack_of(&channel_id, &sent, data);
    }

    pub fn ack_of(&mut self, channel_id: &str, sent: &ConsumerPacket, data: Binary) {
        self.show();
        let original = packet(channel_id, to_json_binary(sent).unwrap());
        let relayer = account("relayer");
        let msg = IbcPacketAckMsg::new(IbcAcknowledgement::new(data), original, relayer);
        let response = ibc::ibc_packet_ack(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.run(response.messages);
    }

    pub fn timeout(&mut self, index: usize) {
        self.show();
        let (channel_id, sent) = self.chain.packets[index].clone();
        let original = packet(&channel_id, to_json_binary(&sent).unwrap());
        let msg = IbcPacketTimeoutMsg::new(original, account("relayer"));
        let response = ibc::ibc_packet_timeout(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.run(response.messages);
    }

    /// The chain gives the tokens of a transfer back, and tells nobody.
    pub fn refund(&mut self, index: usize) {
        self.chain.balance += self.chain.transfers[index].amount;
        self.show();
    }

    /// The chain tells what became of a transfer: an ack, or none where it timed out.
    pub fn tell(&mut self, index: usize, ack: Option<StdAck>) {
        let sent = self.chain.transfers[index].clone();
        let sender = self.env.contract.address.to_string();
        self.tell_of(&sent, &sender, ack);
    }

    pub fn tell_of(&mut self, sent: &Sent, sender: &str, ack: Option<StdAck>) {
        let data = TransferData {
            denom: REWARD,
            amount: sent.amount.to_string(),
            sender,
            receiver: &sent.to_address,
            memo: &sent.memo,
        };
        let original = packet(&sent.channel_id, to_json_binary(&data).unwrap());
        let relayer = account("relayer");
        let msg = match ack {
            Some(ack) => IbcSourceCallbackMsg::Acknowledgement(IbcAckCallbackMsg::new(
                IbcAcknowledgement::new(ack.to_binary()),
                original,
                relayer,
            )),
            None => IbcSourceCallbackMsg::Timeout(IbcTimeoutCallbackMsg::new(original, relayer)),
        };
        ibc::ibc_source_callback(self.deps.as_mut(), self.env.clone(), msg).unwrap();
    }
}
