//! HTTP requests without a browser.

use anyhow::{Context as _, Result};
use ureq::Agent;
use ureq::http::HeaderMap;

/// A raw response: not decompressed, redirects not followed.
pub(crate) struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    headers: HeaderMap,
}

impl Answer {
    /// A header's value; empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The media type, without its parameters.
    pub(crate) fn media_type(&self) -> &str {
        self.header("content-type").split(';').next().unwrap_or_default().trim()
    }
}

/// Requests `address`, with the headers `asked`.
pub(crate) fn get(address: &str, asked: &[(&str, &str)]) -> Result<Answer> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build();
    let mut request = Agent::from(config).get(address);
    for (name, value) in asked {
        request = request.header(*name, *value);
    }
    let mut response = request.call().with_context(|| address.to_owned())?;
    let body = response.body_mut().read_to_vec()?;
    Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
}
