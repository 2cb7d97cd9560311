//! Channels, packets and their answers.

use cosmwasm_std::{
    coin, from_json, to_json_binary, Binary, IbcAcknowledgement, IbcChannelCloseMsg,
    IbcChannelConnectMsg, IbcEndpoint, IbcPacket, IbcPacketAckMsg, IbcPacketReceiveMsg,
    IbcPacketTimeoutMsg, IbcTimeout, StdAck,
};
use mesh_apis::ibc::{ConsumerPacket, EmptyAck, ListValidatorsAck, ProviderPacket, VERSION};
use serde::Serialize;

use super::world::{addr, channel, World};
use crate::error::ContractError;
use crate::ibc;

#[derive(Clone, Debug)]
pub struct Packet {
    pub channel: String,
    pub sequence: u64,
    pub content: ProviderPacket,
}

impl World {
    pub fn connect(&mut self, id: &str) -> Result<(), ContractError> {
        let msg = IbcChannelConnectMsg::new_ack(channel(id), VERSION);
        let response = ibc::ibc_channel_connect(self.deps.as_mut(), self.env.clone(), msg)?;
        self.dispatch(response.messages)
    }

    pub fn close(&mut self, id: &str) {
        let msg = IbcChannelCloseMsg::new_confirm(channel(id));
        ibc::ibc_channel_close(self.deps.as_mut(), self.env.clone(), msg).unwrap();
    }

    /// Answers the oldest `list_validators`.
    pub fn list(&mut self, names: &[&str]) {
        let packet = self.take(|content| matches!(content, ProviderPacket::ListValidators {}));
        let validators = names.iter().map(|name| name.to_string()).collect();
        self.succeed(&packet, &ListValidatorsAck { validators });
    }

    /// Takes the oldest packet of a kind off the queue.
    pub fn take(&mut self, kind: impl Fn(&ProviderPacket) -> bool) -> Packet {
        let at = self.packets.iter().position(|packet| kind(&packet.content));
        self.packets.remove(at.expect("no such packet")).unwrap()
    }

    pub fn take_stake(&mut self) -> Packet {
        self.take(|content| matches!(content, ProviderPacket::Stake { .. }))
    }

    pub fn take_unstake(&mut self) -> Packet {
        self.take(|content| matches!(content, ProviderPacket::Unstake { .. }))
    }

    fn original(&self, packet: &Packet) -> IbcPacket {
        let end = |channel: &str| IbcEndpoint {
            port_id: "port".to_string(),
            channel_id: channel.to_string(),
        };
        IbcPacket::new(
            to_json_binary(&packet.content).unwrap(),
            end(&packet.channel),
            end("channel-7"),
            packet.sequence,
            IbcTimeout::with_timestamp(self.env.block.time),
        )
    }

    fn acknowledge(&mut self, packet: &Packet, ack: Binary) {
        let msg = IbcPacketAckMsg::new(
            IbcAcknowledgement::new(ack),
            self.original(packet),
            addr("relayer"),
        );
        let response = ibc::ibc_packet_ack(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.events
            .extend(response.events.iter().map(|event| event.ty.clone()));
        self.dispatch(response.messages).unwrap();
        self.check();
    }

    pub fn succeed(&mut self, packet: &Packet, result: &impl Serialize) {
        self.acknowledge(
            packet,
            StdAck::success(to_json_binary(result).unwrap()).to_binary(),
        );
    }

    pub fn ack(&mut self, packet: &Packet) {
        self.succeed(packet, &EmptyAck {});
    }

    pub fn refuse(&mut self, packet: &Packet) {
        self.acknowledge(packet, StdAck::error("refused").to_binary());
    }

    pub fn answer_badly(&mut self, packet: &Packet) {
        self.acknowledge(packet, Binary::new(b"nonsense".to_vec()));
    }

    pub fn time_out(&mut self, packet: &Packet) {
        let msg = IbcPacketTimeoutMsg::new(self.original(packet), addr("relayer"));
        let response = ibc::ibc_packet_timeout(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.events
            .extend(response.events.iter().map(|event| event.ty.clone()));
        self.dispatch(response.messages).unwrap();
        self.check();
    }

    pub fn receive_raw(&mut self, channel: &str, data: Binary) -> StdAck {
        self.receive_from("their_port", channel, data)
    }

    pub fn receive_from(&mut self, port: &str, channel: &str, data: Binary) -> StdAck {
        let end = |port: &str, channel: &str| IbcEndpoint {
            port_id: port.to_string(),
            channel_id: channel.to_string(),
        };
        let packet = IbcPacket::new(
            data,
            end(port, "channel-7"),
            end("port", channel),
            1,
            IbcTimeout::with_timestamp(self.env.block.time),
        );
        let msg = IbcPacketReceiveMsg::new(packet, addr("relayer"));
        let response = ibc::ibc_packet_receive(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.dispatch(response.messages).unwrap();
        self.check();
        from_json(response.acknowledgement.unwrap()).unwrap()
    }

    pub fn receive(&mut self, packet: &ConsumerPacket) -> StdAck {
        self.receive_raw("channel-1", to_json_binary(packet).unwrap())
    }

    pub fn announce(&mut self, validator: &str, amount: u128) {
        let ack = self.receive(&ConsumerPacket::Rewards {
            validator: validator.to_string(),
            total_funds: coin(amount, "ujuno"),
        });
        assert!(ack.is_success());
    }
}

/// Who and how much a stake or unstake packet names.
pub fn content(packet: &Packet) -> (String, u128, String) {
    match &packet.content {
        ProviderPacket::Stake {
            validator,
            amount,
            key,
        }
        | ProviderPacket::Unstake {
            validator,
            amount,
            key,
        } => (validator.clone(), amount.u128(), key.clone()),
        other => panic!("not a stake: {other:?}"),
    }
}
