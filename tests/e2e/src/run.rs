//! A run of trials: in which engine, how many of them, and how each is made.

use crate::browser::Engine;
use crate::results::{Results, TrialResult};
use anyhow::{Result, bail};
use std::env;
use std::time::Instant;

/// How much a run tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// What every change has to pass: each promise once in each engine.
    Essential,
    /// Everything.
    All,
}

/// A run, as its environment asks for it.
pub struct Run {
    /// `E2E_ENGINE`; Chromium unless it is set.
    pub engine: Engine,
    /// `E2E_TIER`: `essential`, unless it is `all` or a trial's name was given.
    pub tier: Tier,
    /// Where the results go.
    pub results: Results,
    /// How often a trial is made until it passes.
    tries: u32,
}

impl Run {
    /// The run that the environment asks for. `named` says whether trials were asked for by their names,
    /// which selects from all and leaves nothing out of those.
    ///
    /// # Errors
    /// What it asks for doesn't exist.
    pub fn from_env(named: bool) -> Result<Run> {
        let engine = Engine::named(&env::var("E2E_ENGINE").unwrap_or_else(|_| "chromium".into()))?;
        let asked = match env::var("E2E_TIER").as_deref() {
            Ok("all") => Tier::All,
            Ok("essential") | Err(_) => Tier::Essential,
            Ok(other) => bail!("E2E_TIER is `{other}`: essential, all"),
        };
        let tier = if named { Tier::All } else { asked };
        // Over hours browsers stumble now and then. What is looked at before every change has to hold at once.
        let tries = if asked == Tier::All { 2 } else { 1 };
        Ok(Run { engine, tier, results: Results::from_env(engine.name())?, tries })
    }

    /// Makes a trial and writes down how it ended; when everything is tried, a failure is tried once more.
    ///
    /// # Errors
    /// The last failure.
    pub fn make(&self, name: &str, attempt: impl Fn() -> Result<()>) -> Result<()> {
        let started = Instant::now();
        let mut tries = 1;
        let outcome = loop {
            match attempt() {
                Err(error) if tries < self.tries => {
                    println!("second try of {name}, after: {error:#}");
                    self.results.forget();
                    tries += 1;
                }
                outcome => break outcome,
            }
        };
        let error = outcome.as_ref().err().map(|error| format!("{error:#}"));
        let seconds = started.elapsed().as_secs_f64();
        self.results.trial(&TrialResult { name, seconds, tries, error });
        outcome
    }

    /// Those of many things that are tried: all, or, when only the essential is, one in `every`. Each engine has
    /// others.
    pub fn sample<T>(&self, things: impl IntoIterator<Item = T>, every: usize) -> Vec<T> {
        let (every, first) = match self.tier {
            Tier::All => (1, 0),
            Tier::Essential => (every, self.engine.number() * every / Engine::ALL.len()),
        };
        things.into_iter().skip(first).step_by(every).collect()
    }

    /// The same of a few things that are tried many times over: one, and at the next `turn` the next one.
    pub fn rotate<T: Clone>(&self, things: &[T], turn: usize) -> Vec<T> {
        match self.tier {
            Tier::All => things.to_vec(),
            Tier::Essential => {
                let at = turn + self.engine.number() * things.len() / Engine::ALL.len();
                vec![things[at % things.len()].clone()]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, Tier};
    use crate::browser::Engine;
    use crate::results::Results;
    use anyhow::bail;
    use std::cell::Cell;

    fn run(engine: Engine, tier: Tier) -> Run {
        let tries = if tier == Tier::All { 2 } else { 1 };
        Run { engine, tier, results: Results::from_env(engine.name()).unwrap(), tries }
    }

    #[test]
    fn engines_have_different_samples() {
        let sample = |engine, tier| run(engine, tier).sample(0..60, 20);
        assert_eq!(sample(Engine::Chromium, Tier::Essential), [0, 20, 40]);
        assert_eq!(sample(Engine::Firefox, Tier::Essential), [6, 26, 46]);
        assert_eq!(sample(Engine::WebKit, Tier::Essential), [13, 33, 53]);
        assert_eq!(sample(Engine::WebKit, Tier::All), (0..60).collect::<Vec<_>>());
    }

    #[test]
    fn three_engines_and_two_turns_go_through_six_things() {
        let mut tried = Vec::new();
        for engine in Engine::ALL {
            for turn in [4, 5] {
                tried.extend(run(engine, Tier::Essential).rotate(&[0, 1, 2, 3, 4, 5], turn));
            }
        }
        tried.sort_unstable();
        assert_eq!(tried, [0, 1, 2, 3, 4, 5]);
        assert_eq!(run(Engine::WebKit, Tier::All).rotate(&[0, 1, 2], 1), [0, 1, 2]);
    }

    #[test]
    fn only_a_run_of_everything_tries_twice() {
        for (tier, times) in [(Tier::Essential, 1), (Tier::All, 2)] {
            let tried = Cell::new(0);
            let outcome = run(Engine::Firefox, tier).make("always_fails", || {
                tried.set(tried.get() + 1);
                bail!("as always")
            });
            assert!(outcome.is_err());
            assert_eq!(tried.get(), times);
        }
    }
}
