//! Pages in a real browser: the tests of `tests/browser`, by node's own runner.
//!
//! Where there is no browser, node or package, they say so and pass, unless `ROSTRA_REQUIRE_BROWSER` is set, as it is where these were
//! installed for this.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Why no page can be tried here.
fn missing() -> Option<String> {
    for name in ["ROSTRA_BROWSER", "ROSTRA_NODE_MODULES"] {
        let set = env::var_os(name).map(PathBuf::from);
        match set {
            None => return Some(format!("{name} is not set (`. .ci/browser` sets it)")),
            Some(path) if !path.exists() => {
                return Some(format!("{} is not there", path.display()));
            }
            Some(_) => {}
        }
    }
    let node = Command::new("node").arg("--version").output();
    node.is_err().then(|| "node is not installed".to_owned())
}

fn run(script: &str) {
    if let Some(why) = missing() {
        assert!(env::var_os("ROSTRA_REQUIRE_BROWSER").is_none(), "{why}");
        eprintln!("skipped: {why}");
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser");
    let run = Command::new("node")
        .arg("--test")
        .arg(folder.join(script))
        .env("ROSTRA", env!("CARGO_BIN_EXE_rostra"))
        .env_remove("NODE_OPTIONS")
        .output()
        .unwrap();
    let told =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    let tried = told.lines().find_map(|line| {
        line.trim_start_matches(['#', 'ℹ', ' '])
            .strip_prefix("pass ")
    });
    let tried: usize = tried
        .and_then(|count| count.trim().parse().ok())
        .unwrap_or(0);
    assert!(run.status.success() && tried > 0, "{told}");
}

#[test]
fn report() {
    run("report.test.mjs");
}

#[test]
fn review() {
    run("review.test.mjs");
}

#[test]
fn story() {
    run("story.test.mjs");
}
