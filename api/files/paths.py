"""Places in a file: ``("visits", 3, "window", 0)`` is shown as ``visits[3].window[0]``."""

from __future__ import annotations

Path = tuple[str | int, ...]


def shown(path: Path) -> str:
    """The path as people write it; the whole file is ``$``, as in JSONPath."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".") or "$"
