//! Which part of a package stands in which relation to another (ECMA-376 part 2, 6.5).

use std::collections::HashMap;

use crate::leaf::Reason;
use crate::office::package::Package;
use crate::office::xml::{Go, Tag, Visitor, walk};

/// Relations kept of a part; Word writes one for each link of the text.
const KEPT: usize = 10_000;

/// The relations of one part to others of the same package. Targets outside of it are not known here, so nothing follows them.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// The folder that targets are seen from.
    base: String,
    /// Kind and path of each, in their order.
    all: Vec<(String, String)>,
    by_id: HashMap<String, usize>,
}

impl Relations {
    /// The relations of `part`; those of the package for an empty path.
    pub(super) fn of(package: &mut Package, part: &str) -> Result<Self, Reason> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let mut relations = Self {
            base: folder.to_owned(),
            ..Self::default()
        };
        if let Some(xml) = package.xml(&format!("{folder}/_rels/{name}.rels"))? {
            walk(&xml, &mut relations)?;
        }
        Ok(relations)
    }

    /// Paths of the parts in the relation `kind`.
    pub(super) fn targets(&self, kind: &str) -> impl Iterator<Item = String> + use<> {
        let all = self.all.iter().filter(|(is, _)| is == kind);
        let paths: Vec<String> = all.map(|(_, path)| path.clone()).collect();
        paths.into_iter()
    }

    /// Path of the part in the relation of that id.
    pub(super) fn target(&self, id: &str) -> Option<String> {
        let (_, path) = self.all.get(*self.by_id.get(id)?)?;
        Some(path.clone())
    }
}

impl Visitor for Relations {
    fn open(&mut self, tag: &Tag) -> Go {
        let external = tag.get("", "TargetMode").as_deref() == Some("External");
        if tag.name() == ("rel", "Relationship") && !external && self.all.len() < KEPT {
            let get = |name| tag.get("", name).unwrap_or_default();
            let kind = get("Type");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            self.by_id.insert(get("Id"), self.all.len());
            self.all.push((kind, path(&self.base, &get("Target"))));
        }
        Go::In
    }

    fn close(&mut self, _: (&'static str, &str)) {}

    fn text(&mut self, _: &str) {}
}

/// `target` as seen from the folder `base`: a path in the package, which nothing leads out of.
fn path(base: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(target) => target.to_owned(),
        None => format!("{base}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Relations, path};
    use crate::office::package::{Package, tests::packed};
    use crate::options::Limits;

    #[test]
    fn paths_stay_in_the_package() {
        for (base, target, expected) in [
            ("word", "header1.xml", "word/header1.xml"),
            ("word", "/word/./styles.xml", "word/styles.xml"),
            ("word", "../docProps/core.xml", "docProps/core.xml"),
            ("", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(path(base, target), expected);
        }
    }

    #[test]
    fn targets_outside_are_not_known() {
        let rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
            <Relationship Id='r1' Type='http://x/header' Target='h.xml'/>\
            <Relationship Id='r2' Type='http://x/header' Target='http://evil.example/h.xml' TargetMode='External'/></Relationships>";
        let bytes = packed(&[("word/_rels/document.xml.rels", rels)]);
        let mut package = Package::open(&bytes, &Limits::default()).unwrap();
        let relations = Relations::of(&mut package, "word/document.xml").unwrap();
        assert_eq!(
            relations.targets("header").collect::<Vec<_>>(),
            ["word/h.xml"]
        );
        assert_eq!(relations.target("r1").as_deref(), Some("word/h.xml"));
        assert_eq!(relations.target("r2"), None);
    }
}
