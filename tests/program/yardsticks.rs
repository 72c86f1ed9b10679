//! `yardsticks`: other projects' cases, read where they lie.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::workplace::{Ran, Workplace};

/// Set, and the share in per cent that must come out as the set has it, negatives included.
const FLOORS: &[(&str, f64)] = &[
    ("countrycode/regex_tests", 99.0),
    ("countrycode/known_name_variations", 99.0),
    ("countrycode/names_5_languages", 99.5),
    ("countrycode/countryname_dict", 95.0),
    ("country_converter/regex_tests", 97.5),
    ("countrynames/tests", 99.0),
    ("countrynames/must_not_resolve", 100.0),
    ("nameparser/v1_cases", 98.0),
    ("nameparser/v2_default_policy", 38.0),
    ("probablepeople/person_labeled (family)", 97.0),
    ("probablepeople/person_labeled (given, family)", 96.0),
    ("probablepeople/test_labeled (family)", 98.0),
    ("probablepeople/test_labeled (given, family)", 98.0),
    ("dateparser/dates_with_year", 90.0),
    ("dateparser/absolute_dates", 84.0),
];

/// The folder with the cases: of the environment, or beside the repository.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/yardsticks");
    let folder = env::var_os("ROSTRA_YARDSTICKS").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn yardsticks(place: &Workplace, folder: &str) -> Ran {
    let args = ["yardsticks", folder, "--json"];
    Ran::from(place.command(&args).output().unwrap())
}

#[test]
fn the_cases_of_other_projects_come_out() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no cases beside the repository; ROSTRA_YARDSTICKS names their folder");
        return;
    };
    let ran = yardsticks(&Workplace::new(&[]), &folder.to_string_lossy());
    let figures: Value = serde_json::from_str(&ran.stdout).unwrap();
    for (set, floor) in FLOORS {
        let share = figures[set]["all"]["share"].as_f64().unwrap();
        assert!(share >= *floor, "{set}: {share} is below {floor}");
        let negatives = &figures[set]["negatives"];
        assert_eq!(negatives["right"], negatives["cases"], "{set}: negatives");
    }
}

#[test]
fn each_answer_is_held_against_the_file() {
    let place = Workplace::new(&[(
        "y/countrynames/tests.tsv",
        "name\texpected\tfn\nFinland\tFIN\tto_code_3\nFinland\tFI\tto_code\nFinland\tSE\tto_code\nNowhere\t\tto_code\n"
            .as_bytes(),
    )]);
    let figures: Value = serde_json::from_str(&yardsticks(&place, "y").stdout).unwrap();
    let set = &figures["countrynames/tests"];
    assert_eq!(set["positives"]["right"], 2);
    assert_eq!(set["positives"]["wrong"], 1);
    assert_eq!(set["negatives"]["right"], 1);
}

#[test]
fn without_cases_nothing_can_be_measured() {
    let place = Workplace::new(&[("y/countrynames/tests.tsv", b"nombre\n")]);
    yardsticks(&place, "y").failed(2, "no column \"name\"");
    yardsticks(&place, "z").failed(2, "no cases");
}
