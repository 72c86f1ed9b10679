//! The wire format of protocol buffers, as far as a vocabulary needs it: <https://protobuf.dev/programming-guides/encoding/>.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// A whole number, a truth value or a member of an enumeration.
    Number(u64),
    /// Four bytes: here always a fraction.
    Fraction(f32),
    /// Eight bytes, which no field that we read has.
    Wide,
    /// Text, bytes or a message.
    Bytes(&'a [u8]),
}

/// Calls `field` with the number and value of each field of a message, in their order.
///
/// # Errors
/// Where the bytes are no message, or as `field` says.
pub(super) fn fields<'a>(
    mut bytes: &'a [u8],
    mut field: impl FnMut(u64, Value<'a>) -> Result<(), String>,
) -> Result<(), String> {
    while !bytes.is_empty() {
        let (number, value) =
            take_field(&mut bytes).ok_or("it is cut off or no protocol buffer")?;
        field(number, value)?;
    }
    Ok(())
}

fn take_field<'a>(bytes: &mut &'a [u8]) -> Option<(u64, Value<'a>)> {
    let key = take_number(bytes)?;
    let value = match key & 7 {
        0 => Value::Number(take_number(bytes)?),
        1 => take(bytes, 8).map(|_| Value::Wide)?,
        2 => {
            let length = usize::try_from(take_number(bytes)?).ok()?;
            Value::Bytes(take(bytes, length)?)
        }
        5 => Value::Fraction(f32::from_le_bytes(take(bytes, 4)?.try_into().ok()?)),
        _ => return None,
    };
    Some((key >> 3, value))
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

/// Seven bits a byte, the lowest first; the eighth tells that more follow.
fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = u64::from(*take(bytes, 1)?.first()?);
        number |= (byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
