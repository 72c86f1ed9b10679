//! What holds other inputs.

use rostra_document::SourceError;

#[cfg(feature = "feed")]
use crate::containers::feed;
#[cfg(feature = "archives")]
use crate::containers::{compressed, tar, warc, zip};
use crate::containers::{csv, json, json_lines};
#[cfg(feature = "mail")]
use crate::containers::{mail, mbox};
use crate::format::Format;
use crate::options::Options;
use crate::part::Part;

/// An input that holds others. Holds no more than one of them at a time.
pub(crate) trait Container: Send {
    /// The next input that it holds, or why that one cannot be read; `None` at its end. After an error it goes on with what can
    /// still be found.
    fn next(&mut self, options: &Options) -> Option<Result<Part, SourceError>>;

    /// Whether nothing more of it can be read, though there may be more in it.
    fn is_broken(&self) -> bool {
        false
    }

    /// How many things in it were left alone so far.
    fn skipped(&self) -> u64 {
        0
    }
}

/// What an input turned out to be.
pub(crate) enum Opened {
    /// It holds others.
    Container(Box<dyn Container>),
    /// It is a document, or may be one, in this format.
    Leaf(Box<Part>, Format),
    /// Nothing that is read, and nobody asked for it.
    Nothing,
}

/// Opens `part`, which is written in `format`.
pub(crate) fn open(part: Part, format: Format, options: &Options) -> Result<Opened, SourceError> {
    let _ = options;
    let container: Box<dyn Container> = match format {
        Format::JsonLines => Box::new(json_lines::Rows::open(part)?),
        Format::Json => Box::new(json::Elements::open(part)?),
        Format::Csv => match csv::Table::open(part, options)? {
            Some(table) => Box::new(table),
            None => return Ok(Opened::Nothing),
        },
        #[cfg(feature = "feed")]
        Format::Feed => Box::new(feed::Feed::open(part, options)?),
        #[cfg(feature = "mail")]
        Format::Mail => Box::new(mail::Mail::open(part, options)?),
        #[cfg(feature = "mail")]
        Format::Mbox => Box::new(mbox::Mailbox::open(part)),
        #[cfg(feature = "archives")]
        Format::Gzip | Format::Xz | Format::Zstd | Format::Bzip2 => {
            Box::new(compressed::Compressed::open(part, format, options)?)
        }
        #[cfg(feature = "archives")]
        Format::Tar => Box::new(tar::Archive::open(part)),
        #[cfg(feature = "archives")]
        Format::Warc => Box::new(warc::Records::open(part)),
        #[cfg(feature = "archives")]
        Format::Zip => return zip::open(part, options),
        _ => return Ok(Opened::Leaf(Box::new(part), format)),
    };
    Ok(Opened::Container(container))
}
