//! A value that is set once, and that any number of tasks can await.

use std::cell::RefCell;
use std::future::poll_fn;
use std::mem;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A value that is set later. Clones share it.
#[derive(Clone)]
pub(super) struct Shared<T>(Rc<RefCell<Slot<T>>>);

enum Slot<T> {
    Pending(Vec<Waker>),
    Ready(T),
}

impl<T> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared(Rc::new(RefCell::new(Slot::Pending(Vec::new()))))
    }
}

impl<T: Clone> Shared<T> {
    /// Sets the value and wakes the tasks that await it.
    pub(super) fn set(&self, value: T) {
        let before = mem::replace(&mut *self.0.borrow_mut(), Slot::Ready(value));
        if let Slot::Pending(waiting) = before {
            waiting.into_iter().for_each(Waker::wake);
        }
    }

    /// Waits for the value.
    pub(super) async fn get(&self) -> T {
        poll_fn(|context| match &mut *self.0.borrow_mut() {
            Slot::Pending(waiting) => {
                waiting.push(context.waker().clone());
                Poll::Pending
            }
            Slot::Ready(value) => Poll::Ready(value.clone()),
        })
        .await
    }
}
