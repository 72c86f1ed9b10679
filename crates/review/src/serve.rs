//! The server: one address, until somebody says stop.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::time::sleep;

use crate::guard::{Guard, secret};
use crate::queue::Order;
use crate::routes::{App, router};
use crate::work::Work;

/// Where it listens unless told otherwise, so that an open page finds the next run.
const USUAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7317);
/// How often it looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(50);
/// How long answers that are under way may take once it is to stop.
const GRACE: Duration = Duration::from_secs(3);

/// How to serve.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The address to listen at; none for the usual one or, where that is taken, any free port of this machine alone.
    pub listen: Option<SocketAddr>,
    /// In which order releases are gone through.
    pub order: Order,
}

/// Why there is no server.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The system has no random bytes for the secret in the link.
    #[error("no random bytes: {0}")]
    Random(getrandom::Error),
    /// The system said no otherwise.
    #[error("the server failed")]
    Io(#[from] io::Error),
}

/// A server that listens and does not answer yet.
pub struct Server {
    listener: TcpListener,
    app: Arc<App>,
}

impl Server {
    /// Listens for people who do `work`.
    ///
    /// # Errors
    /// Where the address cannot be had.
    pub fn open(work: Arc<Work>, options: &Options) -> Result<Self, ServeError> {
        let listener = listen(options.listen)?;
        listener.set_nonblocking(true)?;
        let guard = Guard::new(listener.local_addr()?).map_err(ServeError::Random)?;
        let app = App {
            work,
            guard,
            order: options.order,
            run: secret().map_err(ServeError::Random)?,
        };
        Ok(Self {
            listener,
            app: Arc::new(app),
        })
    }

    /// The address with the secret that lets a browser in.
    #[must_use]
    pub fn link(&self) -> String {
        self.app.guard.link()
    }

    /// Whether others than this machine's own programs can reach it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        let address = self.listener.local_addr();
        address.is_ok_and(|address| !address.ip().is_loopback())
    }

    /// Answers until `stop` says so; what is under way then is brought to its end.
    ///
    /// # Errors
    /// Where the system takes the listener away.
    pub fn run(self, stop: impl Fn() -> bool + Send + Sync + 'static) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let stop = Arc::new(stop);
        let stopped = || {
            let stop = stop.clone();
            async move {
                while !stop() {
                    sleep(LOOK).await;
                }
            }
        };
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let serving = axum::serve(listener, router(self.app)).with_graceful_shutdown(stopped());
            let late = async {
                stopped().await;
                sleep(GRACE).await;
            };
            tokio::select! {
                served = serving => served.map_err(ServeError::Io),
                () = late => Ok(()),
            }
        })
        // The runtime waits for saves that have begun.
    }
}

fn listen(address: Option<SocketAddr>) -> Result<TcpListener, ServeError> {
    let tried = address.unwrap_or(USUAL);
    let listener = TcpListener::bind(tried).or_else(|cause| match address {
        // Somebody else is reviewing, or a run that has just ended is not quite gone.
        None => TcpListener::bind(SocketAddr::new(USUAL.ip(), 0)),
        Some(_) => Err(cause),
    });
    listener.map_err(|cause| ServeError::Listen {
        address: tried,
        cause,
    })
}

#[cfg(test)]
mod tests;
