//! One end of IBC channels. What core IBC refuses never reaches a contract: answers of another
//! packet, second answers, acknowledgements on a closed channel, timeouts before their time.

use std::rc::Rc;

use cosmwasm_std::{
    Addr, Binary, IbcAcknowledgement, IbcChannel, IbcChannelCloseMsg, IbcChannelConnectMsg,
    IbcChannelOpenMsg, IbcEndpoint, IbcOrder, IbcPacket, IbcPacketAckMsg, IbcPacketReceiveMsg,
    IbcPacketTimeoutMsg, IbcTimeout, Timestamp,
};
use mesh_apis::ibc::VERSION;

use super::code::Entry;
use super::{with_deps, World};

/// Of the consumer, on every channel.
pub const PORT: &str = "wasm.consumer";

#[derive(Clone, Debug)]
pub struct Channel {
    pub contract: Addr,
    pub id: String,
    other_end: IbcEndpoint,
    pub open: bool,
    pub next_sequence: u64,
}

#[derive(Clone, Debug)]
pub struct Packet {
    pub channel: String,
    pub contract: Addr,
    pub sequence: u64,
    pub data: Binary,
    /// Seconds.
    pub timeout: u64,
    /// What the other chain answered, once it has received the packet.
    pub ack: Option<Binary>,
    /// The answer or the timeout was delivered.
    pub done: bool,
}

impl Channel {
    pub fn end(&self) -> IbcEndpoint {
        IbcEndpoint {
            port_id: format!("wasm.{}", self.contract),
            channel_id: self.id.clone(),
        }
    }

    fn ibc(&self, connection: &str) -> IbcChannel {
        IbcChannel::new(
            self.end(),
            self.other_end.clone(),
            IbcOrder::Unordered,
            VERSION,
            connection,
        )
    }
}

impl World {
    pub fn packet(&self, index: usize) -> Packet {
        self.state.borrow().packets[index].clone()
    }

    pub fn packet_count(&self) -> usize {
        self.state.borrow().packets.len()
    }

    /// Numbers of the packets that fit.
    pub fn packets_that(&self, fits: impl Fn(&Packet) -> bool) -> Vec<usize> {
        let packets = self.state.borrow().packets.clone();
        let fitting = packets.iter().enumerate().filter(|(_, p)| fits(p));
        fitting.map(|(index, _)| index).collect()
    }

    pub fn channel(&self, id: &str) -> Channel {
        self.state.borrow().channels[id].clone()
    }

    pub fn has_channel(&self, id: &str) -> bool {
        self.state.borrow().channels.contains_key(id)
    }

    fn is_open(&self, packet: &Packet) -> bool {
        self.state.borrow().channels[&packet.channel].open
    }

    /// The open channel of `contract` that was opened last.
    pub fn open_channel_of(&self, contract: &Addr) -> Option<Channel> {
        let state = self.state.borrow();
        let mut open: Vec<_> = state.channels.values().filter(|c| c.open).collect();
        open.retain(|channel| channel.contract == *contract);
        open.last().map(|channel| (*channel).clone())
    }

    /// The channel that the other chain knows as the latest: it takes packets on no other.
    pub fn latest_channel_of(&self, contract: &Addr) -> Option<String> {
        let state = self.state.borrow();
        let mut all = state.channels.values().rev();
        all.find(|c| c.contract == *contract)
            .map(|channel| channel.id.clone())
    }

    /// The whole handshake, from the provider's side.
    pub fn open_channel(&self, contract: &Addr, connection: &str) -> Result<String, String> {
        let number = self.state.borrow().channels.len();
        let id = format!("channel-{number:04}");
        let other_end = IbcEndpoint {
            port_id: PORT.to_string(),
            channel_id: format!("{id}-consumer"),
        };
        self.open_channel_to(contract, connection, id, other_end)
    }

    pub fn open_channel_to(
        &self,
        contract: &Addr,
        connection: &str,
        id: String,
        other_end: IbcEndpoint,
    ) -> Result<String, String> {
        self.atomically(|| {
            let channel = Channel {
                contract: contract.clone(),
                id,
                other_end,
                open: true,
                next_sequence: 1,
            };
            let ibc = channel.ibc(connection);
            let open = IbcChannelOpenMsg::new_init(ibc.clone());
            let code = self.code_of(contract)?;
            with_deps(&self.state, &self.api, contract, |deps, env| {
                code.open(deps, env, open)
            })?;
            let id = channel.id.clone();
            Rc::make_mut(&mut self.state.borrow_mut().channels).insert(id.clone(), channel);
            let connect = IbcChannelConnectMsg::new_ack(ibc, VERSION);
            self.call(contract, Entry::ChannelConnect(connect))?;
            Ok(id)
        })
    }

