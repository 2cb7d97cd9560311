//! mesh-consumer: receives stake from a provider chain and has it delegated. See the README beside
//! this crate.

mod announced;
pub mod contract;
mod delegation;
pub mod error;
mod execute;
pub mod ibc;
pub mod msg;
pub mod pricing;
mod query;
mod reply;
mod reports;
mod rewards;
pub mod state;
mod validators;

#[cfg(test)]
mod tests;

#[cfg(not(feature = "library"))]
pub mod entry {
    use cosmwasm_std::{
        entry_point, Binary, Deps, DepsMut, Env, IbcBasicResponse, IbcChannelCloseMsg,
        IbcChannelConnectMsg, IbcChannelOpenMsg, IbcChannelOpenResponse, IbcPacketAckMsg,
        IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcReceiveResponse, IbcSourceCallbackMsg,
        MessageInfo, Never, Reply, Response, StdResult,
    };

    use crate::error::ContractError;
    use crate::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
    use crate::{contract, ibc};

    #[entry_point]
    pub fn instantiate(
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: InstantiateMsg,
    ) -> Result<Response, ContractError> {
        contract::instantiate(deps, env, info, msg)
    }

    #[entry_point]
    pub fn execute(
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        contract::execute(deps, env, info, msg)
    }

    #[entry_point]
    pub fn sudo(deps: DepsMut, env: Env, msg: SudoMsg) -> Result<Response, ContractError> {
        contract::sudo(deps, env, msg)
    }

    #[entry_point]
    pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
        contract::query(deps, env, msg)
    }

    #[entry_point]
    pub fn reply(deps: DepsMut, env: Env, msg: Reply) -> Result<Response, ContractError> {
        contract::reply(deps, env, msg)
    }

    #[entry_point]
    pub fn migrate(deps: DepsMut, env: Env, msg: MigrateMsg) -> Result<Response, ContractError> {
        contract::migrate(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_channel_open(
        deps: DepsMut,
        env: Env,
        msg: IbcChannelOpenMsg,
    ) -> Result<IbcChannelOpenResponse, ContractError> {
        ibc::ibc_channel_open(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_channel_connect(
        deps: DepsMut,
        env: Env,
        msg: IbcChannelConnectMsg,
    ) -> Result<IbcBasicResponse, ContractError> {
        ibc::ibc_channel_connect(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_channel_close(
        deps: DepsMut,
        env: Env,
        msg: IbcChannelCloseMsg,
    ) -> Result<IbcBasicResponse, ContractError> {
        ibc::ibc_channel_close(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_packet_receive(
        deps: DepsMut,
        env: Env,
        msg: IbcPacketReceiveMsg,
    ) -> Result<IbcReceiveResponse, Never> {
        ibc::ibc_packet_receive(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_packet_ack(
        deps: DepsMut,
        env: Env,
        msg: IbcPacketAckMsg,
    ) -> Result<IbcBasicResponse, Never> {
        ibc::ibc_packet_ack(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_packet_timeout(
        deps: DepsMut,
        env: Env,
        msg: IbcPacketTimeoutMsg,
    ) -> Result<IbcBasicResponse, Never> {
        ibc::ibc_packet_timeout(deps, env, msg)
    }

    #[entry_point]
    pub fn ibc_source_callback(
        deps: DepsMut,
        env: Env,
        msg: IbcSourceCallbackMsg,
    ) -> Result<IbcBasicResponse, Never> {
        ibc::ibc_source_callback(deps, env, msg)
    }
}
