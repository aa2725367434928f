"""Debian's Chromium, as the page's users meet it; and a word on what is missing without it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
OFFICE: ViewportSize = {"width": 1366, "height": 768}
"""The screen of an old office PC."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def require(present: bool, what: str) -> None:
    """Skip where Debian's ``what`` is missing; in CI, which installs it, that is a failure."""
    if present:
        return
    reason = f"needs Debian's {what}"
    if os.environ.get("SONGCAN_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def has_chinese_fonts() -> bool:
    """Whether any installed font covers Chinese."""
    command = shutil.which("fc-list")
    if command is None:
        return False
    found = subprocess.run([command, ":lang=zh"], capture_output=True, check=False)  # noqa: S603
    return bool(found.stdout.strip())


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """A page in front of a visitor of ``home``, and whatever must not happen there.

    ``complaints`` collects what the console says, failed requests, and requests to elsewhere.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home.rstrip("/")
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._loads)
        page.on("request", self._stay_at_home)

    def _loads(self, request: Request) -> None:
        """Whoever leaves a page stops what still loads, such as its icon: no fault of the page."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(request.url)

    def _stay_at_home(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.home).netloc:
            self.complaints.append(request.url)

    def go(self, path: str) -> Page:
        """Open ``path``."""
        answer = self.page.goto(self.home + path)
        assert answer is not None
        assert answer.ok, answer.status
        return self.page


@contextmanager
def visiting(browser: Browser, home: str, *, scripts: bool = True) -> Iterator[Visitor]:
    """A visitor of ``home``, who must have nothing to complain about at the end."""
    context = browser.new_context(viewport=OFFICE, java_script_enabled=scripts)
    try:
        visitor = Visitor(context.new_page(), home)
        yield visitor
    finally:
        context.close()
    assert not visitor.complaints, visitor.complaints


def fits_office(page: Page) -> bool:
    """Whether nothing must be scrolled sideways on an office screen, once the page is there."""
    page.wait_for_load_state()
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= OFFICE["width"]


def printed(page: Page, path: Path) -> list[str]:
    """Print ``page`` as PDF to ``path``; the text of each sheet of paper."""
    tool = shutil.which("pdftotext")
    require(tool is not None, "poppler-utils")
    page.pdf(path=path, prefer_css_page_size=True)
    command = [str(tool), "-layout", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603
    return text.removesuffix("\f").split("\f")
