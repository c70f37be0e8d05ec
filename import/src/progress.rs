//! Progress of long operations.

/// Receives progress updates, from any thread.
pub trait Progress: Sync {
    /// The operation has `total` steps.
    fn start(&self, total: usize);
    /// One step is done.
    fn step(&self);
}

/// Ignores all updates.
#[derive(Clone, Copy, Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn start(&self, _: usize) {}
    fn step(&self) {}
}
