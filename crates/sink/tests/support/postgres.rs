//! A PostgreSQL server for tests: in a folder of its own, on a socket in it, gone with the program that started it.
//!
//! It is run by a shell, the keeper, which is told what to do line by line and which stops the server and removes the folder when its
//! standard input ends, as it does however the tests end. PostgreSQL refuses to run as root; the keeper is then `nobody`.

#![allow(dead_code)] // each of the programs that include this uses a part

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A server, and the folder it lives in.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    keeper: Mutex<Keeper>,
}

struct Keeper {
    process: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// How one talks to a server by TCP and TLS.
pub struct Tls {
    /// On 127.0.0.1, with a certificate for `localhost`.
    pub port: u16,
    /// The certificate, which has signed itself.
    pub certificate: PathBuf,
}

const KEEPER: &str = r#"
folder=$1 programs=$2
start() { "$programs/postgres" -D "$folder/data" >>"$folder/log" 2>&1 & server=$!; }
end() { kill "-$1" "$server" 2>/dev/null; wait "$server"; rm -f "$folder/data/postmaster.pid"; }
while read -r order; do
    case $order in
        start) start ;;
        stop) end INT ;;
        kill) end QUIT ;;
    esac
    echo "$order"
done
[ -z "${server:-}" ] || end INT
cd / && rm -rf "$folder"
"#;

const TLS: &str = "ssl = on";

const PATIENCE: Duration = Duration::from_secs(60);

impl Server {
    /// A server; none, with a message, where none is installed.
    pub fn start() -> Option<Self> {
        Self::start_with(&["listen_addresses = ''"])
    }

    /// The server that all tests of a program share; none, with a message, where none is installed.
    pub fn shared() -> Option<&'static Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        SERVER.get_or_init(Self::start).as_ref()
    }

    /// A server that also listens on the loopback interface, and has a certificate.
    pub fn start_with_tls() -> Option<(Self, Tls)> {
        if Command::new("openssl").arg("version").output().is_err() {
            eprintln!("skipped: openssl is not installed");
            return None;
        }
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
        let port = port.expect("a port is free").port();
        let listen = format!("port = {port}");
        let loopback = "listen_addresses = '127.0.0.1'";
        let server = Self::start_with(&[loopback, &listen, TLS])?;
        let certificate = server.folder.join("data/server.crt");
        Some((server, Tls { port, certificate }))
    }

    fn start_with(settings: &[&str]) -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("skipped: no server of PostgreSQL is installed");
            return None;
        };
        let folder = folder();
        initialise(&programs, &folder);
        configure(&folder, settings);
        let mut keeper = as_user(&folder);
        keeper.args(["sh", "-c", KEEPER, "keeper"]);
        keeper.args([&folder, &programs]);
        let mut process = keeper
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell runs");
        let answers = process.stdout.take().expect("it is piped");
        let server = Self {
            programs,
            folder,
            keeper: Mutex::new(Keeper {
                orders: process.stdin.take(),
                answers: BufReader::new(answers),
                process,
            }),
        };
        server.start_again();
        Some(server)
    }

    /// Makes a database and gives its address.
    pub fn database(&self, name: &str) -> String {
        let made = Command::new(self.programs.join("createdb"))
            .arg("--host")
            .arg(&self.folder)
            .args(self.port().map(|port| format!("--port={port}")))
            .args(["--username=rostra", "--template=template0", name])
            .output()
            .expect("createdb runs");
        assert!(made.status.success(), "{made:?}");
        self.address(name)
    }

    /// The address of a database, by the socket.
    pub fn address(&self, name: &str) -> String {
        let folder = self.folder.display();
        let port = self.port().map(|port| format!("&port={port}"));
        let port = port.unwrap_or_default();
        format!("postgres://rostra@/{name}?host={folder}{port}")
    }

    /// The folder of the socket, which nobody else has.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Stops the server; open connections are told.
    pub fn stop(&self) {
        self.order("stop");
    }

    /// Breaks the server off in the middle of whatever it does.
    pub fn kill(&self) {
        self.order("kill");
    }

    /// Starts it, with all that it held.
    pub fn start_again(&self) {
        self.order("start");
        let since = Instant::now();
        while !self.is_ready() {
            assert!(since.elapsed() < PATIENCE, "{}", self.log());
            sleep(Duration::from_millis(20));
        }
    }

    /// Processor time that the server's processes have taken since it was started, those that have ended among them.
    pub fn processor_seconds(&self) -> Option<f64> {
        let pid = fs::read_to_string(self.folder.join("data/postmaster.pid")).ok()?;
        let pid = pid.lines().next()?.to_owned();
        let mut ticks = 0.0;
        for entry in fs::read_dir("/proc").ok()?.flatten() {
            let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else {
                continue;
            };
            let Some((_, fields)) = stat.rsplit_once(')') else {
                continue;
            };
            let fields: Vec<&str> = fields.split_whitespace().collect();
            let is_it = entry.file_name().to_str() == Some(&pid);
            let of = match is_it {
                true => 11..15, // with its children that have ended
                false if fields.get(1) == Some(&pid.as_str()) => 11..13,
                false => continue,
            };
            let times = fields.get(of)?.iter();
            ticks += times.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>();
        }
        Some(ticks / 100.0)
    }

    fn port(&self) -> Option<String> {
        let pid = fs::read_to_string(self.folder.join("data/postmaster.pid")).ok()?;
        let port = pid.lines().nth(3)?;
        (port != "5432").then(|| port.to_owned())
    }

    /// The eighth line of this file says how far the server is.
    fn is_ready(&self) -> bool {
        let status = fs::read_to_string(self.folder.join("data/postmaster.pid"));
        status.is_ok_and(|status| {
            status
                .lines()
                .nth(7)
                .is_some_and(|l| l.starts_with("ready"))
        })
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn order(&self, order: &str) {
        let mut keeper = self.keeper.lock().expect("no test panics in here");
        let orders = keeper.orders.as_mut().expect("it is taken when dropped");
        writeln!(orders, "{order}").expect("the keeper reads");
        let mut answer = String::new();
        let answered = keeper.answers.read_line(&mut answer);
        assert!(answered.is_ok() && answer.trim() == order, "{}", self.log());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(keeper) = self.keeper.get_mut() {
            keeper.orders = None;
            let _ = keeper.process.wait();
        }
    }
}

