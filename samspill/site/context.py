"""What every page needs to know about who looks: the shell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from samspill.site.navigation import shell_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """Nothing for strangers: their pages have no rail."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    viewer = getattr(request, "viewer", None) or None
    return {"viewer": viewer, "shell": shell_for(request, viewer)}
