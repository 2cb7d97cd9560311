//! What the community pool gets. x/protocolpool keeps it on newer chains, x/distribution on others,
//! which refuse the newer message. A chain with neither keeps nobody from his rewards.

use cosmwasm_std::{to_json_binary, Addr, AnyMsg, Binary, Coin, StdResult, SubMsg};

use crate::reply::PROTOCOL_POOL;

/// Sends a coin to the community pool, by the newer way first.
pub fn fund(contract: &Addr, coin: &Coin) -> StdResult<SubMsg> {
    let message = AnyMsg {
        type_url: "/cosmos.protocolpool.v1.MsgFundCommunityPool".to_string(),
        value: encode(contract.as_str(), coin),
    };
    Ok(SubMsg::reply_on_error(message, PROTOCOL_POOL).with_payload(to_json_binary(coin)?))
}

/// The message in protobuf: depositor is field 1, an amount field 2 with denom 1 and amount 2.
fn encode(depositor: &str, coin: &Coin) -> Binary {
    let mut amount = vec![];
    text(&mut amount, 1, coin.denom.as_bytes());
    text(&mut amount, 2, coin.amount.to_string().as_bytes());
    let mut message = vec![];
    text(&mut message, 1, depositor.as_bytes());
    text(&mut message, 2, &amount);
    Binary::new(message)
}

/// A field that holds bytes; field numbers are below 16.
fn text(out: &mut Vec<u8>, field: u8, bytes: &[u8]) {
    out.push((field << 3) | 2);
    let mut length = bytes.len();
    while length > 127 {
        out.push(u8::try_from(length & 127).unwrap_or_default() | 128);
        length >>= 7;
    }
    out.push(u8::try_from(length).unwrap_or_default());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::coin;

    #[test]
    fn the_message_in_protobuf() {
        let bytes = encode("juno1a", &coin(300, "ujuno"));
        assert_eq!(
            bytes.as_slice(),
            b"\x0a\x06juno1a\x12\x0c\x0a\x05ujuno\x12\x03300"
        );
        let long = encode(&"j".repeat(300), &coin(1, "u"));
        assert_eq!(long.get(..4), Some(b"\x0a\xac\x02j".as_slice()));
    }
}
