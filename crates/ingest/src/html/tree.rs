//! The elements of a page while the parser builds it: nodes in one vector, linked by number.
//!
//! Nothing here is recursive, so that neither building, nor walking, nor dropping a page depends on how deep it is.

use std::cell::{Cell, RefCell};

use html5ever::interface::tree_builder::{
    ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink,
};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

/// Number of a node in its [`Tree`]; the document is 0.
pub(super) type Id = u32;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The document, a comment, the inside of a template: nothing that is read.
    Other,
    /// An element with its attributes.
    Element(LocalName, Vec<Attribute>),
    /// Text, its references resolved.
    Text(StrTendril),
}

/// An element's name as the parser asks for it; all elements are taken for HTML ones.
#[derive(Debug)]
pub(super) struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) first: Id,
    pub(super) next: Id,
    parent: Id,
    last: Id,
    before: Id,
}

/// A page's nodes.
#[derive(Debug)]
pub(super) struct Tree(pub(super) Vec<Node>);

impl Tree {
    fn get(&mut self, id: Id) -> Option<&mut Node> {
        self.0.get_mut(id as usize)
    }

    fn add(&mut self, kind: Kind) -> Id {
        let id = Id::try_from(self.0.len()).unwrap_or(NONE);
        self.0.push(Node {
            kind,
            parent: NONE,
            first: NONE,
            last: NONE,
            before: NONE,
            next: NONE,
        });
        id
    }

    fn unlink(&mut self, id: Id) {
        let Some(node) = self.get(id) else { return };
        let (parent, before, next) = (node.parent, node.before, node.next);
        (node.parent, node.before, node.next) = (NONE, NONE, NONE);
        match self.get(before) {
            Some(before) => before.next = next,
            None => {
                if let Some(parent) = self.get(parent) {
                    parent.first = next;
                }
            }
        }
        match self.get(next) {
            Some(next) => next.before = before,
            None => {
                if let Some(parent) = self.get(parent) {
                    parent.last = before;
                }
            }
        }
    }

    /// Puts `id` under `parent`, before `next`, or as its last child where that is none.
    fn link(&mut self, id: Id, parent: Id, next: Id) {
        self.unlink(id);
        let before = match self.get(next) {
            Some(next) => std::mem::replace(&mut next.before, id),
            None => match self.get(parent) {
                Some(parent) => std::mem::replace(&mut parent.last, id),
                None => return,
            },
        };
        if let Some(node) = self.get(id) {
            (node.parent, node.before, node.next) = (parent, before, next);
        }
        match self.get(before) {
            Some(before) => before.next = id,
            None => {
                if let Some(parent) = self.get(parent) {
                    parent.first = id;
                }
            }
        }
    }

    /// Text joins the text that it follows.
    fn insert(&mut self, child: NodeOrText<Id>, parent: Id, next: Id) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let before = match self.get(next) {
                    Some(next) => next.before,
                    None => self.get(parent).map_or(NONE, |parent| parent.last),
                };
                if let Some(Node {
                    kind: Kind::Text(earlier),
                    ..
                }) = self.get(before)
                {
                    earlier.push_tendril(&text);
                    return;
                }
                self.add(Kind::Text(text))
            }
        };
        self.link(id, parent, next);
    }
}

/// What the parser tells its events to.
#[derive(Debug)]
pub(super) struct Builder {
    tree: RefCell<Tree>,
    /// Nodes so far, those that lie in no tree too.
    pub(super) size: Cell<usize>,
}

impl Default for Builder {
    fn default() -> Self {
        let mut tree = Tree(Vec::new());
        tree.add(Kind::Other);
        Self {
            tree: RefCell::new(tree),
            size: Cell::new(1),
        }
    }
}

impl Builder {
    fn add(&self, kind: Kind) -> Id {
        let mut tree = self.tree.borrow_mut();
        let id = tree.add(kind);
        self.size.set(tree.0.len());
        id
    }
}

impl TreeSink for Builder {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        match self.tree.borrow().0.get(*target as usize).map(|n| &n.kind) {
            Some(Kind::Element(name, _)) => Name(ns!(html), name.clone()),
            _ => Name(ns!(), local_name!("")),
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Kind::Element(name.local, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.tree.borrow_mut().insert(child, *parent, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self
            .tree
            .borrow_mut()
            .get(*element)
            .map_or(NONE, |node| node.parent);
        if parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template is no part of the page: it becomes a tree of its own that nobody walks.
    fn get_template_contents(&self, _: &Id) -> Id {
        self.add(Kind::Other)
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        let parent = tree.get(*sibling).map_or(NONE, |node| node.parent);
        tree.insert(child, parent, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        if let Some(Node {
            kind: Kind::Element(_, present),
            ..
        }) = self.tree.borrow_mut().get(*target)
        {
            for attr in attrs {
                if !present.iter().any(|known| known.name == attr.name) {
                    present.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().unlink(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.get(*node).map(|n| n.first).filter(|&id| id != NONE) {
            tree.link(child, *new_parent, NONE);
        }
    }
}
