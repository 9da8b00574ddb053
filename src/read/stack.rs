//! A stack that is deep enough for every tree the depth limits let through.

/// The bytes of stack on which trees are parsed, visited and dropped.
///
/// The depth limit lets about 10,000 levels through. In a debug build, parsing, checking and
/// dropping such trees takes less than 8 MB (most shapes less than 4 MB), so that a visitor has
/// several kilobytes for each level.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Runs `f` on a thread with a stack of 64 MB and returns its result; a panic in `f` goes on in
/// the caller. Whatever visits or drops a syntax tree runs inside one such call.
pub fn on_big_stack<R: Send>(f: impl FnOnce() -> R + Send) -> R {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, f)
            .expect("the system has room for one more thread");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[cfg(test)]
mod tests {
    use super::on_big_stack;

    #[test]
    fn results_and_panics_reach_the_caller() {
        let local = String::from("borrowed");
        assert_eq!(on_big_stack(|| local.len()), 8);
        let panic = std::panic::catch_unwind(|| on_big_stack(|| panic!("from inside")));
        let message = panic.expect_err("the panic goes on in the caller");
        assert_eq!(message.downcast_ref::<&str>(), Some(&"from inside"));
    }
}
