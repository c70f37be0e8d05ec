//! A fake host with a single-threaded executor.

use crate::load::{CacheMode, Host};
use crate::pages::Failure;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// A response of the host.
pub(super) type Answer = Result<String, Failure>;

/// The fake host. Leaked, so that it is `Copy` and `'static`.
#[derive(Clone, Copy)]
pub(super) struct Fake(&'static FakeState);

#[derive(Default)]
struct FakeState {
    answers: RefCell<BTreeMap<String, Answer>>,
    requests: RefCell<Vec<String>>,
    has_worker: Cell<bool>,
    /// Whether responses are held back.
    is_holding: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    tasks: RefCell<Vec<Task>>,
}

type Task = (Pin<Box<dyn Future<Output = ()>>>, Arc<Woken>);

/// Whether a task has been woken.
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Fake {
    /// A host without files.
    pub(super) fn new() -> Fake {
        Fake(Box::leak(Box::default()))
    }

    /// Sets the response for `file`.
    pub(super) fn respond(self, file: &str, answer: Answer) {
        self.0.answers.borrow_mut().insert(file.to_owned(), answer);
    }

    pub(super) fn add_worker(self) {
        self.0.has_worker.set(true);
    }

    pub(super) fn hold(self) {
        self.0.is_holding.set(true);
    }

    pub(super) fn release(self) {
        self.0.is_holding.set(false);
        self.0.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// The requests since the last call. A `?` after a file means that caches were bypassed.
    pub(super) fn requests(self) -> String {
        self.0.requests.take().join(" ")
    }

    /// Runs `future` and the spawned tasks to completion.
    pub(super) fn run<T>(self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        loop {
            let is_woken = woken.0.swap(false, Ordering::Relaxed);
            let waker = Waker::from(Arc::clone(&woken));
            if is_woken
                && let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker))
            {
                return value;
            }
            let went_on = self.run_tasks();
            assert!(is_woken || went_on, "deadlock: no task can make progress");
        }
    }

    /// Polls the spawned tasks that have been woken. Returns whether there was one.
    pub(super) fn run_tasks(self) -> bool {
        let mut went_on = false;
        let tasks = self.0.tasks.take();
        for (mut task, woken) in tasks {
            if woken.0.swap(false, Ordering::Relaxed) {
                went_on = true;
                let waker = Waker::from(Arc::clone(&woken));
                if task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                    continue;
                }
            }
            self.0.tasks.borrow_mut().push((task, woken));
        }
        went_on
    }
}

impl Host for Fake {
    async fn fetch(self, address: String, cache_mode: CacheMode) -> Answer {
        let file = address.strip_prefix("/paper/").expect("all files are in the paper");
        let mark = if cache_mode == CacheMode::Bypass { "?" } else { "" };
        self.0.requests.borrow_mut().push([file, mark].concat());
        poll_fn(|context| match self.0.is_holding.get() {
            true => {
                self.0.waiting.borrow_mut().push(context.waker().clone());
                Poll::Pending
            }
            false => Poll::Ready(()),
        })
        .await;
        self.0.answers.borrow().get(file).cloned().unwrap_or(Err(Failure::Status(404)))
    }

    fn has_worker(self) -> bool {
        self.0.has_worker.get()
    }

    fn spawn(self, task: impl Future<Output = ()> + 'static) {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        self.0.tasks.borrow_mut().push((Box::pin(task), woken));
    }
}
