//! Reads what Python's `marshal` writes, as far as a `.prof` has it: dictionaries, tuples, texts and numbers.
//!
//! Source of the format: CPython's `Python/marshal.c`, versions 2 to 5, which write the same for these types.

use std::rc::Rc;

/// The deepest nesting: a profile has tuples in dictionaries in tuples in a dictionary.
const DEEPEST: usize = 16;

/// Marks an object that later ones may refer to.
const KEPT: u8 = 0x80;

/// An object of Python's.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Other,
    /// Where a dictionary ends: no object.
    End,
    Int(i64),
    Float(f64),
    Text(Rc<str>),
    Tuple(Rc<[Value]>),
    Dict(Rc<[(Value, Value)]>),
}

/// The object that a file holds; nothing where it holds anything else than such objects.
pub fn read(bytes: &[u8]) -> Option<Value> {
    let mut reader = Reader { bytes, kept: Vec::new() };
    let value = reader.object(0)?;
    reader.bytes.is_empty().then_some(value)
}

struct Reader<'a> {
    bytes: &'a [u8],
    /// The objects that were marked, by number.
    kept: Vec<Value>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<i32> {
        self.array().map(i32::from_le_bytes)
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn text(&mut self, count: usize) -> Option<Value> {
        Some(Value::Text(String::from_utf8_lossy(self.take(count)?).into()))
    }

    /// The next object.
    fn object(&mut self, depth: usize) -> Option<Value> {
        self.value(depth).filter(|value| *value != Value::End)
    }

    /// The next object, or where a dictionary ends.
    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let code = self.byte()?;
        let place = self.kept.len();
        if code & KEPT != 0 {
            self.kept.push(Value::Other);
        }
        let value = match code & !KEPT {
            b'0' => return Some(Value::End),
            b'N' | b'T' | b'F' => Value::Other,
            b'i' => Value::Int(self.number()?.into()),
            b'l' => self.long()?,
            b'g' => Value::Float(f64::from_le_bytes(self.array()?)),
            b'z' | b'Z' => {
                let count = self.byte()?.into();
                self.text(count)?
            }
            b'u' | b't' | b'a' | b'A' => {
                let count = self.size()?;
                self.text(count)?
            }
            b')' => {
                let count = self.byte()?.into();
                self.tuple(count, depth)?
            }
            b'(' => {
                let count = self.size()?;
                self.tuple(count, depth)?
            }
            b'{' => self.dict(depth)?,
            b'r' => {
                let place = self.size()?;
                self.kept.get(place)?.clone()
            }
            _ => return None,
        };
        if code & KEPT != 0 {
            self.kept[place] = value.clone();
        }
        Some(value)
    }

    /// An integer in digits of 15 bits; one that is too large for 64 is the largest.
    fn long(&mut self) -> Option<Value> {
        let count = self.number()?;
        let mut value: i64 = 0;
        for place in 0..count.unsigned_abs() {
            let digit = i64::from(u16::from_le_bytes(self.array()?));
            let shifted =
                digit.checked_shl(15 * place).filter(|shifted| shifted >> (15 * place) == digit);
            value = match (digit, shifted) {
                (0, _) => value,
                (_, Some(shifted)) => value.saturating_add(shifted),
                (_, None) => i64::MAX,
            };
        }
        Some(Value::Int(if count < 0 { -value } else { value }))
    }

    fn tuple(&mut self, count: usize, depth: usize) -> Option<Value> {
        // Each element takes a byte or more.
        let mut elements = Vec::with_capacity(count.min(self.bytes.len()));
        for _ in 0..count {
            elements.push(self.object(depth + 1)?);
        }
        Some(Value::Tuple(elements.into()))
    }

    fn dict(&mut self, depth: usize) -> Option<Value> {
        let mut entries = Vec::new();
        loop {
            match self.value(depth + 1)? {
                Value::End => return Some(Value::Dict(entries.into())),
                key => entries.push((key, self.object(depth + 1)?)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_profile_is_made_of() {
        // marshal.dumps({('a.py', 1, 'f'): (2, 70000, -1, 0.5, {}), 'x': ('f', 'f')}, 4), with what it keeps for later
        let mut bytes = b"\xfb\xa9\x03\xfa\x04a.py\xe9\x01\x00\x00\x00\xda\x01f".to_vec();
        bytes.extend(b"\xa9\x05\xe9\x02\x00\x00\x00i\x70\x11\x01\x00i\xff\xff\xff\xffg");
        bytes.extend(0.5f64.to_le_bytes());
        bytes.extend(b"\xfb0\xfa\x01x\xa9\x02r\x04\x00\x00\x00r\x04\x00\x00\x000");
        let text = |text: &str| Value::Text(text.into());
        let key = Value::Tuple([text("a.py"), Value::Int(1), text("f")].into());
        let numbers = [Value::Int(2), Value::Int(70000), Value::Int(-1), Value::Float(0.5)];
        let counts = numbers.into_iter().chain([Value::Dict([].into())]).collect::<Vec<_>>();
        let pair = Value::Tuple([text("f"), text("f")].into());
        let expected = Value::Dict([(key, Value::Tuple(counts.into())), (text("x"), pair)].into());
        assert_eq!(read(&bytes), Some(expected));
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None, "cut off after {end} bytes");
        }
    }

    #[test]
    fn large_and_deep() {
        let long = |count: i32, digits: &[u16]| {
            let mut bytes = vec![b'l'];
            bytes.extend(count.to_le_bytes());
            bytes.extend(digits.iter().flat_map(|digit| digit.to_le_bytes()));
            read(&bytes)
        };
        assert_eq!(long(3, &[0, 0, 8]), Some(Value::Int(8 << 30)));
        assert_eq!(long(-3, &[1, 0, 8]), Some(Value::Int(-(8 << 30) - 1)));
        assert_eq!(long(6, &[0, 0, 0, 0, 0, 1]), Some(Value::Int(i64::MAX)));
        assert_eq!(read(&[b')', 1].repeat(100_000)), None);
        assert_eq!(read(b"(\xff\xff\xff\x7f"), None);
        assert_eq!(read(b"r\x05\x00\x00\x00"), None);
    }
}
