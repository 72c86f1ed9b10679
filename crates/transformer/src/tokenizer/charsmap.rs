//! The compiled map of characters of a SentencePiece model, checked before it is used.
//!
//! It is a trie in a double array (Darts-clone: <https://github.com/s-yata/darts-clone>), after which come the
//! replacements. The library that walks through it trusts each step, so all steps that there can be are tried once.

use base64::Engine as _;
use serde_json::Value;

/// Whether every look-up in `map` stays inside it.
///
/// # Errors
/// Where one might not.
pub(super) fn check(map: &[u8]) -> Result<(), String> {
    let damaged = || "its map of characters (precompiled_charsmap) is damaged".to_owned();
    let (units, replacements) = split(map).ok_or_else(damaged)?;
    let walk = Walk {
        units: &units,
        replacements,
    };
    walk.is_safe().then_some(()).ok_or_else(damaged)
}

/// Checks all maps in the text of a tokenizer.json; whether that is one is for others to tell.
///
/// # Errors
/// Where one is damaged.
pub(super) fn check_json(text: &str) -> Result<(), String> {
    if !text.contains("precompiled_charsmap") {
        return Ok(());
    }
    let json: Value = serde_json::from_str(text).map_err(|e| format!("no JSON: {e}"))?;
    json.get("normalizer").map_or(Ok(()), check_value)
}

fn check_value(value: &Value) -> Result<(), String> {
    if let Some(map) = value.get("precompiled_charsmap").and_then(Value::as_str) {
        let bytes = base64::engine::general_purpose::STANDARD.decode(map);
        check(&bytes.map_err(|e| format!("its map of characters is no base64: {e}"))?)?;
    }
    let stages = value.get("normalizers").and_then(Value::as_array);
    stages.into_iter().flatten().try_for_each(check_value)
}

/// The units of the trie and the replacements, each of which ends with a zero.
fn split(map: &[u8]) -> Option<(Vec<u32>, &str)> {
    let (length, rest) = map.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (units, replacements) = rest.split_at_checked(length - length % 4)?;
    let (units, _) = units.as_chunks::<4>();
    let units = units.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
    Some((units, std::str::from_utf8(replacements).ok()?))
}

struct Walk<'a> {
    units: &'a [u32],
    replacements: &'a str,
}

impl Walk<'_> {
    /// Visits each node that bytes of a text may lead to, and tries each byte there.
    fn is_safe(&self) -> bool {
        let Some(&root) = self.units.first() else {
            return false;
        };
        let mut seen = vec![false; self.units.len()];
        let mut open = vec![offset(root)];
        while let Some(node) = open.pop() {
            match seen.get_mut(node) {
                None => return false,
                Some(true) => continue,
                Some(seen) => *seen = true,
            }
            for byte in 1..=255_u8 {
                let Some(&unit) = self.units.get(node ^ usize::from(byte)) else {
                    return false;
                };
                if unit & (1 << 31 | 0xff) != u32::from(byte) {
                    continue;
                }
                let next = node ^ usize::from(byte) ^ offset(unit);
                if unit >> 8 & 1 == 1 && !self.has_replacement(next) {
                    return false;
                }
                open.push(next);
            }
        }
        true
    }

    fn has_replacement(&self, at: usize) -> bool {
        let place = self.units.get(at).map(|unit| unit & !(1 << 31));
        let place = place.and_then(|place| usize::try_from(place).ok());
        place.is_some_and(|place| self.replacements.get(place..).is_some())
    }
}

/// Distance of a unit's children: 21 bits, or 21 bits times 256 where bit 9 is set.
fn offset(unit: u32) -> usize {
    let far = (unit & 1 << 9) >> 6;
    (unit as usize >> 10) << far
}
