//! Where results go: arguments of the commands that extract.

use std::io::ErrorKind;

use anyhow::bail;
use clap::builder::{PossibleValue, PossibleValuesParser};
use rostra_pipeline::Pipeline;
use rostra_sink::{KINDS, Prune, Settings, Target};

use crate::interrupt;
use crate::outputs::Outputs;

/// Where results go, and in what form.
#[derive(clap::Args)]
pub(crate) struct OutputArgs {
    /// Output to write, more than one where it is given more than once: a file, replaced only when all is done, or a store, which
    /// keeps what earlier runs wrote; - or nothing for standard output
    #[arg(short, long, value_name = "PLACE")]
    output: Vec<String>,

    /// Form of the output; without it, the ending of its name tells, else jsonl
    #[arg(long, value_name = "FORM", value_parser = forms())]
    format: Option<String>,

    /// Write the text of each document, too
    #[arg(long)]
    pub(crate) with_text: bool,

    /// Read and write all documents again, also those that the output holds as they are
    #[arg(long)]
    anew: bool,
}

/// Names of forms.
fn forms() -> PossibleValuesParser {
    let forms = KINDS.iter();
    PossibleValuesParser::new(forms.map(|facts| PossibleValue::new(facts.name).help(facts.says)))
}

impl OutputArgs {
    /// What the arguments name, else what the pipeline file does, else standard output.
    pub(crate) fn targets(&self, pipeline: &Pipeline) -> anyhow::Result<Vec<Target>> {
        let form = self.format.as_deref();
        if form.is_some() && self.output.len() > 1 {
            bail!("--format goes with one output; endings tell the forms of several");
        }
        let named = self.output.iter().map(|place| Target::new(place, form));
        let mut targets: Vec<Target> = named.collect::<Result<_, _>>()?;
        if targets.is_empty() && form.is_none() {
            targets = pipeline.config().targets();
        }
        if targets.is_empty() {
            targets.push(Target::new("-", form)?);
        }
        for (n, target) in targets.iter().enumerate() {
            if targets
                .iter()
                .take(n)
                .any(|other| other.place() == target.place())
            {
                bail!("{target} is named as an output twice");
            }
        }
        Ok(targets)
    }

    /// The open outputs that the arguments describe; a store loses what `prune` says.
    pub(crate) fn open(
        &self,
        pipeline: &Pipeline,
        prune: Option<Prune>,
    ) -> anyhow::Result<Outputs> {
        // From here on there is something that Ctrl-C must not leave half done.
        interrupt::watch()?;
        let targets = self.targets(pipeline)?;
        if prune.is_some() && !targets.iter().any(|target| target.kind().facts().store) {
            bail!("--prune goes with a store; files hold only what this run reads");
        }
        let settings = Settings {
            extractor: pipeline.extractor().clone(),
            with_text: self.with_text,
            anew: self.anew,
            prune,
        };
        Ok(Outputs::open(&targets, &settings)?)
    }
}

/// Whether `error` only says that nobody reads the output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
