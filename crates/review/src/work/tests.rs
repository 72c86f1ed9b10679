//! Edits, undo and conflicts, on files.

use std::fs;

use rostra_annotate::{AnnotatedDocument, Edit, Fixtures, Version};
use rostra_document::Role;
use tempfile::TempDir;

use super::*;
use crate::samples::{ARABIC, CHINESE, at, english, release};

fn work(releases: &[Release]) -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let work = again(&folder, releases);
    (folder, work)
}

/// The same folder in another run.
fn again(folder: &TempDir, releases: &[Release]) -> Work {
    let work = Work::new(Fixtures::open(folder.path()).unwrap()).unwrap();
    for release in releases {
        work.lay(release).unwrap();
    }
    work
}

fn edit(work: &Work, number: usize, edit: &Edit) -> Changed {
    let version = work.open(number).unwrap().version;
    work.edit(number, &version, edit, &About::default())
        .unwrap()
}

fn files(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn decisions(opened: &Opened) -> Vec<&'static str> {
    let items = opened.review.items().iter();
    items.map(|item| item.decision.as_str()).collect()
}

#[test]
fn what_is_decided_is_saved_and_nothing_else() {
    let (folder, work) = work(&[
        english("a"),
        english("b"),
        release("c", "en", "Nobody.", &[]),
    ]);
    work.open(0).unwrap();
    assert_eq!(files(&folder), [""; 0], "looking is no decision");
    edit(&work, 0, &Edit::Accept { person: 0 });
    assert_eq!(files(&folder), ["a.json", "a.txt"]);
    let state = |number: usize| work.desk().view(|entries| entries[number].standing.state);
    assert_eq!([state(0), state(1)], [State::Partly, State::Open]);
    edit(&work, 0, &Edit::Reject { person: 1 });
    assert_eq!(state(0), State::Done);
    edit(&work, 2, &Edit::AcceptAll);
    assert_eq!(state(2), State::Done, "nobody is missing");
    let expected = Tally {
        releases: 3,
        done: 2,
        partly: 0,
        people: 2,
    };
    assert_eq!(work.tally(), expected);
    // Another run finds all that.
    let next = again(
        &folder,
        &[
            english("a"),
            english("b"),
            release("c", "en", "Nobody.", &[]),
        ],
    );
    assert_eq!(next.tally(), expected);
    assert_eq!(decisions(&next.open(0).unwrap()), ["accepted", "rejected"]);
    assert_eq!(
        next.open(0).unwrap().undo,
        None,
        "the way back is the run's"
    );
}

#[test]
fn edits_are_undone_down_to_the_files_that_were_there() {
    let (folder, work) = work(&[english("a")]);
    edit(&work, 0, &Edit::Accept { person: 0 });
    let before = fs::read(folder.path().join("a.json")).unwrap();
    edit(
        &work,
        0,
        &Edit::Role {
            person: 0,
            role: Role::Keynote,
        },
    );
    let opened = work.open(0).unwrap();
    assert_eq!(decisions(&opened), ["corrected", "open"]);
    assert_eq!(opened.undo.as_deref(), Some("role keynote"));
    let undone = work.undo(0, &opened.version).unwrap();
    assert_eq!(undone.person, Some(0));
    assert_eq!(fs::read(folder.path().join("a.json")).unwrap(), before);
    let undone = work.undo(0, &undone.after.version).unwrap();
    assert_eq!(decisions(&undone.after), ["open", "open"]);
    assert_eq!(files(&folder), [""; 0]);
    assert_eq!(undone.after.version, Version::new());
    let nothing = work.undo(0, &Version::new());
    assert!(matches!(nothing, Err(WorkError::NothingToUndo)));
}

#[test]
fn who_is_open_again_leaves_no_file() {
    let (folder, work) = work(&[english("a")]);
    edit(&work, 0, &Edit::Accept { person: 0 });
    edit(&work, 0, &Edit::Reopen { person: 0 });
    assert_eq!(files(&folder), [""; 0]);
    let undone = work.undo(0, &Version::new()).unwrap();
    assert_eq!(decisions(&undone.after), ["accepted", "open"]);
    assert_eq!(files(&folder), ["a.json", "a.txt"]);
}

#[test]
fn texts_that_others_laid_there_stay() {
    let (folder, work) = work(&[english("a")]);
    let text = folder.path().join("a.txt");
    fs::write(&text, crate::samples::ENGLISH).unwrap();
    let changed = edit(&work, 0, &Edit::Accept { person: 0 });
    work.undo(0, &changed.after.version).unwrap();
    assert_eq!(files(&folder), ["a.txt"]);
}

