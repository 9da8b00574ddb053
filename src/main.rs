//! The command line; see [`surgec::cli`].

use std::process::{Command, ExitCode};

use surgec::cli::{self, Ending};
use surgec::read::on_big_stack;

fn main() -> ExitCode {
    match on_big_stack(|| cli::run(std::env::args_os())) {
        Ending::Code(code) => ExitCode::from(code),
        Ending::Replace(command) => replace(*command),
    }
}

/// Lets the command take over this process: its streams, its signals, its exit code.
#[cfg(unix)]
fn replace(mut command: Command) -> ExitCode {
    use std::os::unix::process::CommandExt as _;
    cannot_start(&command.exec(), &command)
}

/// Runs the command and ends with its exit code.
#[cfg(not(unix))]
fn replace(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) => ExitCode::from(status.code().map_or(1, |code| code as u8)),
        Err(error) => cannot_start(&error, &command),
    }
}

fn cannot_start(error: &std::io::Error, command: &Command) -> ExitCode {
    let program = command.get_program().display();
    eprintln!(
        "error: cannot start {program}: {error}\n  = name another Python with --python or SURGEC_PYTHON"
    );
    ExitCode::from(2)
}
