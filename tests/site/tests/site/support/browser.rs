//! A browser of one’s own, with an empty profile, that reaches no other machine.

use std::thread;

use thirtyfour::prelude::*;
use tokio::runtime;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::DEADLINE;
use super::driver::Driver;
use super::engine::{Conditions, Engine};

/// How many browsers run at once, however many tests do: more would not be faster on two cores, only less even.
static ROOM: Semaphore = Semaphore::const_new(2);

/// A browser. Dropping it ends the browser, and then its driver.
pub struct Browser {
    pub engine: Engine,
    pub session: WebDriver,
    pub conditions: Conditions,
    /// Ends the session too.
    _driver: Driver,
    _room: SemaphorePermit<'static>,
}

impl Browser {
    /// Starts a browser, which may be one that runs no script of any page.
    pub async fn start(engine: Engine, conditions: Conditions) -> Self {
        let room = ROOM.acquire().await.expect("never closed");
        let mut driver = Driver::start(engine, &conditions);
        let session = session(&driver, engine, &conditions);
        driver.session = Some(session.session_id().to_string());
        Self { engine, session, conditions, _driver: driver, _room: room }
    }
}

/// Asks a driver for its browser, and waits for it, whatever becomes of the test meanwhile: a browser that is left while
/// it starts would be nobody’s to end.
fn session(driver: &Driver, engine: Engine, conditions: &Conditions) -> WebDriver {
    let ask = || {
        // Whatever proxy the environment names, it is not for this machine.
        let client = reqwest::Client::builder().no_proxy().timeout(2 * DEADLINE);
        let client = client.build().expect("a client for the driver");
        let session =
            WebDriver::builder(driver.url(), engine.capabilities(conditions)).client(client).connect();
        let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        // A driver may wait for ever for a browser that has ended at once.
        let session =
            runtime.block_on(async { timeout(DEADLINE, session).await }).expect("an answer in time");
        session.unwrap_or_else(|error| panic!("a session in {engine:?}: {error}"))
    };
    thread::scope(|scope| scope.spawn(ask).join()).unwrap_or_else(|_| panic!("there is no {engine:?}"))
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends it: ending it from here would have to wait for the runtime that waits for this.
        let _ = self.session.clone().leak();
    }
}
