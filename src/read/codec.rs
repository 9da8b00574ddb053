//! The text encodings of source files, by the names Python knows them by.
//!
//! Most tables come from `encoding_rs`, which follows the Web's definitions. Where those differ
//! from Python's the difference is handled here: Latin-1 is not windows-1252, ISO 8859-9 is not
//! windows-1254, and the bytes that the windows code pages leave undefined are errors.

/// How the text of a file is written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Seven bits.
    Ascii,
    /// ISO 8859-1: each byte is the character of its number.
    Latin1,
    /// ASCII and a table for the upper 128 bytes.
    Table(&'static str),
    /// A windows code page: as on the Web, except that undefined bytes are errors.
    Windows(&'static encoding_rs::Encoding),
    /// An encoding that Python and the Web agree about.
    Web(&'static encoding_rs::Encoding),
}

/// A byte that means nothing in an encoding: its offset.
pub(super) struct Undecodable(pub(super) usize);

impl Encoding {
    /// The encoding that Python means by a name, if it is one of those we know.
    pub(super) fn named(name: &str) -> Option<Self> {
        let mut key = String::with_capacity(name.len());
        for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
            if !part.is_empty() {
                if !key.is_empty() {
                    key.push('_');
                }
                key.push_str(&part.to_ascii_lowercase());
            }
        }
        let row = CODECS.iter().find(|(names, _)| names.contains(&key.as_str()));
        row.map(|(_, encoding)| *encoding)
    }

    pub(super) fn decode(self, bytes: &[u8]) -> Result<String, Undecodable> {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => Err(Undecodable(error.valid_up_to())),
            },
            Self::Ascii => match bytes.iter().position(|byte| *byte >= 0x80) {
                None => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
                Some(at) => Err(Undecodable(at)),
            },
            Self::Latin1 => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
            Self::Table(upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let character = |byte: &u8| match byte {
                    0..0x80 => char::from(*byte),
                    _ => upper[usize::from(*byte) - 0x80],
                };
                Ok(bytes.iter().map(character).collect())
            }
            Self::Windows(web) => {
                let text = decode_web(web, bytes)?;
                // The Web gives undefined bytes the meaning of C1 controls. These code pages have
                // one byte per character, so the count of characters is the offset.
                match text.chars().position(|c| ('\u{80}'..'\u{A0}').contains(&c)) {
                    None => Ok(text),
                    Some(at) => Err(Undecodable(at)),
                }
            }
            Self::Web(web) => decode_web(web, bytes),
        }
    }

    /// The bytes of a text, or the offset of a character the encoding does not have.
    pub(super) fn encode(self, text: &str) -> Result<Vec<u8>, usize> {
        match self {
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Ascii | Self::Latin1 => {
                let limit = if self == Self::Ascii { 0x80 } else { 0x100 };
                let byte = |(at, c): (usize, char)| match u32::from(c) {
                    code if code < limit => Ok(code as u8),
                    _ => Err(at),
                };
                text.char_indices().map(byte).collect()
            }
            Self::Table(upper) => {
                let byte = |(at, c): (usize, char)| {
                    if c.is_ascii() {
                        return Ok(c as u8);
                    }
                    let index = upper.chars().position(|other| other == c).ok_or(at)?;
                    Ok(index as u8 + 0x80)
                };
                text.char_indices().map(byte).collect()
            }
            Self::Windows(web) | Self::Web(web) => {
                let (bytes, _, replaced) = web.encode(text);
                if !replaced {
                    return Ok(bytes.into_owned());
                }
                let missing = |c: char| web.encode(c.encode_utf8(&mut [0; 4])).2;
                let at = text.char_indices().find(|(_, c)| missing(*c));
                Err(at.map_or(0, |(at, _)| at))
            }
        }
    }
}

