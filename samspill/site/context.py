"""What every page needs to know about who looks: the shell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"viewer": getattr(request, "viewer", None)}
