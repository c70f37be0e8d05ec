//! Commands whose output goes to a log, the end of which is shown when they fail.

use crate::project::Project;
use anyhow::{Context as _, Result, bail};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

const SHOWN_ON_FAILURE: usize = 40;

/// The description of a command.
pub(crate) struct LoggedCommand<'a> {
    /// The log's name.
    pub name: &'a str,
    /// What it does, and how long it takes if that is long.
    pub what: &'a str,
    /// What to do when it fails.
    pub advice: &'a str,
}

/// A command that has ended.
pub(crate) struct Done {
    pub log: PathBuf,
    pub success: bool,
    /// As reported by the operating system: `exit status: 1`, `signal: 9 (SIGKILL)`.
    status: ExitStatus,
}

impl LoggedCommand<'_> {
    /// Runs `command`. The error of a failure has the end of the log and the advice.
    pub(crate) fn run(&self, project: &Project, command: &mut Command) -> Result<Done> {
        let done = self.attempt(project, command)?;
        if done.success {
            return Ok(done);
        }
        bail!("{} failed.\n\n{}", self.what, self.explain(project, &done)?);
    }

    /// Runs `command`, and returns how it ended.
    pub(crate) fn attempt(&self, project: &Project, command: &mut Command) -> Result<Done> {
        eprintln!("→ {}", self.what);
        let log = project.scratch("log").join(format!("{}.log", self.name));
        let status = logged(project, command, &log)
            .with_context(|| format!("{} couldn't be started. {}", self.what, self.advice))?;
        Ok(Done { log, success: status.success(), status })
    }

    /// The end of a failed command's log, and the advice.
    pub(crate) fn explain(&self, project: &Project, done: &Done) -> Result<String> {
        let text = fs::read(&done.log)?;
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        let end = lines[lines.len().saturating_sub(SHOWN_ON_FAILURE)..].join("\n");
        let log = project.show(&done.log);
        let advice = self.advice;
        Ok(format!("{end}\n\n{}. The whole log: {log}\n{advice}", done.status))
    }
}

/// Runs a command with its output going to the file `log`, and with `-v` to the terminal too.
fn logged(project: &Project, command: &mut Command, log: &PathBuf) -> Result<ExitStatus> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log)?;
    command.stdin(Stdio::null());
    if !project.verbose {
        command.stdout(file.try_clone()?).stderr(file);
        return Ok(command.status()?);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let file = Arc::new(Mutex::new(file));
    let copies = [
        child.stdout.take().map(|pipe| copy(pipe, Arc::clone(&file))),
        child.stderr.take().map(|pipe| copy(pipe, file)),
    ];
    for thread in copies.into_iter().flatten() {
        // A panic of this thread loses log lines only.
        let _ = thread.join();
    }
    Ok(child.wait()?)
}

fn copy(from: impl Read + Send + 'static, log: Arc<Mutex<File>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned() + "\n";
            eprint!("{line}");
            if let Ok(mut log) = log.lock() {
                let _ = log.write_all(line.as_bytes());
            }
        }
    })
}
