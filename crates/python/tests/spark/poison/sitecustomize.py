"""Makes documents deadly: in a process that starts with this folder in its path, a text with one of the marks ends or holds the
process, as a fault in native code would. No document is known that does so by itself."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
import time
from typing import Any

DEADLY = "\N{SKULL AND CROSSBONES} abort"
ENDLESS = "\N{SKULL AND CROSSBONES} sleep"
UNSPEAKABLE = "\N{SKULL AND CROSSBONES} identity"


def _act(data: Any, deadly: list[str]) -> None:
    for column in data.columns:
        for text in column.to_pylist():
            if isinstance(text, bytes):
                text = text.decode("utf-8", "replace")
            if not isinstance(text, str):
                continue
            if any(mark in text for mark in deadly):
                os.abort()
            if ENDLESS in text and DEADLY in deadly:
                time.sleep(600)


def _poison(extractor: Any) -> None:
    extract, identify = extractor.extract_arrow, extractor.identify_arrow

    def extract_arrow(self: Any, data: Any, **arguments: Any) -> Any:
        _act(data, [DEADLY, UNSPEAKABLE])
        return extract(self, data, **arguments)

    def identify_arrow(self: Any, data: Any, **arguments: Any) -> Any:
        _act(data, [UNSPEAKABLE])
        return identify(self, data, **arguments)

    extractor.extract_arrow, extractor.identify_arrow = extract_arrow, identify_arrow


class _Poisoner(importlib.abc.MetaPathFinder):
    """Changes ``rostra.extractor`` once it has been imported, without importing it for processes that do not."""

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        if name != "rostra.extractor":
            return None
        sys.meta_path.remove(self)
        spec: Any = importlib.machinery.PathFinder.find_spec(name, path)
        run = spec.loader.exec_module

        def exec_module(module: Any) -> None:
            run(module)
            _poison(module.Extractor)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _Poisoner())
