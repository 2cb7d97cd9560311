//! Just enough protobuf to read the answers to two messages: field 1 as a number or as text.

const FIELD_1_VARINT: u8 = 0x08;
const FIELD_1_BYTES: u8 = 0x0a;

/// Field 1 of `MsgIBCSendResponse`: the sequence. None where it is absent, as for sequence 0.
pub fn first_number(bytes: &[u8]) -> Option<u64> {
    let (tag, rest) = bytes.split_first()?;
    if *tag != FIELD_1_VARINT {
        return None;
    }
    varint(rest).map(|(value, _)| value)
}

/// Field 1 of `MsgInstantiateContractResponse`: the address.
pub fn first_text(bytes: &[u8]) -> Option<String> {
    let (tag, rest) = bytes.split_first()?;
    if *tag != FIELD_1_BYTES {
        return None;
    }
    let (length, rest) = varint(rest)?;
    let text = rest.get(..usize::try_from(length).ok()?)?;
    String::from_utf8(text.to_vec()).ok()
}

/// Seven bits a byte, lowest first, at most 64 bits.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0u64;
    let mut rest = bytes;
    for shift in (0u32..64).step_by(7) {
        let (byte, tail) = rest.split_first()?;
        rest = tail;
        let bits = u64::from(byte & 0x7f);
        let placed = bits.checked_shl(shift)?;
        if placed.checked_shr(shift)? != bits {
            return None;
        }
        value |= placed;
        if byte & 0x80 == 0 {
            return Some((value, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_is_read() {
        assert_eq!(first_number(&[0x08, 0x01]), Some(1));
        assert_eq!(first_number(&[0x08, 0xac, 0x02]), Some(300));
        let max = [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
        assert_eq!(first_number(&max), Some(u64::MAX));
    }

    #[test]
    fn number_absent_or_malformed_is_none() {
        assert_eq!(first_number(&[]), None);
        assert_eq!(first_number(&[0x08]), None);
        assert_eq!(first_number(&[0x10, 0x01]), None);
        assert_eq!(first_number(&[0x08, 0x80, 0x80]), None);
        let above = [8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2];
        assert_eq!(first_number(&above), None);
    }

    #[test]
    fn text_is_read_or_none() {
        let bytes = [0x0a, 0x03, b'a', b'b', b'c', 0x12, 0x00];
        assert_eq!(first_text(&bytes), Some("abc".to_string()));
        assert_eq!(first_text(&[0x0a, 0x04, b'a']), None);
        assert_eq!(first_text(&[0x0a, 0x01, 0xff]), None);
        assert_eq!(first_text(&[]), None);
    }
}
