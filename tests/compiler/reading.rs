//! Reading against CPython: `tests/reading/` holds programs with what CPython 3.13 says of each
//! (written there by `record.py`), and surgec has to say the same.

#![allow(clippy::doc_markdown, reason = "CPython is a name, not code")]

use surgec::read::{LineIndex, Parsed, Source, SyntaxError, on_big_stack, parse};

const INVALID: &str = include_str!("../reading/invalid.txt");
const VALID: &str = include_str!("../reading/valid.txt");

/// One program: CPython's verdict, surgec's where it is known to differ, and the source.
struct Case<'a> {
    verdict: &'a str,
    ours: Option<&'a str>,
    source: &'a str,
}

fn cases(file: &str) -> Vec<Case<'_>> {
    let blocks = file.strip_prefix("### ").expect("a file starts with a verdict").split("\n### ");
    let case = |block| {
        let (verdict, mut source) = str::split_once(block, '\n').expect("a verdict is one line");
        let mut ours = None;
        if let Some(rest) = source.strip_prefix("#~ ") {
            let (line, after) = rest.split_once('\n').expect("a difference is one line");
            (ours, source) = (Some(line), after);
        }
        Case { verdict, ours, source }
    };
    blocks.map(case).collect()
}

fn read(bytes: Vec<u8>) -> Result<(), SyntaxError> {
    on_big_stack(|| {
        Source::from_bytes("program", bytes).and_then(|source| parse(&source).map(drop))
    })
}

fn verdict(bytes: Vec<u8>) -> String {
    match read(bytes) {
        Ok(()) => "accepted".to_owned(),
        Err(error) => format!("{} {} {}", error.kind.name(), error.line, error.message),
    }
}

/// Checks every case of a file; the final line terminator is put back, as it is when recorded.
fn check_file(file: &str) -> usize {
    let cases = cases(file);
    let mut wrong = Vec::new();
    for case in &cases {
        let source = format!("{}\n", case.source.strip_suffix('\n').unwrap_or(case.source));
        let said = verdict(source.clone().into_bytes());
        if said != case.ours.unwrap_or(case.verdict) {
            let wanted = case.ours.unwrap_or(case.verdict);
            wrong.push(format!("{source}  wanted: {wanted}\n  said:   {said}"));
        }
    }
    assert!(wrong.is_empty(), "{} programs:\n{}", wrong.len(), wrong.join("\n\n"));
    cases.len()
}

#[test]
fn invalid_programs_get_the_message_and_line_of_cpython() {
    let count = check_file(INVALID);
    assert!(count >= 400, "only {count} programs were found in the file");
    assert!(cases(INVALID).iter().all(|case| case.verdict != "accepted"));
}

#[test]
fn known_differences_are_few_and_real() {
    let cases = cases(INVALID);
    let differing: Vec<&Case> = cases.iter().filter(|case| case.ours.is_some()).collect();
    assert!(differing.len() <= 8, "{} messages differ", differing.len());
    assert!(differing.iter().all(|case| case.ours != Some(case.verdict)));
}

#[test]
fn valid_programs_are_accepted() {
    let count = check_file(VALID);
    assert!(count >= 100, "only {count} programs were found in the file");
    assert!(cases(VALID).iter().all(|case| case.verdict == "accepted"));
}

#[test]
fn line_terminators_and_form_feeds_are_cpythons() {
    assert_eq!(verdict(b"a = 1\r\nif a:\r\n    b = '''x\r\ny'''\r\n".to_vec()), "accepted");
    assert_eq!(verdict(b"a = 1\rb = 2\r".to_vec()), "accepted");
    assert_eq!(verdict(b"\x0cx = 1\nif x:\n\x0c    x = 2\n".to_vec()), "accepted");
    assert_eq!(verdict(b"a = 1\r\nb = (\rc = 2\n".to_vec()), "SyntaxError 2 '(' was never closed");
    assert_eq!(verdict(b"a\x0cb\n".to_vec()), "SyntaxError 1 invalid syntax");
    let lines = LineIndex::new("a\r\nb\rc\nd\x0ce");
    assert_eq!((lines.line(3.into()), lines.line(5.into()), lines.line(9.into())), (2, 3, 4));
}

fn repeated(part: &str, count: usize) -> String {
    part.repeat(count)
}

