//! Spanish and Portuguese names: one or two given names, one or two surnames.

use rostra_lexicon::key::fold;
use rostra_lexicon::names::NameLexicon;

use super::PersonName;
use super::affixes::{is_initial, is_particle};

/// Names that follow another given name, folded.
const SECOND: &str = "adela adolfo adrian agustin alberto alejandra alejandro alfonso alfredo alicia alonso amalia amelia ana andrea andres angel \
angela angeles antonia antonio armando arturo augusto aurora beatriz belen benjamin bernardo camila camilo carlos carmen carolina catalina cecilia \
cesar clara claudia concepcion consuelo cristina cristobal daniel daniela david delia diego dolores domingo eduardo elena elias elisa emilia emilio \
enrique ernesto esperanza esteban esther eugenia eugenio eva ezequiel federico felipe felix fernanda fernando florencia francisca francisco gabriel gabriela \
gerardo gloria gonzalo graciela gregorio guadalupe guillermo gustavo hector horacio hugo ignacio ines irene isabel ivan jaime javier jesus joaquin jorge jose \
josefina juan julia julian julio laura leonardo leonor leopoldo lorenzo lourdes lucia luciano luis luisa manuel manuela marcela marcelo marcos margarita maria mariana \
mario marta martin mateo matias mauricio maximo mercedes miguel milagros monica natalia nicolas norberto octavio olga orlando oscar pablo patricia patricio paula paz pedro \
pilar rafael ramiro ramon raul rebeca ricardo roberto rocio rodrigo rogelio rosa rosario ruben salvador sandra santiago sara sebastian sergio silvia sofia soledad susana \
teresa tomas trinidad valentina valeria veronica vicente victor victoria virginia \
joao inacio luiz messias afonso duarte filipe goncalo nuno paulo tiago rita fatima conceicao graca helena henrique lurdes mateus miguel otavio raquel renato sofia tereza thiago vitor jair fabio flavio \
caetano eugenia edite leonor antonia aparecida fernandes";

/// The parts of a name; of a Spanish one, two surnames are expected.
pub(super) fn parts(words: &[&str], spanish: bool) -> PersonName {
    let units = units(words);
    if let [first, _] = units.as_slice()
        && is_surname(first)
    {
        // `Díaz Canel`
        return PersonName {
            family: units.join(" "),
            ..PersonName::default()
        };
    }
    let surnames = match units.len() {
        0..=2 => 1,
        // Of three, the second may be either.
        3 => 1,
        _ if spanish => 2,
        _ => 1,
    };
    let most = units.len().saturating_sub(surnames).max(1);
    let further = units.iter().skip(1).take(most - 1);
    let given = 1 + further.take_while(|unit| is_second(unit)).count();
    let (given, family) = units.split_at(given.min(units.len()));
    PersonName {
        given: given.join(" "),
        family: family.join(" "),
        ..PersonName::default()
    }
}

fn is_surname(unit: &str) -> bool {
    let key = fold(unit, false);
    (key.ends_with("ez") || key == "diaz") && NameLexicon::embedded().family(&key)
}

fn is_second(unit: &str) -> bool {
    let key = fold(unit, false);
    let last = key.rsplit(' ').next().unwrap_or_default();
    let listed = SECOND.split_whitespace().any(|name| name == last);
    // `María de los Ángeles`, and not `García de Tomás`.
    is_initial(unit)
        || (listed && (!key.contains(' ') || key.starts_with("de los ") || key.starts_with("del ")))
}

/// Words with their particles and with what `y` joins.
fn units(words: &[&str]) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut open = false;
    for (at, word) in words.iter().enumerate() {
        let joins = at > 0 && matches!(*word, "y" | "e" | "i");
        let particle = at > 0 && is_particle(word);
        match units.last_mut() {
            Some(last) if open || joins => {
                last.push(' ');
                last.push_str(word);
            }
            _ => units.push((*word).to_owned()),
        }
        open = joins || particle;
    }
    units
}
