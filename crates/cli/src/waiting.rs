//! How libtorch's threads wait for each other.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// OpenMP's variable: threads spin, unless it is `PASSIVE`.
const POLICY: &str = "OMP_WAIT_POLICY";

/// Starts the program again with threads that sleep while they wait, unless their way of waiting is set already.
///
/// Spinning threads take the time of those they wait for where other programs run, too: it is then three times slower. OpenMP
/// reads the variable when it is loaded, which is before `main`. Where the program cannot be started again, it goes on.
pub fn asleep() {
    let Ok(program) = env::current_exe() else {
        return;
    };
    if env::var_os(POLICY).is_some() {
        return;
    }
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let _failed = again.args(arguments).env(POLICY, "PASSIVE").exec();
}
