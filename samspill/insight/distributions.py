"""Distributions: how many gave each value, for exactly the respondents of a mean that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.insight.cover import Cover
from samspill.insight.tree import Tree


def shown_distributions(
    tree: Tree, cover: Cover, values: Sequence[tuple[int, ...]], k: int
) -> dict[int, tuple[int, ...]]:
    return {}
