use cosmwasm_std::{
    to_json_binary, to_json_vec, Binary, CanonicalAddr, ContractResult, Deps, Env, Order,
    QueryResponse, StdResult, SystemResult,
};

use crate::failure::Failure;
use crate::msg::{Outcome, QueryMsg};
use crate::trap;

pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<QueryResponse, Failure> {
    let answer = match msg {
        QueryMsg::Get { key } => to_json_binary(&deps.storage.get(&key).map(Binary::from)),
        QueryMsg::Range {
            start,
            end,
            descending,
            limit,
            what,
        } => {
            let order = if descending {
                Order::Descending
            } else {
                Order::Ascending
            };
            range(deps, start, end, order, limit as usize, &what)
        }
        QueryMsg::Ask { request } => to_json_binary(&ask(deps, &to_json_vec(&request)?)),
        QueryMsg::Deep { depth: 0 } => to_json_binary(&Outcome::Ok(Binary::default())),
        QueryMsg::Deep { depth } => {
            let msg = to_json_binary(&QueryMsg::Deep {
                depth: depth.saturating_sub(1),
            })?;
            let request: cosmwasm_std::QueryRequest = cosmwasm_std::WasmQuery::Smart {
                contract_addr: env.contract.address.into_string(),
                msg,
            }
            .into();
            match ask(deps, &to_json_vec(&request)?) {
                Outcome::Ok(inner) => Ok(inner),
                failed => to_json_binary(&failed),
            }
        }
        QueryMsg::Validate { address } => to_json_binary(&deps.api.addr_validate(&address)?),
        QueryMsg::Canonicalize { address } => to_json_binary(&Binary::from(
            deps.api.addr_canonicalize(&address)?.as_slice(),
        )),
        QueryMsg::Humanize { canonical } => {
            to_json_binary(&deps.api.addr_humanize(&CanonicalAddr::from(canonical))?)
        }
        QueryMsg::Secp256k1 {
            hash,
            signature,
            key,
        } => to_json_binary(&verdict(deps.api.secp256k1_verify(&hash, &signature, &key))),
        QueryMsg::Recover {
            hash,
            signature,
            param,
        } => to_json_binary(
            &deps
                .api
                .secp256k1_recover_pubkey(&hash, &signature, param)
                .map(Binary::from)
                .map_err(|e| e.to_string()),
        ),
        QueryMsg::Ed25519 {
            message,
            signature,
            key,
        } => to_json_binary(&verdict(
            deps.api.ed25519_verify(&message, &signature, &key),
        )),
        QueryMsg::Ed25519Batch {
            messages,
            signatures,
            keys,
        } => {
            let messages: Vec<&[u8]> = messages.iter().map(Binary::as_slice).collect();
            let signatures: Vec<&[u8]> = signatures.iter().map(Binary::as_slice).collect();
            let keys: Vec<&[u8]> = keys.iter().map(Binary::as_slice).collect();
            to_json_binary(&verdict(deps.api.ed25519_batch_verify(
                &messages,
                &signatures,
                &keys,
            )))
        }
        QueryMsg::Debug { text } => {
            deps.api.debug(&text);
            to_json_binary(&text)
        }
        QueryMsg::Trap { trap: kind } => {
            trap(&kind);
            to_json_binary(&())
        }
        QueryMsg::Fail { text } => return Err(Failure::Told(text)),
        QueryMsg::Env {} => to_json_binary(&env),
        QueryMsg::Number { value, quoted } => to_json_binary(&(value, quoted)),
    };
    Ok(answer?)
}

fn verdict<E: ToString>(result: Result<bool, E>) -> Result<bool, String> {
    result.map_err(|e| e.to_string())
}

fn ask(deps: Deps, request: &[u8]) -> Outcome {
    match deps.querier.raw_query(request) {
        SystemResult::Ok(ContractResult::Ok(answer)) => Outcome::Ok(answer),
        SystemResult::Ok(ContractResult::Err(text)) => Outcome::Error(text),
        SystemResult::Err(error) => Outcome::System(error.to_string()),
    }
}

fn range(
    deps: Deps,
    start: Option<Binary>,
    end: Option<Binary>,
    order: Order,
    limit: usize,
    what: &str,
) -> StdResult<QueryResponse> {
    let (start, end) = (start.as_deref(), end.as_deref());
    match what {
        "keys" => {
            let keys: Vec<Binary> = deps
                .storage
                .range_keys(start, end, order)
                .take(limit)
                .map(Binary::from)
                .collect();
            to_json_binary(&keys)
        }
        "values" => {
            let values: Vec<Binary> = deps
                .storage
                .range_values(start, end, order)
                .take(limit)
                .map(Binary::from)
                .collect();
            to_json_binary(&values)
        }
        _ => {
            let entries: Vec<(Binary, Binary)> = deps
                .storage
                .range(start, end, order)
                .take(limit)
                .map(|(key, value)| (key.into(), value.into()))
                .collect();
            to_json_binary(&entries)
        }
    }
}