/// Where `initdb` and `postgres` are: on the path, or where distributions put them.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for around in ["/usr/lib/postgresql", "/usr/local/lib/postgresql"] {
        let versions = fs::read_dir(around).into_iter().flatten().flatten();
        folders.extend(versions.map(|version| version.path().join("bin")));
    }
    let real = |folder: &PathBuf| fs::canonicalize(folder.join("initdb")).ok();
    let mut programs = folders.iter().filter_map(real).filter_map(|initdb| {
        let folder = initdb.parent()?.to_owned();
        let has = |name: &str| folder.join(name).exists();
        (has("postgres") && has("createdb")).then_some(folder)
    });
    programs.next()
}

/// The names of sockets may be about a hundred bytes long, which a folder for temporary files may already be.
fn folder() -> PathBuf {
    let around = std::env::temp_dir();
    let around = match around.as_os_str().len() < 60 {
        true => around.as_path(),
        false => Path::new("/tmp"),
    };
    let folder = tempfile::Builder::new()
        .prefix("rostra-postgres-")
        .tempdir_in(around)
        .expect("a folder can be made")
        .keep();
    if is_root(&folder) {
        let given = Command::new("chown").arg("nobody").arg(&folder).status();
        assert!(given.is_ok_and(|status| status.success()));
    }
    folder
}

/// Who made the folder is who we are.
fn is_root(folder: &Path) -> bool {
    fs::metadata("/proc/self")
        .or_else(|_| fs::metadata(folder))
        .is_ok_and(|about| about.uid() == 0)
}

/// A command that runs what it is given as a user that PostgreSQL runs as, in the folder.
fn as_user(folder: &Path) -> Command {
    let mut command = match is_root(folder) {
        true => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
            command
        }
        false => Command::new("env"),
    };
    command.current_dir(folder);
    command
}

fn run(mut command: Command) {
    let output = command.output().expect("setpriv or env is installed");
    assert!(output.status.success(), "{command:?}: {output:?}");
}

fn initialise(programs: &Path, folder: &Path) {
    let mut initdb = as_user(folder);
    initdb.arg(programs.join("initdb")).arg("-D");
    initdb.arg(folder.join("data"));
    initdb.args(["--username=rostra", "--auth=trust", "--encoding=UTF8"]);
    initdb.args(["--no-locale", "--no-sync"]);
    run(initdb);
}

/// What is lost when the machine itself fails is lost: tests are faster so.
fn configure(folder: &Path, settings: &[&str]) {
    if settings.contains(&TLS) {
        certify(folder);
    }
    let file = folder.join("data/postgresql.conf");
    let socket = format!("unix_socket_directories = '{}'", folder.display());
    let all = ["fsync = off", "log_min_messages = warning", &socket];
    let all = all.iter().chain(settings).copied().collect::<Vec<_>>();
    let mut configuration = fs::read_to_string(&file).expect("initdb made it");
    configuration.push_str(&all.join("\n"));
    configuration.push('\n');
    fs::write(&file, configuration).expect("it can be changed");
}

/// A key and a certificate that has signed itself, where the server looks for them.
fn certify(folder: &Path) {
    let mut openssl = as_user(folder);
    openssl.args(["openssl", "req", "-x509", "-nodes", "-days", "2"]);
    openssl.args(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]);
    openssl.args(["-subj", "/CN=localhost"]);
    openssl.args(["-addext", "subjectAltName=DNS:localhost"]);
    openssl.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
    openssl.args(["-keyout", "data/server.key", "-out", "data/server.crt"]);
    run(openssl);
    let key = folder.join("data/server.key");
    let closed = fs::set_permissions(&key, fs::Permissions::from_mode(0o600));
    closed.expect("the key is there");
}
