//! What has happened when the viewer fails, for developers. Readers are told by `start.js`.

/// From now on a viewer built for developers says in the console why it has panicked. In one built
/// for readers a panic is a trap, without words.
pub fn install() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
