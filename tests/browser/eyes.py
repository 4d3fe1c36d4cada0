"""What a page is looked at with: a reader who notes every complaint, axe, and a ruler."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.browser.demo import Demo
from tests.browser.pages import Sight

Scheme = Literal["light", "dark"]
Look = tuple[int, Scheme, bool]
ALL_LOOKS: tuple[Look, ...] = tuple(
    (width, scheme, forced)
    for width in (320, 1280)
    for scheme, forced in (("light", False), ("dark", False), ("dark", True))
)
TWO_LOOKS: tuple[Look, ...] = ((320, "dark", False), (1280, "light", False))
AXE = Axe()
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}

# Everything one can hit that is lower or narrower than a thumb. A link in running text is as high as its line, and
# what is inside a label is hit through it.
SMALL_TARGETS = """() => {
  const hit = [];
  const inText = (a) => {
    const line = a.closest("p, li, dd, td, figcaption, legend, small, span, div");
    return getComputedStyle(a).display === "inline" && line && line.textContent.trim() !== a.textContent.trim();
  };
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const target = one.closest("label") ?? (one.labels?.length && /radio|checkbox/.test(one.type)
      ? one.parentElement : one);
    const box = target.getBoundingClientRect();
    if (!one.checkVisibility({opacityProperty: true, visibilityProperty: true}) || !box.width || box.right < 0
        || box.bottom < 0) continue;
    if (one.tagName === "A" && inText(one)) continue;
    if (getComputedStyle(one).pointerEvents === "none") continue;  // what cannot be hit is no target
    if (Math.round(box.height) < 44 || Math.round(box.width) < 44)
      hit.push(`${one.tagName} «${(one.textContent || one.name).trim().slice(0, 40)}» ${Math.round(box.width)}×${Math.round(box.height)}`);
  }
  return hit;
}"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 120));
}"""


@dataclass
class Reader:
    """One person at one screen: the same page for everything, so that a run is short."""

    demo: Demo
    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hears)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hears(self, message: ConsoleMessage) -> None:
        # A page that says «not found» is also reported as an address that failed to load.
        own = message.location.get("url") == self.page.url and "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not own:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def sign_in(self, who: str) -> None:
        self.page.goto(f"{self.demo.address}/demo/")
        self.page.locator(f'form[action="/demo/{who}/"] button').click()
        self.page.wait_for_url(f"{self.demo.address}/")

    def go(self, path: str) -> Response:
        found = self.page.goto(self.demo.address + path)
        assert found
        return found

    def see(self, sight: Sight) -> None:
        """The page stands there, in one piece and without a complaint."""
        path = sight.path(self.demo.places)
        found = self.go(path)
        assert (found.status, self.page.url) == (sight.status, self.demo.address + path)

    def sits_at(self, width: int, scheme: Scheme = "light", *, forced: bool = False) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme, forced_colors="active" if forced else "none")

    def barriers(self, looks: tuple[Look, ...]) -> list[str]:
        """What axe finds on the page that is open, in each look."""
        found = []
        for width, scheme, forced in looks:
            self.sits_at(width, scheme, forced=forced)
            for violation in AXE.run(self.page, options=OPTIONS).response["violations"]:
                nodes = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
                found.append(f"{width} {scheme}{' forced' if forced else ''}: {violation['id']}: {nodes}")
        return found

    def misfits(self) -> list[str]:
        """What makes the narrowest phone scroll sideways."""
        self.sits_at(320)
        wide: list[str] = self.page.evaluate(TOO_WIDE)
        return wide

    def small_targets(self) -> list[str]:
        self.sits_at(390)
        small: list[str] = self.page.evaluate(SMALL_TARGETS)
        return small


@dataclass
class Room:
    """One browser; everybody in it has a screen of their own and keeps it."""

    browser: Browser
    demo: Demo
    readers: dict[str, Reader] = field(default_factory=dict)

    def reader(self, who: str) -> Reader:
        """Somebody at their usual screen; ``-`` is a stranger."""
        if who not in self.readers:
            self.readers[who] = self.newcomer()
            if who != "-":
                self.readers[who].sign_in(who)
        return self.readers[who]

    def newcomer(self, *, script: bool = True) -> Reader:
        context = self.context(script=script)
        return Reader(self.demo, context.new_page())

    def context(self, *, script: bool = True) -> BrowserContext:
        context = self.browser.new_context(locale="nb-NO", java_script_enabled=script, reduced_motion="reduce")
        context.set_default_timeout(10_000)
        return context
