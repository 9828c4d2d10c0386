//! The language server: the same findings in an editor, while the draft is being written.
//!
//! One thread reads what the editor sends, one writes what it is told, and the main loop between them never checks a draft
//! itself: that is done by a pool of threads, and so are answers that take work. A result for a text that has changed since is
//! thrown away.

mod actions;
mod answers;
mod checked;
mod client;
mod diagnostics;
mod documents;
mod hover;
mod ignored;
mod notifications;
mod outbox;
mod progress;
mod requests;
mod scorecard;
mod server;
mod settings;
mod text;
mod transport;
mod uri;
mod workspace;

use std::io::{self, Read, Write};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{bounded, unbounded};

use server::Server;

/// How long an editor that has said goodbye may take to read the last messages.
const PARTING: Duration = Duration::from_millis(500);

/// How many messages are read ahead.
const AHEAD: usize = 1024;

/// Speaks with an editor over standard input and output until that ends. Returns whether the editor said goodbye as the protocol
/// asks.
///
/// # Errors
/// When the system gives no threads.
pub fn run() -> io::Result<bool> {
    serve(io::stdin(), io::stdout())
}

/// The same over any two streams, until what the editor says ends, or it says goodbye.
///
/// # Errors
/// When the system gives no threads.
pub fn serve(
    from: impl Read + Send + 'static,
    to: impl Write + Send + 'static,
) -> io::Result<bool> {
    let (to_server, incoming) = bounded(AHEAD);
    let (outgoing, to_editor) = unbounded();
    let (wrote_all, has_written) = bounded::<()>(0);
    thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || transport::read_all(from, &to_server))?;
    thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || {
            transport::write_all(to, &to_editor);
            drop(wrote_all);
        })?;
    let parted = Server::new(outgoing)?.serve(&incoming);
    // The server and its sender are gone; an editor that does not read is not waited for.
    let _ = has_written.recv_timeout(PARTING);
    Ok(parted)
}
