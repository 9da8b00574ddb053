//! How large CPython's objects are, version by version: 64-bit builds of 3.9 to 3.13.
//!
//! Sizes are what the allocator is asked for, garbage collector's header included; that is what `tracemalloc` counts. They
//! come from the structures in `Include/cpython` and `Include/internal`, and from the growth rules of `list_resize` in
//! `Objects/listobject.c`, `insertion_resize` and `GROWTH_RATE` in `Objects/dictobject.c`, `set_add_entry` in
//! `Objects/setobject.c`, `PyByteArray_Resize` in `Objects/bytearrayobject.c` and `BLOCKLEN` in
//! `Modules/_collectionsmodule.c`. `tests/memory` holds every one of them against the interpreter.

/// A version of CPython whose layouts are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    V39,
    V310,
    #[default]
    V311,
    V312,
    V313,
}

impl Version {
    /// The version of that name: `3.9` to `3.13`; later ones are laid out like 3.13.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "3.9" => Version::V39,
            "3.10" => Version::V310,
            "3.11" => Version::V311,
            "3.12" => Version::V312,
            "3.13" => Version::V313,
            _ => return None,
        })
    }

    /// The version of an interpreter, `3.12`: what comes after those that are known is laid out like the last of them.
    pub fn of_interpreter(name: &str) -> Option<Self> {
        let minor: u32 = name.trim().strip_prefix("3.")?.parse().ok()?;
        if minor > 13 { Some(Version::V313) } else { Version::from_name(name.trim()) }
    }

    pub fn name(self) -> &'static str {
        match self {
            Version::V39 => "3.9",
            Version::V310 => "3.10",
            Version::V311 => "3.11",
            Version::V312 => "3.12",
            Version::V313 => "3.13",
        }
    }

    pub fn layout(self) -> Layout {
        Layout { version: self }
    }
}

/// The layouts of one version.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub version: Version,
}

pub const FLOAT: f64 = 24.0;
pub const COMPLEX: f64 = 32.0;
pub const LIST: f64 = 56.0;
pub const TUPLE: f64 = 40.0;
pub const SET: f64 = 216.0;
pub const BYTES: f64 = 33.0;
pub const BYTEARRAY: f64 = 56.0;
pub const POINTER: f64 = 8.0;
pub const RANGE: f64 = 48.0;
/// Keys of a dictionary that are kept beside its object: the object itself.
pub const DICT: f64 = 64.0;
/// `PyArrayObject_fields` with its list of dimensions and strides, NumPy 1.20 and later.
pub const ARRAY: f64 = 112.0;
/// Integers from -5 to 256 exist once.
pub const SMALL_INTEGERS: (f64, f64) = (-5.0, 256.0);
/// `numpy.float64` and the like.
pub const ARRAY_SCALAR: f64 = 32.0;

/// Above this many elements tables are not followed step by step: no memory holds them.
const COUNTED: f64 = 1e15;

/// The room a list has after elements were appended one by one, from none to `length`.
pub fn list_room(length: f64) -> f64 {
    if length > COUNTED {
        return length * LIST_GROWTH.0 + 6.0;
    }
    let mut room: u64 = 0;
    let length = length.max(0.0) as u64;
    while room < length {
        let size = room + 1;
        room = (size + (size >> 3) + 6) & !3;
    }
    room as f64
}

/// Upper bound and mean of the room of a list whose length is a symbol: `n + n / 8 + 6` at most.
pub const LIST_GROWTH: (f64, f64) = (1.125, 1.0625);

impl Layout {
    /// An integer with this many bits.
    pub fn integer(self, bits: f64) -> f64 {
        let digits = (bits / 30.0).ceil().max(1.0);
        // One digit comes from a structure that ends on 8 bytes since 3.11.
        let one = if self.version >= Version::V311 { 32.0 } else { 28.0 };
        // Sums and products are made with room for one digit more.
        if digits <= 1.0 { one } else { (24.0 + 4.0 * (digits + 1.0)).max(one) }
    }

