"""What the shell of a signed-in page shows. `site` composes it; the templates here only draw it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One place to go. The icon never stands without its word."""

    label: str
    url: str
    icon: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Entries under one heading; the first group has none."""

    label: str
    entries: tuple[NavEntry, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language the page can be read in, under its own name."""

    code: str
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """Rail, top bar and bottom bar of one person in one role."""

    organisation: str
    groups: tuple[NavGroup, ...]
    bottom: tuple[NavEntry, ...]
    brand: str = "Samspill"
    home_url: str = "/"
    hat_label: str = ""
    hat_switch_url: str | None = None
    speak_up_url: str | None = None
    account_url: str | None = None
    sign_out_url: str | None = None
    languages: tuple[Language, ...] = ()
