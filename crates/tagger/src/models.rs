//! The models of all groups of scripts: those in the program, or those of a folder.

use std::borrow::Cow;
use std::path::Path;
use std::sync::LazyLock;

use thiserror::Error;

use crate::groups::Group;
use crate::model::Model;
use crate::weights::WeightsError;

/// A model that cannot be used.
#[derive(Debug, Error)]
pub enum ModelError {
    /// A file cannot be read.
    #[error("{file}: cannot be read: {cause}")]
    Unreadable {
        /// Its path.
        file: String,
        /// What the system said.
        #[source]
        cause: std::io::Error,
    },
    /// A file is no model of this program.
    #[error("{file}: {cause}")]
    Refused {
        /// Its path.
        file: String,
        /// Why.
        #[source]
        cause: WeightsError,
    },
}

/// A model for each group of scripts that has one.
#[derive(Debug, Default)]
pub struct Models {
    of: [Option<Model>; Group::ALL.len()],
}

static EMBEDDED: LazyLock<Models> = LazyLock::new(|| Models {
    of: Group::ALL.map(|group| {
        let model = Model::read(Cow::Borrowed(embedded(group)));
        Some(model.expect("the program carries whole files, a test says so"))
    }),
});

/// The file of a group's model that the program carries.
#[must_use]
pub fn embedded(group: Group) -> &'static [u8] {
    match group {
        Group::Latin => include_bytes!("../../../models/press/latin.safetensors"),
        Group::Cyrillic => include_bytes!("../../../models/press/cyrillic.safetensors"),
        Group::Arabic => include_bytes!("../../../models/press/arabic.safetensors"),
        Group::Han => include_bytes!("../../../models/press/han.safetensors"),
        Group::Hangul => include_bytes!("../../../models/press/hangul.safetensors"),
    }
}

impl Models {
    /// Those in the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Those in `folder`, a file a group, named after it.
    ///
    /// # Errors
    /// Where a file is missing or refused.
    pub fn read(folder: &Path) -> Result<Self, ModelError> {
        let mut models = Self::default();
        for (group, slot) in Group::ALL.into_iter().zip(&mut models.of) {
            let path = folder.join(format!("{}.safetensors", group.name()));
            let file = path.display().to_string();
            let bytes = std::fs::read(&path).map_err(|cause| ModelError::Unreadable {
                file: file.clone(),
                cause,
            })?;
            let model = Model::read(Cow::Owned(bytes));
            *slot = Some(model.map_err(|cause| ModelError::Refused { file, cause })?);
        }
        Ok(models)
    }

    /// The model of a group.
    #[must_use]
    pub fn of(&self, group: Group) -> Option<&Model> {
        self.of.get(group as usize)?.as_ref()
    }
}