    /// Header of a string and bytes per character, by the widest character.
    pub fn string(self, width: Width) -> (f64, f64) {
        let modern = self.version >= Version::V312;
        match (width, modern) {
            (Width::Ascii, false) => (49.0, 1.0),
            (Width::Ascii, true) => (41.0, 1.0),
            (Width::Latin, false) => (73.0, 1.0),
            (Width::Latin, true) => (57.0, 1.0),
            (Width::Two, false) => (74.0, 2.0),
            (Width::Two, true) => (58.0, 2.0),
            (Width::Four, false) => (76.0, 4.0),
            (Width::Four, true) => (60.0, 4.0),
        }
    }

    /// The table of a dictionary with this many keys, filled one by one; its keys are strings only, or anything.
    pub fn dict_table(self, keys: f64, strings: bool) -> f64 {
        if keys <= 0.0 {
            return 0.0;
        }
        let mut slots = 8.0_f64;
        while (slots * 2.0 / 3.0).floor() < keys {
            slots *= 2.0;
        }
        self.dict_slots(slots, strings)
    }

    fn dict_slots(self, slots: f64, strings: bool) -> f64 {
        let modern = self.version >= Version::V311;
        let header = if modern { 32.0 } else { 40.0 };
        let entry = if modern && strings { 16.0 } else { 24.0 };
        let index = if slots <= 128.0 {
            1.0
        } else if slots <= 32768.0 {
            2.0
        } else {
            4.0
        };
        header + index * slots + entry * (slots * 2.0 / 3.0).floor()
    }

    /// How many bytes a key needs at most, when the table has just been doubled, and for an empty table beside.
    pub fn dict_per_key(self, strings: bool) -> (f64, f64) {
        // One key more than fits into `s` slots needs `2 s`: at most 3 slots for a key, plus the smallest table.
        let entry = if self.version >= Version::V311 && strings { 16.0 } else { 24.0 };
        (3.0 * 4.0 + 2.0 * entry, self.dict_slots(8.0, strings))
    }

    /// How many keys a table of a dictionary holds before the one for `keys` keys was made; 0 for none.
    pub fn dict_last_step(self, keys: f64) -> f64 {
        let mut slots = 8.0_f64;
        let mut last = 0.0;
        while (slots * 2.0 / 3.0).floor() < keys {
            last = (slots * 2.0 / 3.0).floor();
            slots *= 2.0;
        }
        last
    }

    /// An instance of a class with this many attributes that are not slots.
    pub fn instance(self, attributes: f64) -> f64 {
        match self.version {
            Version::V39 | Version::V310 => {
                let table = match attributes {
                    none if none <= 0.0 => return 48.0,
                    few if few <= 5.0 => 40.0,
                    some if some <= 10.0 => 80.0,
                    many => 8.0 * (self.shared_slots(many) * 2.0 / 3.0).floor(),
                };
                48.0 + 40.0 + table
            }
            Version::V311 => 72.0 + 8.0 * attributes + if attributes >= 6.0 { 8.0 } else { 0.0 },
            Version::V312 => 64.0 + 8.0 * attributes + if attributes >= 6.0 { 8.0 } else { 0.0 },
            Version::V313 => 72.0 + 8.0 * attributes + if attributes >= 8.0 { 8.0 } else { 0.0 },
        }
    }

    fn shared_slots(self, attributes: f64) -> f64 {
        let mut slots = 16.0_f64;
        while (slots * 2.0 / 3.0).floor() < attributes {
            slots *= 2.0;
        }
        slots
    }

    /// What an instance of this many attributes needs at most: its values moved into a dictionary of its own, with the
    /// room that keys shared with other instances reserve.
    pub fn instance_at_most(self, attributes: f64) -> f64 {
        self.instance(attributes)
            .max(136.0 + DICT + self.dict_table(attributes.max(1.0), false))
            .max(72.0 + 8.0 * 30.0 + 8.0 * attributes)
    }

    /// A deque with this many elements.
    pub fn deque(self, length: f64) -> f64 {
        // Blocks of 64 pointers and two links; filling starts in the middle of the first.
        let empty = if self.version >= Version::V311 { 760.0 } else { 624.0 };
        empty + 528.0 * ((length - 32.0).max(0.0) / 64.0).ceil()
    }

    pub fn function(self) -> f64 {
        if self.version >= Version::V312 {
            160.0
        } else if self.version >= Version::V311 {
            152.0
        } else {
            144.0
        }
    }

