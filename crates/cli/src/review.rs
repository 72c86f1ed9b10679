//! `rostra review`: people go through releases in a browser and put records right.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::bail;
use clap::{ValueEnum, value_parser};
use rostra_annotate::Fixtures;
use rostra_document::{Release, SourceError};
use rostra_pipeline::Pipeline;
use rostra_review::{Options, Order, Server, Work};

use crate::console;
use crate::input::InputArgs;
use crate::interrupt;
use crate::releases;
use crate::setup::PipelineArgs;

/// Go through releases in a browser, least certain first, and put records right
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pipeline: PipelineArgs,

    /// Folder for what is decided: fixtures, which `rostra check` and `rostra evaluate` read
    #[arg(long, value_name = "DIR", default_value = "reviewed")]
    to: PathBuf,

    /// Which releases come first
    #[arg(long, value_name = "ORDER", default_value = "confidence")]
    order: ReviewOrder,

    /// Address to listen at; without it, 127.0.0.1:7317 or a free port of this machine
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,

    /// Do not open a browser
    #[arg(long)]
    no_open: bool,

    /// Documents read at once; without it, as many as there are processors
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// Orders by their names on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum ReviewOrder {
    /// Those of which the program is least sure
    Confidence,
    /// As they are read
    Source,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let inputs = args.input.inputs();
    check_folder(&args.to, &inputs)?;
    let pipeline = args.pipeline.pipeline()?;
    args.input.check()?;
    let work = Arc::new(Work::new(Fixtures::open(&args.to)?)?);
    let options = Options {
        listen: args.listen,
        order: match args.order {
            ReviewOrder::Confidence => Order::Confidence,
            ReviewOrder::Source => Order::Source,
        },
    };
    let server = Server::open(work.clone(), &options)?;
    interrupt::watch()?;
    announce(&server, args)?;
    let empty = Arc::new(AtomicBool::new(false));
    let stop = {
        let empty = empty.clone();
        move || interrupt::asked() || empty.load(Ordering::SeqCst)
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            let read = fill(&work, &pipeline, args);
            if let (Err(error), false) = (&read, interrupt::asked()) {
                console::error(&console::chained(error.as_ref()));
            }
            if work.tally().releases == 0 {
                empty.store(true, Ordering::SeqCst);
            }
        });
        server.run(stop)
    })?;
    if empty.load(Ordering::SeqCst) && !interrupt::asked() {
        bail!("there is no release to review");
    }
    close(&work, &args.to);
    Ok(ExitCode::SUCCESS)
}

/// Lays all releases on the desk.
fn fill(work: &Work, pipeline: &Pipeline, args: &Args) -> anyhow::Result<()> {
    let each = |read: Result<Release, &SourceError>| {
        match read {
            Ok(release) => work.lay(&release)?,
            Err(error) => {
                console::error(&error.to_string());
                work.desk().fail(error.to_string());
            }
        }
        Ok(())
    };
    let read = releases::each(&args.input, pipeline, args.jobs, &interrupt::asked, each);
    work.desk().complete();
    read.map(drop)
}

/// Says no where what is decided would be read as a release next time, or take the place of one; fixtures may be reviewed where they are.
fn check_folder(to: &Path, inputs: &[String]) -> anyhow::Result<()> {
    let real = whole(to)?;
    for input in inputs {
        let Ok(read) = Path::new(input).canonicalize() else {
            continue; // a pattern, standard input, or nothing
        };
        let within = read.is_dir() && real.starts_with(&read);
        if within && !(real == read && holds_fixtures(to)) {
            let to = to.display();
            bail!("{to} lies in {input}, which is read: name another folder with --to");
        }
    }
    Ok(())
}

/// The real path of a folder that need not be there yet.
fn whole(folder: &Path) -> std::io::Result<PathBuf> {
    let absolute = std::path::absolute(folder)?;
    let there = absolute.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some(real.join(absolute.strip_prefix(above).ok()?))
    });
    Ok(there.unwrap_or(absolute))
}

/// Whether a document with its text beside it lies in a folder or its folders.
fn holds_fixtures(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths = entries.map(|entry| entry.path());
    paths.any(|path| match path.is_dir() {
        true => holds_fixtures(&path),
        false => {
            path.extension().is_some_and(|end| end == "json")
                && path.with_extension("txt").is_file()
        }
    })
}

fn announce(server: &Server, args: &Args) -> anyhow::Result<()> {
    if server.is_public() {
        let message = "warning: whoever holds the link can review from other machines, and what goes over the network is not encrypted";
        console::note(message);
    }
    let link = server.link();
    let mut out = stdout().lock();
    writeln!(out, "Review at {link} (Ctrl-C ends it)")?;
    out.flush()?;
    if !args.no_open && stderr().is_terminal() {
        open(&link);
    }
    Ok(())
}

/// Opens a browser where the system knows one; the link is printed all the same.
fn open(link: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let quiet = Command::new(program)
        .arg(link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    drop(quiet);
}

/// Tells what was done.
fn close(work: &Work, to: &Path) {
    let tally = work.tally();
    console::note(&format!(
        "{} of {} releases done, {} partly; {} people decided; {} changes saved in {}",
        tally.done,
        tally.releases,
        tally.partly,
        tally.people,
        work.saves(),
        to.display()
    ));
}
