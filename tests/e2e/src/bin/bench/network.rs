//! The networks on which is measured.

use e2e::host::Line;
use std::time::Duration;

/// A network and a device.
#[derive(Clone, Copy)]
pub(crate) struct Network {
    /// Its name in `--only`.
    pub name: &'static str,
    /// The title of its table.
    pub title: &'static str,
    latency_ms: u64,
    bytes_per_second: Option<u32>,
    /// How many times slower the processor is.
    pub cpu: u32,
    /// How long the browser is left alone after a click, in milliseconds. Every look at it is a task of its own, which
    /// would be measured too.
    pub rest_ms: u64,
}

pub(crate) const NETWORKS: [Network; 2] = [
    Network {
        name: "unthrottled",
        title: "Unthrottled",
        latency_ms: 0,
        bytes_per_second: None,
        cpu: 1,
        rest_ms: 300,
    },
    Network {
        name: "mobile",
        title: "Mobile: 1.6 Mbps, 150 ms, CPU ÷ 4",
        latency_ms: 150,
        bytes_per_second: Some(200_000),
        cpu: 4,
        rest_ms: 1000,
    },
];

impl Network {
    pub(crate) fn line(&self) -> Line {
        Line {
            latency: Duration::from_millis(self.latency_ms),
            bytes_per_second: self.bytes_per_second,
        }
    }
}