    /// A generator with a frame of ordinary size.
    pub fn generator(self) -> f64 {
        match self.version {
            Version::V39 | Version::V310 => 560.0,
            _ => 240.0,
        }
    }

    /// A class with its own dictionary, its method table and its weak references; the second is what it may come to.
    pub fn class(self) -> (f64, f64) {
        if self.version >= Version::V311 { (2100.0, 6000.0) } else { (1400.0, 6000.0) }
    }

    /// A Counter, a defaultdict or an ordered dictionary without keys.
    pub fn dict_subclass(self) -> f64 {
        128.0
    }

    /// What a call in progress takes from the traced heap: frames are objects up to 3.10.
    pub fn frame(self) -> (f64, f64) {
        if self.version >= Version::V311 { (0.0, 600.0) } else { (450.0, 1200.0) }
    }
}

/// The table of a set that `length` elements were added to one by one, beside its object.
pub fn set_table(length: f64) -> f64 {
    let slots = set_slots(length);
    if slots <= 8.0 { 0.0 } else { 16.0 * slots }
}

/// How many elements a set had when its table last grew; 0 where it never did.
pub fn set_last_step(length: f64) -> f64 {
    let (mut slots, mut last) = (8.0_f64, 0.0);
    if length.is_nan() || length > COUNTED {
        return length;
    }
    loop {
        let full = ((slots - 1.0) * 3.0 / 5.0).ceil();
        if length < full {
            return last;
        }
        last = full;
        slots = set_step(slots, full);
    }
}

fn set_slots(length: f64) -> f64 {
    let mut slots = 8.0_f64;
    if length.is_nan() || length > COUNTED {
        return length * SET_PER_ELEMENT / 16.0;
    }
    loop {
        let full = ((slots - 1.0) * 3.0 / 5.0).ceil();
        if length < full {
            return slots;
        }
        slots = set_step(slots, full);
    }
}

/// The slots after a table of `slots` has got its `full`-th element.
fn set_step(slots: f64, full: f64) -> f64 {
    let wanted = if full > 50_000.0 { full * 2.0 } else { full * 4.0 };
    let mut next = slots;
    while next <= wanted {
        next *= 2.0;
    }
    next
}

/// What an element of a set needs at most, right after the table has grown, with the table it grew from.
pub const SET_PER_ELEMENT: f64 = 16.0 * 8.0;

/// The bytes of a bytearray that grew to this length.
pub fn bytearray_room(length: f64) -> (f64, f64) {
    (length + 1.0, length + length / 8.0 + 8.0)
}

/// The widest character of a string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    #[default]
    Ascii,
    Latin,
    Two,
    Four,
}

impl Width {
    pub fn of(text: &str) -> Self {
        text.chars().map(Width::of_char).max().unwrap_or_default()
    }

    fn of_char(c: char) -> Self {
        match u32::from(c) {
            0..=0x7f => Width::Ascii,
            0x80..=0xff => Width::Latin,
            0x100..=0xffff => Width::Two,
            _ => Width::Four,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_grow_as_list_resize_says() {
        let rooms: Vec<f64> = [1.0, 5.0, 9.0, 17.0, 1000.0].into_iter().map(list_room).collect();
        assert_eq!(rooms, [4.0, 8.0, 16.0, 24.0, 1100.0]);
    }

    #[test]
    fn no_length_is_too_large() {
        for length in [1e15, 1e16, 1e19, 2e19, 1e300, f64::INFINITY] {
            assert!(list_room(length) >= length);
            assert!(set_table(length) >= length);
            assert!(set_last_step(length) <= length);
        }
        assert!(set_table(f64::NAN).is_nan());
    }

    #[test]
    fn dictionaries_double() {
        let layout = Version::V311.layout();
        assert!((layout.dict_table(1.0, true) - 120.0).abs() < 0.1);
        assert!((layout.dict_table(1.0, false) - 160.0).abs() < 0.1);
        assert!((Version::V39.layout().dict_table(6.0, false) + DICT - 360.0).abs() < 0.1);
    }

    #[test]
    fn sets_grow_by_four() {
        assert!(set_table(4.0) < 1.0);
        assert!((set_table(5.0) - 512.0).abs() < 0.1);
    }
}
