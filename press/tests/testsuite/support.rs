//! What the tests share: running `dateline`, and reading and copying folders.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder `press/tests`, where fixtures are.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// A stand-in for the built viewer: the files that the press looks for, with a few bytes in each.
pub fn viewer() -> PathBuf {
    fixtures().join("viewer")
}

/// `dateline` as a command, working in `folder`.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Runs `dateline` in `folder`. Returns the exit code, and standard output and error together.
pub fn dateline(folder: &Path, args: &[impl AsRef<OsStr>]) -> (i32, String) {
    let output = command(folder).args(args).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(printed).unwrap())
}

/// Runs `dateline` in `folder` with the stand-in viewer.
pub fn dateline_with_viewer(folder: &Path, args: &[&str]) -> (i32, String) {
    let viewer = viewer();
    let args = args.iter().map(OsStr::new);
    dateline(folder, &args.chain([OsStr::new("--viewer"), viewer.as_os_str()]).collect::<Vec<_>>())
}

/// Every file below `folder` with its content, by its path with `/` between the names. No files if there
/// is no such folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files);
    files
}

/// Copies the folder `from` with all that is in it; `to` may exist.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
