//! How libtorch's threads wait for each other.

use std::env;
use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// OpenMP's variable: threads spin, unless it is `PASSIVE`.
const POLICY: &str = "OMP_WAIT_POLICY";

/// Starts the program again with threads that sleep while they wait, where it may come to run a checkpoint and their way
/// of waiting is not set.
///
/// Spinning threads take the time of those they wait for where other programs run, too: it is then three times slower.
/// OpenMP reads the variable when it is loaded, which is before `main`. Where the program cannot be started again, it goes on.
pub fn asleep() {
    let Ok(program) = env::current_exe() else {
        return;
    };
    if env::var_os(POLICY).is_some() || !env::args_os().any(|argument| leads_to_engine(&argument)) {
        return;
    }
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let _failed = again.args(arguments).env(POLICY, "PASSIVE").exec();
}

/// A pipeline file may name a checkpoint, and commands about models open one. To be wrong here costs time only.
fn leads_to_engine(argument: &OsStr) -> bool {
    let word = argument.to_str().unwrap_or_default();
    word == "models" || word.starts_with("--pipeline")
}
