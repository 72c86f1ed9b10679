//! German.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    (
        "Am Abend sagte EU-Kommissionspräsidentin von der Leyen, sie komme.",
        &["von der Leyen: EU-Kommissionspräsidentin [-] speaker"],
    ),
    (
        "Bundesklimaanpassungsministerin Anna Berger sagte das.",
        &["Anna Berger: Bundesklimaanpassungsministerin [DEU] speaker"],
    ),
    (
        "Gastgeberin Anna Berger traf ihren französischen Kollegen Jean-Noël Barras.",
        &[
            "Anna Berger:  [DEU] chair",
            "Jean-Noël Barras:  [FRA] participant",
        ],
    ),
    (
        "Ähnlich äußerte sich US-Außenminister Paul Winter.",
        &["Paul Winter: Außenminister [USA] speaker"],
    ),
    (
        "Die Zeitenwende, die der Bundeskanzler Otto Schulz beschrieben hat, kommt.",
        &["Otto Schulz: Bundeskanzler [DEU] speaker"],
    ),
    (
        "Schwedens König Carl Gustaf zeigte sich bestürzt.",
        &["Carl Gustaf:  [SWE] speaker <König>"],
    ),
    (
        "Den Angeklagten wirft Chefankläger Karim Kahn vor, gelogen zu haben.",
        &["Karim Kahn: Chefankläger [DEU] speaker"],
    ),
];
