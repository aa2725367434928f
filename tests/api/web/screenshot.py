"""Take the README's picture of the page: ``python -m tests.api.web.screenshot ADDRESS``.

ADDRESS is that of a running ``songcan demo`` or ``songcan serve``, with the date to show, such as
``http://127.0.0.1:8000/?date=2026-03-02``. The picture goes to ``docs/screenshot.png``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser import OFFICE, chromium

PICTURE = Path(__file__).parents[3] / "docs" / "screenshot.png"
SHOWN = ".picture"
"""The picture ends below the last section of this kind: map and timeline."""


def take(address: str, picture: Path = PICTURE) -> None:
    """Write the upper part of the page at ``address``, down to the timeline, to ``picture``."""
    with chromium() as browser:
        page = browser.new_page(viewport=OFFICE)
        answer = page.goto(address)
        if answer is None or not answer.ok:
            sys.exit(f"{address}: no plan to show")
        edge = page.locator(SHOWN).last.bounding_box()
        if edge is None:
            sys.exit(f"{address}: no map to show")
        height = edge["y"] + edge["height"] + 20
        page.set_viewport_size({"width": OFFICE["width"], "height": round(height)})
        page.screenshot(path=picture)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    take(sys.argv[1])
