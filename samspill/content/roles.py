"""The roles, and in short lines what each may see and never sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data


@dataclass(frozen=True, slots=True)
class RoleCard:
    code: str
    name: LocalText
    does: LocalText
    sees: tuple[LocalText, ...]
    never: tuple[LocalText, ...]


@cache
def roles() -> Mapping[str, RoleCard]:
    return MappingProxyType({each["code"]: _card(each) for each in shipped_data("roles.yaml")["roles"]})


def role(code: str) -> RoleCard:
    if code not in roles():
        raise ContentError(f"no role {code!r}")
    return roles()[code]


def _card(raw: dict[str, Any]) -> RoleCard:
    return RoleCard(
        code=raw["code"],
        name=LocalText.of(raw["name"]),
        does=LocalText.of(raw["does"]),
        sees=tuple(map(LocalText.of, raw["sees"])),
        never=tuple(map(LocalText.of, raw["never"])),
    )
