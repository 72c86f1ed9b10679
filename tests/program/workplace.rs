//! A folder to work in and the program running there.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

/// A release that every stage can read.
pub const RELEASE: &str =
    "The Minister of Interior of Hungary, Sándor Pintér, met his guests on Thursday in Budapest.\n";

pub struct Workplace(tempfile::TempDir);

/// What the program left.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Workplace {
    /// A folder with `files` in it.
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let workplace = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            workplace.write(name, bytes);
        }
        workplace
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program in this folder, not yet started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("rostra").unwrap();
        command
            .args(args)
            .current_dir(self.0.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs `rostra extract` with `args`.
    pub fn extract(&self, args: &[&str]) -> Ran {
        let args: Vec<&str> = ["extract"].iter().chain(args).copied().collect();
        Ran::from(self.command(&args).output().unwrap())
    }
}

impl Ran {
    /// The documents of a JSON Lines output.
    pub fn documents(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// One field of every document, as text.
    pub fn each(&self, field: &str) -> Vec<String> {
        self.documents()
            .iter()
            .map(|d| d[field].as_str().unwrap_or("null").to_owned())
            .collect()
    }

    /// Names of all diagnostics.
    pub fn diagnostics(&self) -> Vec<String> {
        let documents = self.documents();
        let all = documents
            .iter()
            .flat_map(|d| d["diagnostics"].as_array().unwrap());
        all.map(|d| d["code"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Asserts the status, and that standard error says `message`.
    #[track_caller]
    pub fn failed(&self, status: i32, message: &str) -> &Self {
        assert!(
            self.stderr.contains(message),
            "{message:?} is not in:\n{}",
            self.stderr
        );
        assert_eq!(self.status, status, "{}", self.stderr);
        self
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
