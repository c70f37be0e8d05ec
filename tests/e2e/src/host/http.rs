//! HTTP/1.1: reads requests, writes responses.

use flate2::{Compression, write::GzEncoder};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A request.
pub(super) struct Request {
    pub path: String,
    pub body: String,
}

pub(super) fn read(stream: &TcpStream) -> io::Result<Option<Request>> {
    let mut user = BufReader::new(stream);
    let mut line = String::new();
    user.read_line(&mut line)?;
    let Some(path) = line.split(' ').nth(1).map(str::to_owned) else {
        return Ok(None);
    };
    let mut length = 0;
    loop {
        line.clear();
        user.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    let mut body = vec![0; length];
    user.read_exact(&mut body)?;
    Ok(Some(Request { path, body: String::from_utf8_lossy(&body).into_owned() }))
}

pub(super) fn write(
    mut stream: impl Write,
    status: u16,
    media_type: &str,
    more: &str,
    body: &[u8],
) -> io::Result<()> {
    stream.write_all(head(status, media_type, more, body.len()).as_bytes())?;
    stream.write_all(body)
}

/// The response's head. Errors aren't cacheable.
pub(super) fn head(status: u16, media_type: &str, more: &str, length: usize) -> String {
    let cache = if more.contains("Cache-Control:") { "" } else { "Cache-Control: no-cache\r\n" };
    format!(
        "HTTP/1.1 {status} {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\
         {cache}Connection: close\r\n{more}\r\n"
    )
}

pub(super) fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" | "webmanifest" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

pub(super) fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["application/json", "application/wasm", "image/svg+xml"].contains(&media_type)
}

pub(super) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Decodes percent-encoding.
pub fn decode(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
