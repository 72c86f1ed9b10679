//! A page as one row of nodes in the order of its source.
//!
//! A node's descendants follow it up to its `end`, so that whatever holds for an element is said of one range of the row.

use std::collections::HashMap;

use html5ever::{LocalName, local_name};

use super::tree::{Kind, NONE, Tree};

/// Steps of an XPath at most; what lies deeper is told by the element at that depth.
const STEPS: usize = 64;

/// A node.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// The element that it stands in; the first node's is itself.
    pub(super) parent: u32,
    /// One past its last descendant.
    pub(super) end: u32,
    /// Its number among the siblings of its name, from 1, or 0 where it is the only one.
    nth: u32,
}

/// All nodes, in the order of the source.
#[derive(Debug)]
pub(super) struct Page(Vec<Item>);

impl Page {
    /// Lays out `tree`. Walks by links, never by recursion.
    pub(super) fn of(mut tree: Tree) -> Self {
        let mut items: Vec<Item> = Vec::with_capacity(tree.0.len());
        let mut open: Vec<(u32, u32)> = Vec::new();
        let mut id = 0;
        while let Some(node) = tree.0.get_mut(id as usize) {
            let (first, next) = (node.first, node.next);
            let kind = std::mem::replace(&mut node.kind, Kind::Other);
            let at = items.len() as u32;
            let parent = open.last().map_or(0, |&(parent, _)| parent);
            items.push(Item {
                kind,
                parent,
                end: at + 1,
                nth: 0,
            });
            if first != NONE {
                open.push((at, next));
                id = first;
                continue;
            }
            id = next;
            while id == NONE {
                let Some((closed, next)) = open.pop() else {
                    break;
                };
                let end = items.len() as u32;
                if let Some(item) = items.get_mut(closed as usize) {
                    item.end = end;
                }
                id = next;
            }
        }
        let mut page = Self(items);
        page.number();
        page
    }

    fn number(&mut self) {
        let mut counts: HashMap<LocalName, (u32, u32)> = HashMap::new();
        for parent in 0..self.len() {
            counts.clear();
            let mut at = parent + 1;
            let end = self.end(parent);
            while at < end {
                let next = self.end(at);
                if let Some(name) = self.name(at).cloned() {
                    let (count, first) = *counts
                        .entry(name)
                        .and_modify(|(count, _)| *count += 1)
                        .or_insert((1, at));
                    if count == 2
                        && let Some(item) = self.0.get_mut(first as usize)
                    {
                        item.nth = 1;
                    }
                    if count > 1
                        && let Some(item) = self.0.get_mut(at as usize)
                    {
                        item.nth = count;
                    }
                }
                at = next;
            }
        }
    }

    /// Nodes.
    pub(super) fn len(&self) -> u32 {
        self.0.len() as u32
    }

    pub(super) fn get(&self, at: u32) -> Option<&Item> {
        self.0.get(at as usize)
    }

    /// One past the last descendant of `at`.
    pub(super) fn end(&self, at: u32) -> u32 {
        self.get(at).map_or(at + 1, |item| item.end)
    }

    /// The element around `at`.
    pub(super) fn parent(&self, at: u32) -> u32 {
        self.get(at).map_or(0, |item| item.parent)
    }

    /// The elements around `at`, from the inside.
    pub(super) fn ancestors(&self, at: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(at).filter(|&at| at > 0), |&at| {
            Some(self.parent(at)).filter(|&at| at > 0)
        })
        .skip(1)
    }

    /// The name of the element at `at`, if it is one.
    pub(super) fn name(&self, at: u32) -> Option<&LocalName> {
        match self.get(at)?.kind {
            Kind::Element(ref name, _) => Some(name),
            _ => None,
        }
    }

    /// Whether `at` is an element of this name.
    pub(super) fn is(&self, at: u32, name: &LocalName) -> bool {
        self.name(at) == Some(name)
    }

    /// The value of an attribute, as written.
    pub(super) fn attr(&self, at: u32, name: &str) -> Option<&str> {
        match self.get(at)?.kind {
            Kind::Element(_, ref attrs) => attrs
                .iter()
                .find(|attr| &*attr.name.local == name)
                .map(|attr| &*attr.value),
            _ => None,
        }
    }

    /// Whether it has siblings of its name.
    pub(super) fn is_one_of_several(&self, at: u32) -> bool {
        self.get(at).is_some_and(|item| item.nth > 0)
    }

    /// All elements of a name, in order.
    pub(super) fn all(&self, name: LocalName) -> impl Iterator<Item = u32> {
        (0..self.len()).filter(move |&at| self.is(at, &name))
    }

    /// The text in `at`, hidden or not, at most `limit` bytes of it.
    pub(super) fn text(&self, at: u32, limit: usize) -> String {
        let mut text = String::new();
        for at in at..self.end(at) {
            if let Some(Item {
                kind: Kind::Text(piece),
                ..
            }) = self.get(at)
            {
                text.push_str(piece);
                if text.len() >= limit {
                    break;
                }
            }
        }
        text
    }

    /// `/html/body/main/p[3]`: an index only where there are several of the name. As the parser built the page, so with the
    /// `<tbody>` that the source leaves out.
    pub(super) fn xpath(&self, at: u32) -> String {
        let mut steps: Vec<u32> = self.ancestors(at).collect();
        steps.reverse();
        steps.push(at);
        let mut path = String::new();
        for (name, item) in steps
            .iter()
            .take(STEPS)
            .filter_map(|&at| Some((self.name(at)?, self.get(at)?)))
        {
            path.push('/');
            path.push_str(name);
            if item.nth > 0 {
                path.push_str(&format!("[{}]", item.nth));
            }
        }
        path
    }

    /// Its number among the siblings of its name, from 1.
    pub(super) fn nth(&self, at: u32) -> u32 {
        self.get(at).map_or(1, |item| item.nth.max(1))
    }

    /// The page's body, or the page.
    pub(super) fn body(&self) -> u32 {
        self.all(local_name!("body")).next().unwrap_or(0)
    }
}