#[test]
fn two_who_edit_one_release_do_not_overwrite_each_other() {
    let (folder, mine) = work(&[english("a")]);
    let theirs = again(&folder, &[english("a")]);
    let mine_seen = mine.open(0).unwrap().version;
    edit(
        &theirs,
        0,
        &Edit::Role {
            person: 1,
            role: Role::Chair,
        },
    );
    let saved = fs::read(folder.path().join("a.json")).unwrap();
    let accept = Edit::Accept { person: 0 };
    let refused = mine.edit(0, &mine_seen, &accept, &About::default());
    let Err(WorkError::Conflict(now)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(decisions(&now), ["open", "corrected"]);
    assert_eq!(fs::read(folder.path().join("a.json")).unwrap(), saved);
    mine.edit(0, &now.version, &accept, &About::default())
        .unwrap();
    assert_eq!(
        decisions(&theirs.open(0).unwrap()),
        ["accepted", "corrected"]
    );
    // Nor is anybody else's change undone.
    let version = theirs.open(0).unwrap().version;
    let undone = theirs.undo(0, &version);
    assert!(matches!(undone, Err(WorkError::NothingToUndo)));
}

#[test]
fn an_edit_finds_its_person_where_lists_have_changed() {
    let (folder, work) = work(&[english("a")]);
    let opened = work.open(0).unwrap();
    let about = About {
        words: Some("Ambassador".to_owned()),
        ..About::of(&opened.review.items()[1])
    };
    let remove = Edit::RemoveTitle {
        person: 1,
        title: 0,
    };
    // Somebody else adds a person before and a title in front.
    let span = at(crate::samples::ENGLISH, "Dr.");
    let other = again(&folder, &[english("a")]);
    edit(&other, 0, &Edit::Add { span });
    let span = at(crate::samples::ENGLISH, "Nairobi");
    edit(&other, 0, &Edit::AddTitle { person: 2, span });
    let now = other.open(0).unwrap();
    assert_eq!(
        aimed(&remove, &about, &now.review),
        Some(Edit::RemoveTitle {
            person: 2,
            title: 0
        })
    );
    edit(
        &other,
        0,
        &Edit::RemoveTitle {
            person: 2,
            title: 0,
        },
    );
    let now = other.open(0).unwrap();
    assert_eq!(aimed(&remove, &about, &now.review), None, "it is gone");
    let all = Edit::AcceptAll;
    assert_eq!(aimed(&all, &About::default(), &now.review), Some(all));
}

#[test]
fn whom_an_edit_was_made_to_is_found_again_in_any_script() {
    let arabic = release("ar", "ar", ARABIC, &[("أيمن الصفدي", "وزير الخارجية")]);
    let chinese = release(
        "zh",
        "zh",
        CHINESE,
        &[("白玉堂", "大使"), ("王毅", "外交部长")],
    );
    let (_folder, work) = work(&[arabic, chinese]);
    let cases = [
        // Who is added stands after the first, whose name is then put right.
        (
            0,
            Edit::Add {
                span: at(ARABIC, "خالد العلي"),
            },
            1,
            "خالد العلي",
        ),
        (
            0,
            Edit::Name {
                person: 1,
                span: at(ARABIC, "😀 خالد العلي"),
            },
            1,
            "😀 خالد العلي",
        ),
        // A name further left moves its person up.
        (
            1,
            Edit::Name {
                person: 1,
                span: at(CHINESE, "长王毅"),
            },
            0,
            "长王毅",
        ),
        (
            1,
            Edit::Merge {
                person: 0,
                other: 1,
            },
            0,
            "长王毅",
        ),
        (1, Edit::Reopen { person: 0 }, 1, "白玉堂"),
    ];
    for (number, change, person, name) in cases {
        let changed = edit(&work, number, &change);
        let items = changed.after.review.items();
        let names: Vec<&str> = items.iter().map(|item| item.value.name.as_str()).collect();
        assert_eq!(changed.person, Some(person), "{change:?}: {names:?}");
        assert_eq!(names[person], name, "{change:?}");
    }
}

#[test]
fn fixtures_that_cannot_be_read_are_told_and_not_touched() {
    let (folder, work) = work(&[english("a")]);
    let path = folder.path().join("a.json");
    fs::write(&path, "{ torn").unwrap();
    fs::write(folder.path().join("a.txt"), "x").unwrap();
    let error = work.open(0).unwrap_err().to_string();
    assert!(
        error.contains("a.json") && error.contains("line 1"),
        "{error}"
    );
    let refused = work.edit(0, &Version::new(), &Edit::AcceptAll, &About::default());
    assert!(matches!(refused, Err(WorkError::Fixture(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "{ torn");
    assert!(matches!(work.open(9), Err(WorkError::NoRelease)));
    // Whatever an edit names that is not there changes nothing.
    fs::remove_file(&path).unwrap();
    let refused = work.edit(
        0,
        &Version::new(),
        &Edit::Accept { person: 7 },
        &About::default(),
    );
    assert!(matches!(refused, Err(WorkError::Edit(_))));
    assert!(!path.exists());
}

#[test]
fn documents_of_others_keep_what_they_hold() {
    let (folder, work) = work(&[english("a")]);
    let mut document = AnnotatedDocument {
        id: "a".to_owned(),
        ..AnnotatedDocument::default()
    };
    document.rest.insert("event".to_owned(), "Summit".into());
    let fixtures = Fixtures::open(folder.path()).unwrap();
    let text = crate::samples::ENGLISH;
    fixtures
        .save("a", &document, text, &Version::new())
        .unwrap();
    edit(&work, 0, &Edit::Accept { person: 0 });
    edit(&work, 0, &Edit::Reopen { person: 0 });
    let kept = fixtures.load("a").unwrap().unwrap();
    assert_eq!(kept.document.rest["event"], "Summit");
}
