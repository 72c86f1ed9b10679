"""What fixtures that run programs give: by a module of its own, since several folders of tests have a `conftest`."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Cli = Callable[..., list[str]]
Python = Callable[..., "subprocess.CompletedProcess[str]"]
