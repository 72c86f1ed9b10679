//! libtorch itself: its version and what it runs on.

use std::fs;
use std::path::{Path, PathBuf};

/// The version that rust-bert 0.23 and tch 0.17 are written for.
const WANTED: &str = "2.4";

/// Fails where the libtorch in this process is of a version that tch was not built for.
pub(super) fn check() -> Result<(), String> {
    // Only Linux tells what is loaded, and only folders made by PyTorch or from its packages tell their version.
    let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    match loaded(&maps).and_then(|folder| Some((version(&folder)?, folder))) {
        Some((version, folder)) => fits(&version, &folder),
        None => Ok(()),
    }
}

fn fits(version: &str, folder: &Path) -> Result<(), String> {
    let rest = version.strip_prefix(WANTED);
    if rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Ok(());
    }
    Err(format!(
        "{} is libtorch {version}, but it needs {WANTED}: put the folder `lib` of libtorch {WANTED} first in LD_LIBRARY_PATH, or build again with LIBTORCH set to it (docs/libtorch.md)",
        folder.display()
    ))
}

/// The folder above `lib` of the libtorch in a list of mapped files, as /proc/self/maps has it.
fn loaded(maps: &str) -> Option<PathBuf> {
    let line = maps.lines().find(|line| line.contains("/libtorch_cpu."))?;
    let file = Path::new(line.get(line.find('/')?..)?);
    Some(file.parent()?.parent()?.to_owned())
}

/// What a folder of libtorch or PyTorch says of its version, e.g. `2.4.1+cpu`.
fn version(folder: &Path) -> Option<String> {
    if let Ok(text) = fs::read_to_string(folder.join("build-version")) {
        return Some(text.trim().to_owned());
    }
    let text = fs::read_to_string(folder.join("version.py")).ok()?;
    let line = text
        .lines()
        .find_map(|l| l.strip_prefix("__version__ = "))?;
    Some(line.trim_matches(['\'', '"']).to_owned())
}

/// The device of libtorch that is meant, if it is there.
pub(super) fn device(wanted: super::super::Device) -> Result<tch::Device, String> {
    use super::super::Device;
    match wanted {
        Device::Cpu => Ok(tch::Device::Cpu),
        Device::Auto => Ok(tch::Device::cuda_if_available()),
        Device::Cuda(number) => gpu(number, tch::Cuda::device_count()).map(tch::Device::Cuda),
    }
}

fn gpu(number: usize, count: i64) -> Result<usize, String> {
    if i64::try_from(number).is_ok_and(|n| n < count) {
        return Ok(number);
    }
    let seen = match count {
        ..=0 => "libtorch sees none".to_owned(),
        _ => format!("libtorch sees {count}, counted from 0"),
    };
    Err(format!(
        "there is no GPU {number} ({seen}); use device = \"cpu\" or \"auto\", or build with a libtorch for CUDA where the driver is installed (docs/libtorch.md)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaded_library_is_found() {
        let maps = "7f00-7f01 r-xp 00000000 fe:00 12   /usr/lib/libc.so.6\n\
                    7f02-7f03 r-xp 00000000 fe:00 13   /opt/torch 2/lib/libtorch_cpu.so\n";
        assert_eq!(loaded(maps), Some(PathBuf::from("/opt/torch 2")));
        assert_eq!(loaded("7f00-7f01 rw-p 00000000 00:00 0\n"), None);
    }

    #[test]
    fn versions_are_read_and_compared() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(version(folder.path()), None);
        fs::write(
            folder.path().join("version.py"),
            "import x\n__version__ = '2.5.0+cu121'\n",
        )
        .unwrap();
        assert_eq!(version(folder.path()).as_deref(), Some("2.5.0+cu121"));
        fs::write(folder.path().join("build-version"), "2.4.1+cpu\n").unwrap();
        assert_eq!(version(folder.path()).as_deref(), Some("2.4.1+cpu"));
        let cases = [
            ("2.4.1+cpu", true),
            ("2.4", true),
            ("2.40.0", false),
            ("2.5.0", false),
            ("", false),
        ];
        for (version, fit) in cases {
            assert_eq!(fits(version, folder.path()).is_ok(), fit, "{version}");
        }
    }

    #[test]
    fn a_missing_gpu_is_told() {
        assert_eq!(gpu(1, 2), Ok(1));
        assert!(gpu(2, 2).unwrap_err().contains("libtorch sees 2"));
        assert!(gpu(0, 0).unwrap_err().contains("device = \"cpu\""));
    }

    #[test]
    fn this_one_fits() {
        assert_eq!(check(), Ok(()));
    }
}
