//! The engines that the site is used in, and what each browser is told when it starts: no window on anybody’s screen, an
//! empty profile, nothing from any other machine.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, LoggingPrefsLogLevel};

use super::display::Display;

/// The proxy for all other machines, where nobody answers: tests need no network.
const NOBODY: &str = "127.0.0.1:9";
/// The names of this machine: each is an origin of its own.
const HERE: [&str; 2] = ["127.0.0.1", "localhost"];

/// What reads, lays out and runs a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK in MiniBrowser, which is made for tests; Safari’s engine is the same.
    WebKit,
}

/// What some browser can only be told before it starts.
#[derive(Clone, Copy)]
pub struct Conditions {
    /// Whether it runs the scripts of pages. (Those of the tests run in any case.)
    pub scripts: bool,
    /// Whether it lets pages keep anything, as readers may forbid.
    pub keeps: bool,
    /// Whether the system asks for `light` or `dark` pages.
    pub prefers: &'static str,
    /// Device pixels for each CSS pixel.
    pub sharpness: f64,
    /// How large the reader has letters, in CSS pixels, where a page does not say otherwise. (Chromium only.)
    pub letters: u32,
}

impl Engine {
    /// The variable that may name the driver, and what the driver is called on `PATH`.
    pub fn driver(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        }
    }

    pub fn capabilities(self, conditions: &Conditions) -> Capabilities {
        let mut capabilities = match self {
            Self::Chromium => chromium(conditions),
            Self::Firefox => firefox(conditions),
            Self::WebKit => webkit(conditions),
        };
        // Navigation does not wait: a file may be held back on purpose. Tests wait for what they need.
        capabilities.set("pageLoadStrategy", "none").expect("a strategy");
        capabilities
    }
}

fn chromium(conditions: &Conditions) -> Capabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--no-first-run",
        "--no-proxy-server",
        // Tests need no network: every name but those of this machine leads nowhere.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];
    for argument in arguments {
        capabilities.add_arg(argument).expect("an argument");
    }
    let forbidden = [("javascript", !conditions.scripts), ("cookies", !conditions.keeps)];
    let forbidden = forbidden.into_iter().filter(|(_, forbidden)| *forbidden);
    let mut preferences: serde_json::Map<_, _> = forbidden
        .map(|(what, _)| (format!("profile.managed_default_content_settings.{what}"), json!(2)))
        .collect();
    preferences.insert("webkit.webprefs.default_font_size".to_owned(), json!(conditions.letters));
    capabilities.add_experimental_option("prefs", preferences).expect("preferences");
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a level");
    capabilities.into()
}

fn firefox(conditions: &Conditions) -> Capabilities {
    let mut preferences = FirefoxPreferences::new();
    let mut prefer = |name, value: Value| preferences.set(name, value).expect("a preference");
    prefer("javascript.enabled", json!(conditions.scripts));
    prefer("network.cookie.cookieBehavior", json!(if conditions.keeps { 5 } else { 2 }));
    // Motion would have to be waited for.
    prefer("ui.prefersReducedMotion", json!(1));
    // What does not end by itself is ended so many milliseconds later.
    prefer("toolkit.asyncshutdown.crash_timeout", json!(5000));
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_headless().expect("an argument");
    capabilities.set_preferences(preferences).expect("preferences");
    let proxy = json!({
        "proxyType": "manual",
        "httpProxy": NOBODY,
        "sslProxy": NOBODY,
        "noProxy": HERE,
    });
    capabilities.set("proxy", proxy).expect("a proxy");
    capabilities.into()
}

fn webkit(conditions: &Conditions) -> Capabilities {
    // Without a path the driver takes the MiniBrowser that belongs to it.
    let mut arguments = vec!["--automation"];
    if conditions.prefers == "dark" {
        arguments.push("--dark-mode");
    }
    if !conditions.scripts {
        arguments.push("--enable-javascript=false");
    }
    if !conditions.keeps {
        arguments.push("--enable-html5-local-storage=false");
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("webkitgtk:browserOptions", json!({ "args": arguments })).expect("options");
    capabilities
}

/// What MiniBrowser asks of its toolkit and not of its driver: where its window is, how it looks, how sharp it is.
pub fn set_up_webkit(command: &mut Command, display: &Display, folder: &Path, conditions: &Conditions) {
    let settings = folder.join("gtk-3.0");
    fs::create_dir(&settings).expect("a folder for settings");
    // The page follows: it prefers reduced motion.
    fs::write(settings.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n").expect("settings");
    // A toolbar so small that the window can be as narrow as a phone.
    let small = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; font-size: 1px; }\n";
    fs::write(settings.join("gtk.css"), small).expect("styles");

    assert_eq!(conditions.sharpness.fract(), 0.0, "WebKit’s pixels are only ever divided into whole ones");
    for folders in ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
        command.env(folders, folder);
    }
    command
        .env("DISPLAY", display.name())
        // Not in a window on the screen of whoever runs this, and not in their colours.
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("GTK_THEME")
        .env("GDK_SCALE", conditions.sharpness.to_string())
        // Nor are their settings asked, nor a bus started for that, which would stay behind.
        .env("GSETTINGS_BACKEND", "memory")
        .env("NO_AT_BRIDGE", "1")
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        // As a capability, a proxy with exceptions ends MiniBrowser now and then: it reads beyond the end of their list.
        .env("http_proxy", format!("http://{NOBODY}"))
        .env("https_proxy", format!("http://{NOBODY}"))
        .env("no_proxy", HERE.join(","))
        // Its processes end after it; what they cached then, they would leave behind.
        .env("MESA_SHADER_CACHE_DISABLE", "true");
}
