# Recipes for people; the program and its tests need cargo alone.

# Everything that must pass before a change lands.
check:
    .ci/run

# Licences, advisories and sources of dependencies (needs cargo-deny).
deny:
    cargo deny check

# Compare the program with the expected records of the fixtures.
fixtures:
    cargo run --quiet -- check fixtures

# The Python package: its wheel, built, installed into a new environment and tried there.
wheel:
    .ci/wheel

# Documents a second of program, package and Spark over the same rows (needs the package, pyarrow and pyspark).
scaling ROWS:
    cargo build --release
    python scripts/bench/scaling.py {{ROWS}} --rostra target/release/rostra

# The corpus, all models and their manifest (models/train/README.md says what data it needs).
train:
    mkdir -p target/train
    cargo run --release --quiet -p rostra-train -- corpus --out target/train/corpus.jsonl
    cargo run --release --quiet -p rostra-train -- all --corpus target/train/corpus.jsonl

# Completions and manual pages into target/share.
share:
    mkdir -p target/share
    cargo run --quiet -- completions bash > target/share/rostra.bash
    cargo run --quiet -- completions fish > target/share/rostra.fish
    cargo run --quiet -- completions zsh > target/share/_rostra
    cargo run --quiet -- man --output target/share

# Fine-tune the encoder in a local folder for our labels, on the corpus of `just train` (models/train/README.md).
encoder ENCODER OUT *OPTIONS:
    python models/train/encoder/finetune.py {{ENCODER}} target/train/corpus.jsonl {{OUT}} {{OPTIONS}}
    python models/train/encoder/export.py {{OUT}}