    /// The other chain closed the channel.
    pub fn close_channel(&self, channel: &Channel, connection: &str) -> Result<(), String> {
        self.atomically(|| {
            {
                let mut state = self.state.borrow_mut();
                let channels = Rc::make_mut(&mut state.channels);
                channels.get_mut(&channel.id).unwrap().open = false;
            }
            let close = IbcChannelCloseMsg::new_confirm(channel.ibc(connection));
            self.call(&channel.contract, Entry::ChannelClose(close))
                .map(|_| ())
        })
    }

    pub(super) fn send_packet(
        &self,
        contract: &Addr,
        channel_id: &str,
        data: Binary,
        timeout: &IbcTimeout,
    ) -> Result<u64, String> {
        if self.client_expired.get() {
            return Err("client is not active".to_string());
        }
        let mut state = self.state.borrow_mut();
        let now = state.time;
        let channels = Rc::make_mut(&mut state.channels);
        let channel = channels.get_mut(channel_id).ok_or("channel not found")?;
        if !channel.open || channel.contract != *contract {
            return Err("channel is not open".to_string());
        }
        let timeout = timeout.timestamp().ok_or("timestamps only")?.seconds();
        if timeout <= now {
            return Err("timeout elapsed".to_string());
        }
        let sequence = channel.next_sequence;
        channel.next_sequence += 1;
        Rc::make_mut(&mut state.packets).push(Packet {
            channel: channel_id.to_string(),
            contract: contract.clone(),
            sequence,
            data,
            timeout,
            ack: None,
            done: false,
        });
        Ok(sequence)
    }

    /// What can happen to a packet now.
    pub fn can_receive(&self, packet: &Packet) -> bool {
        let waits = packet.ack.is_none() && !packet.done;
        waits && self.time() < packet.timeout && self.is_open(packet)
    }

    pub fn can_acknowledge(&self, packet: &Packet) -> bool {
        packet.ack.is_some() && !packet.done && self.is_open(packet)
    }

    pub fn can_time_out(&self, packet: &Packet) -> bool {
        let waits = packet.ack.is_none() && !packet.done;
        waits && (self.time() >= packet.timeout || !self.is_open(packet))
    }

    fn change(&self, index: usize, change: impl FnOnce(&mut Packet)) {
        change(&mut Rc::make_mut(&mut self.state.borrow_mut().packets)[index]);
    }

    pub fn received(&self, index: usize, ack: Binary) {
        self.change(index, |packet| packet.ack = Some(ack));
    }

    fn ibc_packet(&self, packet: &Packet) -> IbcPacket {
        let channel = self.channel(&packet.channel);
        let timeout = Timestamp::from_seconds(packet.timeout);
        IbcPacket::new(
            packet.data.clone(),
            channel.end(),
            channel.other_end.clone(),
            packet.sequence,
            IbcTimeout::with_timestamp(timeout),
        )
    }

    /// Delivers the answer to a packet, whatever core IBC would say of it.
    pub fn acknowledge(&self, index: usize) -> Result<(), String> {
        let packet = self.packet(index);
        let ack = packet.ack.clone().expect("received before");
        let msg = IbcPacketAckMsg::new(
            IbcAcknowledgement::new(ack),
            self.ibc_packet(&packet),
            self.address("relayer"),
        );
        self.counted(|| {
            self.change(index, |packet| packet.done = true);
            self.call(&packet.contract, Entry::PacketAck(msg))
                .map(|_| ())
        })
    }

    /// Delivers the timeout of a packet, whatever core IBC would say of it.
    pub fn time_out(&self, index: usize) -> Result<(), String> {
        let packet = self.packet(index);
        let msg = IbcPacketTimeoutMsg::new(self.ibc_packet(&packet), self.address("relayer"));
        self.counted(|| {
            self.change(index, |packet| packet.done = true);
            self.call(&packet.contract, Entry::PacketTimeout(msg))
                .map(|_| ())
        })
    }

    /// A packet of the other chain arrives at a contract of this one.
    pub fn arrive(&self, channel: &Channel, data: Binary) -> Result<Binary, String> {
        let packet = IbcPacket::new(
            data,
            channel.other_end.clone(),
            channel.end(),
            1,
            IbcTimeout::with_timestamp(Timestamp::from_seconds(self.time() + 1)),
        );
        let msg = IbcPacketReceiveMsg::new(packet, self.address("relayer"));
        self.counted(|| {
            let code = self.code_of(&channel.contract)?;
            let (ack, rest) = with_deps(&self.state, &self.api, &channel.contract, |deps, env| {
                code.receive(deps, env, msg)
            })?;
            self.follow(&channel.contract, rest)?;
            ack.ok_or_else(|| "no acknowledgement".to_string())
        })
    }
}
