//! `surgec generate-csv`: a file of random integers to try things on, the same for the same seed.
//!
//! Blocks of rows are made side by side, each from a stream of random numbers of its own, and written in order: what is in
//! the file does not depend on how many processors made it, and no more than a few blocks are in memory.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::diagnostics::Diagnostic;
use crate::files::{cannot_write, shown};

/// Numbers in a block: about a megabyte of text.
const NUMBERS: u64 = 150_000;

#[derive(Args, Debug)]
pub struct Generate {
    /// How many rows, besides the header
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    rows: u64,
    /// How many columns, named c1, c2 and so on
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    columns: u32,
    /// What the numbers depend on, besides the number of columns and their range
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// The least number
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true)]
    least: i64,
    /// The greatest number
    #[arg(long, value_name = "N", default_value_t = 999_999, allow_negative_numbers = true)]
    most: i64,
    /// Leave the line with the names of the columns out
    #[arg(long)]
    no_header: bool,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Writes the file, whole or not at all; what was written, for people.
///
/// # Errors
/// Where there is a file already, where the range is empty, and where the file cannot be written.
pub fn run(wanted: &Generate) -> Result<String, Diagnostic> {
    let Generate { output, least, most, .. } = wanted;
    if least > most {
        let message = format!("there is no number from {least} to {most}");
        return Err(Diagnostic::error(message).note("--least is the smaller one of the two"));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if output.as_os_str() == "-" {
        return match write(wanted, threads, io::stdout().lock()) {
            // Whoever reads has had enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(cannot_write(output, &error))
            }
            _ => Ok(String::new()),
        };
    }
    if output.exists() && !wanted.overwrite {
        let message = format!("{} is there already", shown(output));
        return Err(Diagnostic::error(message).note("--overwrite replaces it"));
    }
    if output.is_dir() {
        return Err(Diagnostic::error(format!("{} is a folder", shown(output))));
    }
    let mut draft = output.as_os_str().to_owned();
    draft.push(format!(".new-{}", std::process::id()));
    let draft = PathBuf::from(draft);
    let outcome = File::create(&draft)
        .and_then(|file| write(wanted, threads, file))
        .and_then(|()| std::fs::rename(&draft, output));
    outcome.map_err(|error| {
        let _ = std::fs::remove_file(&draft);
        cannot_write(output, &error)
    })?;
    Ok(summary(wanted, output))
}

fn summary(wanted: &Generate, output: &Path) -> String {
    let bytes = std::fs::metadata(output).map_or(0, |data| data.len());
    let size = crate::emit_memory::bytes_for_people(bytes as f64);
    format!("wrote {}: {} rows of {} columns, {size}", shown(output), wanted.rows, wanted.columns)
}

/// Writes a batch of blocks while the next is being made.
fn write(wanted: &Generate, threads: usize, to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(1 << 16, to);
    if !wanted.no_header {
        let names: Vec<String> = (1..=wanted.columns).map(|column| format!("c{column}")).collect();
        writeln!(to, "{}", names.join(","))?;
    }
    let rows = (NUMBERS / u64::from(wanted.columns)).max(1);
    let blocks = wanted.rows.div_ceil(rows);
    let mut made: Vec<Vec<u8>> = Vec::new();
    let mut next = 0;
    while next < blocks || !made.is_empty() {
        let last = blocks.min(next.saturating_add(threads as u64));
        let ready = std::mem::take(&mut made);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (next..last)
                .map(|number| {
                    let count = rows.min(wanted.rows - number * rows);
                    scope.spawn(move || block(wanted, number, count))
                })
                .collect();
            let written = ready.iter().try_for_each(|block| to.write_all(block));
            for worker in workers {
                made.push(worker.join().map_err(|_| io::Error::other("a thread failed"))?);
            }
            written
        })?;
        next = last;
    }
    to.flush()
}

/// The text of one block of rows.
fn block(wanted: &Generate, number: u64, rows: u64) -> Vec<u8> {
    let mut random = ChaCha8Rng::seed_from_u64(wanted.seed);
    random.set_stream(number);
    let mut text = Vec::with_capacity((rows * u64::from(wanted.columns) * 7) as usize);
    let mut digits = itoa::Buffer::new();
    for _ in 0..rows {
        for column in 0..wanted.columns {
            let number = draw(&mut random, wanted.least, wanted.most);
            text.extend(digits.format(number).as_bytes());
            text.push(if column + 1 == wanted.columns { b'\n' } else { b',' });
        }
    }
    text
}

/// A number of a range, each as likely as the others. (Lemire, "Fast random integer generation in an interval", 2019:
/// the high half of a product, drawn again where the low half would favour some numbers.)
fn draw(random: &mut ChaCha8Rng, least: i64, most: i64) -> i64 {
    let count = u128::from(most.abs_diff(least)) + 1;
    let favoured = (1_u128 << 64) % count;
    loop {
        let product = u128::from(random.next_u64()) * count;
        if product & u128::from(u64::MAX) >= favoured {
            return least.wrapping_add_unsigned((product >> 64) as u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(rows: u64, columns: u32, range: (i64, i64), seed: u64) -> Generate {
        let (least, most) = range;
        let output = PathBuf::from("-");
        Generate { rows, columns, seed, least, most, no_header: false, overwrite: false, output }
    }

    fn text(wanted: &Generate, threads: usize) -> String {
        let mut bytes = Vec::new();
        write(wanted, threads, &mut bytes).expect("a vector takes all");
        String::from_utf8(bytes).expect("digits")
    }

    #[test]
    fn the_same_on_any_number_of_processors() {
        // Blocks of 1,500 rows: several, and a part of one.
        let wanted = wanted(7_001, 100, (-50, 49), 3);
        let one = text(&wanted, 1);
        for threads in [2, 3, 16] {
            assert_eq!(text(&wanted, threads), one, "{threads} threads");
        }
        assert_eq!(one.lines().count(), 7_002);
        let mut counts = [0_i32; 100];
        for line in one.lines().skip(1) {
            let numbers: Vec<i64> = line.split(',').map(|word| word.parse().expect(word)).collect();
            assert_eq!(numbers.len(), 100);
            for number in numbers {
                counts[usize::try_from(number + 50).expect("a number of the range")] += 1;
            }
        }
        // 7,001 of each are to be expected, with a standard deviation of 83.
        assert!(counts.iter().all(|count| (count - 7_001).abs() < 500), "{counts:?}");
    }

    #[test]
    fn seeds_ranges_and_no_rows() {
        let of_seed = |seed| text(&wanted(5, 3, (0, 999), seed), 2);
        assert_eq!(of_seed(1), of_seed(1));
        assert_ne!(of_seed(1), of_seed(2));
        assert_eq!(text(&wanted(0, 2, (0, 9), 0), 2), "c1,c2\n");
        assert_eq!(text(&wanted(2, 1, (7, 7), 0), 2), "c1\n7\n7\n");
        let widest = text(&wanted(1_000, 1, (i64::MIN, i64::MAX), 0), 2);
        let numbers: Vec<i64> =
            widest.lines().skip(1).map(|line| line.parse().expect(line)).collect();
        assert!(
            numbers.iter().any(|&number| number < 0) && numbers.iter().any(|&number| number > 0)
        );
    }
}
