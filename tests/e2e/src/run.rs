//! A run of trials: its engine, its tier, its retries.

use crate::browser::Engine;
use crate::results::{Results, TrialResult};
use anyhow::{Result, bail};
use std::env;
use std::time::Instant;

/// Which trials a run has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Those that every change has to pass: each guarantee once in each engine.
    Essential,
    /// Everything.
    All,
}

/// A run, configured by the environment.
pub struct Run {
    /// `E2E_ENGINE`; Chromium unless it is set.
    pub engine: Engine,
    /// `E2E_TIER`: `essential`, unless it is `all` or trials are selected by name.
    pub tier: Tier,
    /// The writer of results.
    pub results: Results,
    /// How often a failing trial is tried.
    tries: u32,
}

impl Run {
    /// Reads the environment. `named` says whether trials are selected by name, which selects from all tiers, and runs those
    /// without sampling.
    ///
    /// # Errors
    /// A value is invalid.
    pub fn from_env(named: bool) -> Result<Run> {
        let engine = Engine::named(&env::var("E2E_ENGINE").unwrap_or_else(|_| "chromium".into()))?;
        let asked = match env::var("E2E_TIER").as_deref() {
            Ok("all") => Tier::All,
            Ok("essential") | Err(_) => Tier::Essential,
            Ok(other) => bail!("E2E_TIER is `{other}`: essential, all"),
        };
        let tier = if named { Tier::All } else { asked };
        // Browsers fail occasionally in runs of hours. Essential trials must pass at the first try.
        let tries = if asked == Tier::All { 2 } else { 1 };
        Ok(Run { engine, tier, results: Results::from_env(engine.name())?, tries })
    }

    /// Runs a trial and records its result. In a run of all trials, a failed one is tried a second time.
    ///
    /// # Errors
    /// The error of the last try.
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

    /// The cases to try: all, or in an essential run a sample of one in `every`, which differs between engines.
    pub fn sample<T>(&self, things: impl IntoIterator<Item = T>, every: usize) -> Vec<T> {
        let (every, first) = match self.tier {
            Tier::All => (1, 0),
            Tier::Essential => (every, self.engine.number() * every / Engine::ALL.len()),
        };
        things.into_iter().skip(first).step_by(every).collect()
    }

    /// The cases to try, if there are few that are tried in many ways: all, or in an essential run one, the next one at each
    /// `turn`.
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