/// What becomes of a text: accepted, a syntax error, or an error of a limit.
fn outcome(text: String) -> &'static str {
    match read(text.into_bytes()) {
        Ok(()) => "accepted",
        Err(error) if error.message.starts_with("expression nested more than") => "too deep",
        Err(error) if error.message.starts_with("too many") => "too many",
        Err(_) => "invalid",
    }
}

#[test]
fn nesting_is_bounded_as_in_cpython() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        let nested = |depth| repeated(open, depth) + "1" + &repeated(close, depth);
        assert_eq!(outcome(nested(200)), "accepted");
        assert_eq!(outcome(nested(201)), "too many");
        assert_eq!(outcome(nested(1_000_000)), "too many");
    }
    let blocks = |depth: usize| {
        let headers: String = (0..depth).map(|i| " ".repeat(i) + "if a:\n").collect();
        headers + &" ".repeat(depth) + "pass\n"
    };
    assert_eq!(outcome(blocks(99)), "accepted");
    assert_eq!(outcome(blocks(100)), "too many");
    let fields = |depth| repeated("f'{", depth) + "1" + &repeated("}'", depth);
    assert_eq!(outcome(fields(149)), "accepted");
    assert_eq!(outcome(fields(150)), "too many");
}

#[test]
fn chains_that_cpython_compiles_are_accepted_and_longer_ones_refused() {
    // CPython 3.13 compiles the first length of each and gives up on the second.
    for part in [".b", "()", "[0]", " + a", " ** a", " if a else a", "(0)[0].b"] {
        assert_eq!(outcome(format!("a{}", repeated(part, 3_000))), "accepted", "{part}");
        assert_eq!(outcome(format!("a{}", repeated(part, 100_000))), "too deep", "{part}");
    }
    for part in ["not ", "-", "~", "lambda: ", "lambda x, y=1: ", "a if a else "] {
        assert_eq!(outcome(repeated(part, 3_000) + "a"), "accepted", "{part}");
        assert_eq!(outcome(repeated(part, 100_000) + "a"), "too deep", "{part}");
    }
}

#[test]
fn what_is_long_but_flat_is_accepted() {
    for (start, part, end) in [
        ("a", " and a", ""),
        ("a", " < a", ""),
        ("a", " is not a", ""),
        ("a", " = a", ""),
        ("x = [", "(1, -2), ", "]"),
        ("x = [", "lambda a, b: not a, ", "]"),
        ("x = {", "'k': a.b.c + 1, ", "}"),
        ("f(", "a + 1, ", ")"),
        ("x = ", "'s' ", ""),
        ("x = ", "f'{a}' ", "''"),
        ("if a: pass\n", "elif b: pass\n", "else: pass\n"),
        ("", "x = 1; ", ""),
    ] {
        let text = format!("{start}{}{end}\n", repeated(part, 50_000));
        assert_eq!(outcome(text), "accepted", "{start}{part}");
    }
}

#[test]
fn a_source_over_the_limit_is_refused_before_it_is_read() {
    let error = read(vec![b'\n'; 64 * 1024 * 1024 + 1]).expect_err("the source is too large");
    assert!(error.message.contains("larger than the limit"), "{}", error.message);
}

/// A decoded text, or the error's message.
fn decoded(bytes: &[u8]) -> Result<String, String> {
    match Source::from_bytes("program", bytes.to_vec()) {
        Ok(source) => {
            let again = source.encode(&source.text).expect("the text came from the file");
            assert_eq!(again, bytes, "an unchanged text gives the file's bytes");
            Ok(source.text)
        }
        Err(error) => Err(error.message),
    }
}

#[test]
fn encoding_declarations_are_found_where_cpython_finds_them() {
    // Where a declaration counts, its unknown encoding is an error.
    for counts in [
        "# coding: foo\n",
        "#coding=foo",
        "\n# coding: foo\n",
        "\r# coding: foo\r",
        "#!/usr/bin/python\n# vim: set fileencoding=foo :\n",
        "# coding:\tfoo",
        "# coding foo coding=foo",
        "\x0c# coding: foo\n",
        "  # -*- coding: foo -*-",
    ] {
        assert_eq!(decoded(counts.as_bytes()), Err("unknown encoding: foo".to_owned()), "{counts}");
    }
    for ignored in [
        "x#coding: foo",
        "\n\n# coding: foo\n",
        "'''\n# coding: foo\n'''",
        "\\\n# coding: foo\n",
        "# coding : foo",
        "#coding:",
        "# coding foo",
    ] {
        assert_eq!(decoded(ignored.as_bytes()).as_deref(), Ok(ignored));
    }
}

