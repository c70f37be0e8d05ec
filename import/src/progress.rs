//! How far a long piece of work is.

/// Told how far the work is, from any thread.
pub trait Progress: Sync {
    /// There are `total` pieces to do.
    fn start(&self, total: usize);
    /// One more is done.
    fn step(&self);
}

/// Work that nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn start(&self, _: usize) {}
    fn step(&self) {}
}
