//! The contract on its chain, and what is said to it.

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{
    coin, from_json, to_json_binary, Addr, Binary, Coin, Env, IbcChannel, IbcChannelConnectMsg,
    IbcEndpoint, IbcOrder, IbcPacket, IbcPacketReceiveMsg, IbcTimeout, OwnedDeps, Reply, ReplyOn,
    Response, StdAck, SubMsg, SubMsgResponse, SubMsgResult, Timestamp, Uint128,
};
use mesh_apis::ibc::{ProviderPacket, VERSION};
use serde::de::DeserializeOwned;

use super::chain::{Chain, REWARD};
use crate::error::ContractError;
use crate::msg::{
    ExecuteMsg, InstantiateMsg, PendingRewards, PendingRewardsResponse, ProviderInfo, QueryMsg,
    StakeResponse, StakesResponse,
};
use crate::{contract, ibc};

pub const LIFETIME: u64 = 600;
pub const CONNECTION: &str = "connection-0";
pub const PROVIDER_PORT: &str = "wasm.osmo1provider";
pub const CHANNEL: &str = "channel-7";
pub const ICS20: &str = "channel-2";

pub struct Rig {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    pub chain: Chain,
}

pub fn account(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

pub fn options(rate: &str) -> InstantiateMsg {
    InstantiateMsg {
        provider: ProviderInfo {
            port_id: PROVIDER_PORT.to_string(),
            connection_id: CONNECTION.to_string(),
        },
        remote_to_local_exchange_rate: rate.parse().unwrap(),
        meta_staking_contract_address: account("meta-staking").into_string(),
        ics20_channel: ICS20.to_string(),
        packet_lifetime: Some(LIFETIME),
        admin: Some(account("admin").into_string()),
        price_feed: None,
        discount: None,
        max_price_age: None,
        max_price_jump: None,
    }
}

/// The provider's name of a channel.
pub fn provider_end(id: &str) -> String {
    format!("{id}0")
}

pub fn channel(id: &str) -> IbcChannel {
    IbcChannel::new(
        IbcEndpoint {
            port_id: "wasm.juno1consumer".to_string(),
            channel_id: id.to_string(),
        },
        IbcEndpoint {
            port_id: PROVIDER_PORT.to_string(),
            channel_id: provider_end(id),
        },
        IbcOrder::Unordered,
        VERSION,
        CONNECTION,
    )
}

/// A packet that was sent on a channel.
pub fn packet(channel_id: &str, data: Binary) -> IbcPacket {
    between(channel_id, &provider_end(channel_id), data)
}

fn between(src: &str, dest: &str, data: Binary) -> IbcPacket {
    let end = |channel_id: &str| IbcEndpoint {
        port_id: "any".to_string(),
        channel_id: channel_id.to_string(),
    };
    let timeout = IbcTimeout::with_timestamp(Timestamp::from_seconds(1));
    IbcPacket::new(data, end(src), end(dest), 1, timeout)
}

impl Rig {
    /// A contract whose channel is not yet open. Meta-staking has all the funds there can be.
    pub fn unconnected(msg: InstantiateMsg) -> Self {
        let mut rig = Rig {
            deps: mock_dependencies(),
            env: mock_env(),
            chain: Chain {
                validators: vec!["alice".to_string(), "bob".to_string()],
                funds: Some(u128::MAX),
                ..Chain::default()
            },
        };
        rig.show();
        let info = message_info(&account("anyone"), &[]);
        contract::instantiate(rig.deps.as_mut(), rig.env.clone(), info, msg).unwrap();
        rig
    }

    pub fn with(rate: &str) -> Self {
        let mut rig = Rig::unconnected(options(rate));
        rig.connect(CHANNEL).unwrap();
        rig
    }

    pub fn connect(&mut self, id: &str) -> Result<(), ContractError> {
        let msg = IbcChannelConnectMsg::new_ack(channel(id), VERSION);
        ibc::ibc_channel_connect(self.deps.as_mut(), self.env.clone(), msg).map(drop)
    }

    pub fn show(&mut self) {
        let contract = self.env.contract.address.as_str();
        self.chain.show(&mut self.deps.querier, contract);
    }

    /// A packet arrives; answers what is written as its ack.
    pub fn receive(&mut self, packet: &ProviderPacket) -> StdAck {
        self.receive_raw(CHANNEL, to_json_binary(packet).unwrap())
    }

    pub fn receive_raw(&mut self, channel_id: &str, data: Binary) -> StdAck {
        self.show();
        let arriving = between(&provider_end(channel_id), channel_id, data);
        let msg = IbcPacketReceiveMsg::new(arriving, account("relayer"));
        let response = ibc::ibc_packet_receive(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        assert!(response.attributes.iter().any(|a| a.key == "action"));
        let replaced = self.run(response.messages);
        from_json(replaced.or(response.acknowledgement).unwrap()).unwrap()
    }

    pub fn stake(&mut self, at: &str, amount: u128) -> StdAck {
        self.receive(&ProviderPacket::Stake {
            validator: at.to_string(),
            amount: Uint128::new(amount),
            key: "osmo1delegator".to_string(),
        })
    }

    pub fn unstake(&mut self, at: &str, amount: u128) -> StdAck {
        self.receive(&ProviderPacket::Unstake {
            validator: at.to_string(),
            amount: Uint128::new(amount),
            key: "osmo1delegator".to_string(),
        })
    }

    pub fn execute(
        &mut self,
        sender: &str,
        msg: ExecuteMsg,
        funds: &[Coin],
    ) -> Result<Response, ContractError> {
        self.show();
        let info = message_info(&account(sender), funds);
        let response = contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)?;
        self.run(response.messages.clone());
        Ok(response)
    }

    /// Meta-staking pays rewards.
    pub fn reward(&mut self, validator: &str, amount: u128) {
        self.chain.balance += amount;
        let msg = ExecuteMsg::MeshConsumerRecieveRewardsMsg {
            validator: validator.to_string(),
        };
        self.execute("meta-staking", msg, &[coin(amount, REWARD)])
            .unwrap();
    }

    pub fn retry(&mut self, limit: Option<u32>) -> Response {
        let msg = ExecuteMsg::RetryRewards { limit };
        self.execute("anyone", msg, &[]).unwrap()
    }

    /// Sends sub-messages, hands their outcome to the reply, and answers the data it sets.
    pub fn run(&mut self, messages: Vec<SubMsg>) -> Option<Binary> {
        let mut data = None;
        for sub in messages {
            let outcome = self.chain.dispatch(&sub.msg);
            self.show();
            if sub.reply_on == ReplyOn::Never {
                outcome.unwrap();
                continue;
            }
            assert_eq!(sub.reply_on, ReplyOn::Always);
            #[allow(deprecated)]
            let done = SubMsgResponse {
                events: vec![],
                data: None,
                msg_responses: vec![],
            };
            let reply = Reply {
                id: sub.id,
                payload: Binary::default(),
                gas_used: 0,
                result: match outcome {
                    Ok(()) => SubMsgResult::Ok(done),
                    Err(reason) => SubMsgResult::Err(reason),
                },
            };
            let response = contract::reply(self.deps.as_mut(), self.env.clone(), reply).unwrap();
            self.run(response.messages);
            data = response.data.or(data);
        }
        data
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        let answer = contract::query(self.deps.as_ref(), self.env.clone(), msg).unwrap();
        from_json(answer).unwrap()
    }

    pub fn stakes(&self) -> Vec<StakeResponse> {
        let answer: StakesResponse = self.query(QueryMsg::Stakes {
            start_after: None,
            limit: None,
        });
        answer.stakes
    }

    pub fn pending(&self) -> Vec<PendingRewards> {
        let answer: PendingRewardsResponse = self.query(QueryMsg::PendingRewards {
            start_after: None,
            limit: None,
        });
        answer.rewards
    }

    /// To announce, announcing, to transfer, transferring.
    pub fn steps(&self, validator: &str) -> [u128; 4] {
        self.pending()
            .iter()
            .find(|row| row.validator == validator)
            .map(|row| {
                [
                    row.to_announce.u128(),
                    row.announcing.u128(),
                    row.to_transfer.u128(),
                    row.transferring.u128(),
                ]
            })
            .unwrap_or_default()
    }
}

pub fn done() -> StdAck {
    StdAck::success(b"{}")
}

/// The text of an error ack.
pub fn refusal(ack: StdAck) -> String {
    match ack {
        StdAck::Error(text) => text,
        StdAck::Success(_) => panic!("the packet was not refused"),
    }
}