#[test]
fn encodings_decode_as_in_python_and_encode_back() {
    for (name, bytes, text) in [
        ("latin-1", &b"\x80\xe9\xff"[..], "\u{80}éÿ"),
        ("iso-8859-15", b"\xa4", "€"),
        ("iso-8859-9", b"\xd0\xfe", "Ğş"),
        ("cp1252", b"\x80\xe9", "€é"),
        ("koi8-r", b"\xc1", "а"),
        ("cp437", b"\x80\xe1", "Çß"),
        ("euc-jp", b"\xa4\xa2", "あ"),
        ("shift_jis", b"\x82\xa0", "あ"),
        ("gbk", b"\xc4\xe3", "你"),
        ("big5", b"\xa7\x41", "你"),
        ("UTF8", "é".as_bytes(), "é"),
        ("utf-8-unix", "é".as_bytes(), "é"),
    ] {
        let head = format!("# coding: {name}\n");
        let file = [head.as_bytes(), bytes].concat();
        assert_eq!(decoded(&file), Ok(head + text), "{name}");
    }
}

#[test]
fn bytes_that_mean_nothing_are_errors_with_their_place() {
    let error = Source::from_bytes("a.py", b"x = 1\ny = '\xe9'\n".to_vec()).expect_err("not UTF-8");
    assert_eq!(error.line, 2);
    assert!(
        error.message.starts_with("Non-UTF-8 code starting with '\\xe9' in file a.py on line 2")
    );
    assert!(error.hint.expect("the hint has the offset").contains("offset 11"));
    let error = Source::from_bytes("a.py", b"x = 1\n\0".to_vec()).expect_err("a null byte");
    assert_eq!((error.line, &*error.message), (2, "source code cannot contain null bytes"));
    for undefined in
        [&b"# coding: cp1252\n\x81"[..], b"# coding: ascii\n\xe9", b"# coding: euc-jp\n\xff"]
    {
        assert!(decoded(undefined).expect_err("undefined").contains("codec can't decode byte"));
    }
    assert_eq!(
        decoded(b"\xef\xbb\xbf# coding: latin-1\n"),
        Err("encoding problem: iso-8859-1 with BOM".to_owned())
    );
    assert_eq!(
        verdict("\u{feff}\u{feff}x".into()),
        "SyntaxError 1 invalid non-printable character U+FEFF"
    );
}

#[test]
fn a_byte_order_mark_and_line_terminators_survive() {
    assert_eq!(decoded(b"\xef\xbb\xbfx = 1\r\n").as_deref(), Ok("x = 1\r\n"));
    let source = Source::from_bytes("a.py", b"# coding: latin-1\nx = 1\n".to_vec()).expect("valid");
    let error = source.encode("x = '\u{20ac}'\n").expect_err("Latin-1 has no euro sign");
    assert_eq!((error.line, error.column), (1, 6));
}

#[test]
fn a_name_match_after_a_semicolon_keeps_its_name() {
    let source = Source::from_bytes("a.py", b"x = 0; match = 1; match.y(match)\n".to_vec());
    let parsed: Parsed = parse(&source.expect("valid UTF-8")).expect("CPython accepts it");
    let shown = format!("{:?}", parsed.module);
    assert_eq!(shown.matches("Name(\"match\")").count(), 3, "{shown}");
}

#[test]
fn comments_and_further_errors_are_kept() {
    let source = Source::from_bytes("a.py", b"# a\nx = '# no'  # b\n".to_vec()).expect("valid");
    let parsed = parse(&source).expect("valid");
    let comments: Vec<&str> = parsed.comments.iter().map(|range| &source.text[*range]).collect();
    assert_eq!(comments, ["# a", "# b"]);
    let source = Source::from_bytes("a.py", b"x y\nz = 1\na b\n".to_vec()).expect("valid");
    let error = parse(&source).expect_err("two errors");
    assert_eq!((error.line, error.others.len(), error.others[0].line), (1, 1, 3));
}
