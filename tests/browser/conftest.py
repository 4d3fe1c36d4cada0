from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.demo import Demo, chromium, served
from tests.browser.eyes import Room

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Without a browser these tests are skipped, said aloud; where everything must be proved they fail."""
    found = chromium()
    if not found and os.environ.get("CI"):
        pytest.fail("CI does not skip: Chromium is missing (apt install chromium, or SAMSPILL_CHROMIUM)")
    if not found:
        pytest.skip("Chromium is missing: apt install chromium, or say where it is in SAMSPILL_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def demo(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    own = tmp_path_factory.mktemp("demo")
    shared = own.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else own.parent
    with served(shared, own) as there:
        yield there


@pytest.fixture(scope="module")
def room(chromium_path: str, demo: Demo) -> Iterator[Room]:
    """For one module at a time: while Playwright runs, its event loop keeps Django from its database."""
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield Room(browser, demo)
        browser.close()
