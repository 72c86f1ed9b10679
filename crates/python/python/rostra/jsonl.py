"""JSON with numbers as the command line spells them, so that what is written here is the same to the byte."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

__all__ = ["written"]


def written(value: Any) -> str:
    """The JSON of ``value``, without spaces."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_text(name)}:{written(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(item) for item in value) + "]"
    if isinstance(value, float):
        return _number(value)
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Python has `1e-05` and `1.5e-07` where the command line has `0.00001` and `1.5e-7`; all others are the same in both."""
    digits, small, exponent = json.dumps(value).partition("e-")
    if not small:
        return digits
    if int(exponent) > 5:
        return f"{digits}e-{int(exponent)}"
    return f"{Decimal(digits).scaleb(-int(exponent)):f}"