fn decode_web(web: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some(text) = web.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    // Where the bad byte is: the longest prefix that decodes, to within a character.
    let (mut good, mut bad) = (0, bytes.len());
    while bad - good > 1 {
        let middle = usize::midpoint(good, bad);
        let mut decoder = web.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(middle * 4 + 16);
        let (result, _) =
            decoder.decode_to_string_without_replacement(&bytes[..middle], &mut text, false);
        match result {
            encoding_rs::DecoderResult::Malformed(..) => bad = middle,
            _ => good = middle,
        }
    }
    Err(Undecodable(good))
}

const ISO_8859_9: &str = concat!(
    "\u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8A}\u{8B}\u{8C}\u{8D}\u{8E}\u{8F}",
    "\u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9A}\u{9B}\u{9C}\u{9D}\u{9E}\u{9F}",
    "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ"
);
const CP437: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
);
const CP850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}"
);
const CP852: &str = concat!(
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐",
    "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}"
);

/// Python's names, in the form its lookup gives them (lower case, `_` for anything else), with
/// the encoding each means.
#[rustfmt::skip]
const CODECS: &[(&[&str], Encoding)] = &[
    (&["utf_8", "u8", "utf", "utf8", "cp65001", "utf_8_sig", "utf8_ucs2", "utf8_ucs4"], Encoding::Utf8),
    (&["ascii", "646", "us_ascii", "us", "ansi_x3_4_1968", "ansi_x3_4_1986", "cp367", "csascii", "ibm367", "iso646_us", "iso_646_irv_1991", "iso_ir_6"], Encoding::Ascii),
    (&["latin_1", "latin1", "latin", "l1", "iso8859_1", "iso_8859_1", "8859", "iso8859", "cp819", "ibm819", "csisolatin1", "iso_8859_1_1987", "iso_ir_100"], Encoding::Latin1),
    (&["iso8859_2", "iso_8859_2", "latin2", "l2", "csisolatin2", "iso_8859_2_1987", "iso_ir_101"], Encoding::Web(encoding_rs::ISO_8859_2)),
    (&["iso8859_3", "iso_8859_3", "latin3", "l3", "csisolatin3", "iso_8859_3_1988", "iso_ir_109"], Encoding::Web(encoding_rs::ISO_8859_3)),
    (&["iso8859_4", "iso_8859_4", "latin4", "l4", "csisolatin4", "iso_8859_4_1988", "iso_ir_110"], Encoding::Web(encoding_rs::ISO_8859_4)),
    (&["iso8859_5", "iso_8859_5", "cyrillic", "csisolatincyrillic", "iso_8859_5_1988", "iso_ir_144"], Encoding::Web(encoding_rs::ISO_8859_5)),
    (&["iso8859_6", "iso_8859_6", "arabic", "asmo_708", "csisolatinarabic", "ecma_114", "iso_8859_6_1987", "iso_ir_127"], Encoding::Web(encoding_rs::ISO_8859_6)),
    (&["iso8859_7", "iso_8859_7", "greek", "greek8", "csisolatingreek", "ecma_118", "elot_928", "iso_8859_7_1987", "iso_ir_126"], Encoding::Web(encoding_rs::ISO_8859_7)),
    (&["iso8859_8", "iso_8859_8", "hebrew", "csisolatinhebrew", "iso_8859_8_1988", "iso_ir_138"], Encoding::Web(encoding_rs::ISO_8859_8)),
    (&["iso8859_9", "iso_8859_9", "latin5", "l5", "csisolatin5", "iso_8859_9_1989", "iso_ir_148"], Encoding::Table(ISO_8859_9)),
    (&["iso8859_10", "iso_8859_10", "latin6", "l6", "csisolatin6", "iso_8859_10_1992", "iso_ir_157"], Encoding::Web(encoding_rs::ISO_8859_10)),
    (&["iso8859_13", "iso_8859_13", "latin7", "l7"], Encoding::Web(encoding_rs::ISO_8859_13)),
    (&["iso8859_14", "iso_8859_14", "latin8", "l8", "iso_celtic", "iso_8859_14_1998", "iso_ir_199"], Encoding::Web(encoding_rs::ISO_8859_14)),
    (&["iso8859_15", "iso_8859_15", "latin9", "l9"], Encoding::Web(encoding_rs::ISO_8859_15)),
    (&["iso8859_16", "iso_8859_16", "latin10", "l10", "iso_8859_16_2001", "iso_ir_226"], Encoding::Web(encoding_rs::ISO_8859_16)),
    (&["cp1250", "1250", "windows_1250"], Encoding::Windows(encoding_rs::WINDOWS_1250)),
    (&["cp1251", "1251", "windows_1251"], Encoding::Windows(encoding_rs::WINDOWS_1251)),
    (&["cp1252", "1252", "windows_1252"], Encoding::Windows(encoding_rs::WINDOWS_1252)),
    (&["cp1253", "1253", "windows_1253"], Encoding::Windows(encoding_rs::WINDOWS_1253)),
    (&["cp1254", "1254", "windows_1254"], Encoding::Windows(encoding_rs::WINDOWS_1254)),
    (&["cp1255", "1255", "windows_1255"], Encoding::Windows(encoding_rs::WINDOWS_1255)),
    (&["cp1256", "1256", "windows_1256"], Encoding::Windows(encoding_rs::WINDOWS_1256)),
    (&["cp1257", "1257", "windows_1257"], Encoding::Windows(encoding_rs::WINDOWS_1257)),
    (&["cp1258", "1258", "windows_1258"], Encoding::Windows(encoding_rs::WINDOWS_1258)),
    (&["cp874"], Encoding::Windows(encoding_rs::WINDOWS_874)),
    (&["cp866", "866", "ibm866", "csibm866"], Encoding::Web(encoding_rs::IBM866)),
    (&["cp437", "437", "ibm437", "cspc8codepage437"], Encoding::Table(CP437)),
    (&["cp850", "850", "ibm850", "cspc850multilingual"], Encoding::Table(CP850)),
    (&["cp852", "852", "ibm852", "cspcp852"], Encoding::Table(CP852)),
    (&["koi8_r", "cskoi8r"], Encoding::Web(encoding_rs::KOI8_R)),
    (&["koi8_u"], Encoding::Web(encoding_rs::KOI8_U)),
    (&["mac_roman", "macintosh", "macroman"], Encoding::Web(encoding_rs::MACINTOSH)),
    (&["mac_cyrillic", "maccyrillic"], Encoding::Web(encoding_rs::X_MAC_CYRILLIC)),
    (&["shift_jis", "csshiftjis", "s_jis", "shiftjis", "sjis", "x_mac_japanese", "cp932", "932", "ms932", "ms_kanji", "mskanji", "windows_31j"], Encoding::Web(encoding_rs::SHIFT_JIS)),
    (&["euc_jp", "eucjp", "u_jis", "ujis"], Encoding::Web(encoding_rs::EUC_JP)),
    (&["gbk", "936", "cp936", "ms936", "gb2312", "chinese", "csiso58gb231280", "euc_cn", "euccn", "eucgb2312_cn", "gb2312_1980", "gb2312_80", "iso_ir_58", "x_mac_simp_chinese"], Encoding::Web(encoding_rs::GBK)),
    (&["gb18030", "gb18030_2000"], Encoding::Web(encoding_rs::GB18030)),
    (&["big5", "big5_tw", "csbig5", "x_mac_trad_chinese", "big5hkscs", "big5_hkscs", "hkscs", "cp950", "950", "ms950"], Encoding::Web(encoding_rs::BIG5)),
    (&["euc_kr", "euckr", "korean", "ks_c_5601", "ks_c_5601_1987", "ks_x_1001", "ksc5601", "ksx1001", "x_mac_korean", "cp949", "949", "ms949", "uhc"], Encoding::Web(encoding_rs::EUC_KR)),
];
