"""What all tables share: folding as `src/key.rs` does, reading the sources, writing tables."""

import lzma
import unicodedata
from pathlib import Path

LANGUAGES = "en zh fr es ru ar pt de it tr uk vi id ja ko pl".split()
HAND = Path(__file__).parent / "hand"
TABLES = Path(__file__).parent.parent / "tables"

_EQUAL = {
    **dict.fromkeys("’‘ʼ`´＇", "'"),
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي",
    "ё": "е", **dict.fromkeys("ـ\u200c\u200d\u200e\u200f\u00ad", ""),
}

_SIMPLIFIED = dict(line.split("\t") for line in (TABLES / "han_simplified.tsv").read_text("utf-8").splitlines() if "\t" in line)
_EQUAL |= _SIMPLIFIED


def simplified(text, lang):
    """Chinese in simplified characters, anything else as it is."""
    return "".join(_SIMPLIFIED.get(c, c) for c in text) if lang == "zh" else text


def fold(text, keep_marks=False):
    """The key that the program looks `text` up by; hyphens count as spaces."""
    out = []
    for c in unicodedata.normalize("NFC", text).replace("İ", "i").lower():
        if c in _EQUAL:
            out.append(_EQUAL[c])
        elif keep_marks or "Ѐ" <= c <= "ӿ":
            out.append(unicodedata.normalize("NFKC", c))
        else:
            out.extend(m for m in unicodedata.normalize("NFKD", c) if not unicodedata.combining(m))
    return " ".join("".join(out).replace("-", " ").split())


def rows(path):
    """Rows of a tab-separated file, xz-compressed or not, without comments."""
    data = lzma.open(path).read() if path.suffix == ".xz" else path.read_bytes()
    for line in data.decode("utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.rstrip("\r").split("\t")


def is_han(text):
    """Whether `text` is written in Han characters."""
    return any("\u3400" <= c <= "\u9fff" for c in text)


def write(name, head, lines):
    """Writes a table with a comment head."""
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in lines)
    (TABLES / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} rows, {len(text.encode()) // 1024} KiB")
