//! Panic messages for developers. `start.js` shows readers that the viewer has failed.

/// Logs panics to the console in development builds. In release builds a panic is a trap without a message.
pub fn install() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
