//! A value that comes once, and that any number of tasks wait for.

use std::cell::RefCell;
use std::future::poll_fn;
use std::mem;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A value to come. Its clones are the same value.
#[derive(Clone)]
pub(super) struct Shared<T>(Rc<RefCell<State<T>>>);

enum State<T> {
    Awaited(Vec<Waker>),
    There(T),
}

impl<T> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared(Rc::new(RefCell::new(State::Awaited(Vec::new()))))
    }
}

impl<T: Clone> Shared<T> {
    /// The value has come.
    pub(super) fn set(&self, value: T) {
        let before = mem::replace(&mut *self.0.borrow_mut(), State::There(value));
        if let State::Awaited(waiting) = before {
            waiting.into_iter().for_each(Waker::wake);
        }
    }

    /// Waits for the value.
    pub(super) async fn get(&self) -> T {
        poll_fn(|context| match &mut *self.0.borrow_mut() {
            State::Awaited(waiting) => {
                waiting.push(context.waker().clone());
                Poll::Pending
            }
            State::There(value) => Poll::Ready(value.clone()),
        })
        .await
    }
}
