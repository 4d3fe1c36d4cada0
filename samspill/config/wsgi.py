"""The WSGI application that granian serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
application = get_wsgi_application()
# Load every address now, then set aside what will live as long as the process: looking through it again and again for
# garbage took as long as answering did.
_loaded = get_resolver().url_patterns
gc.collect()
gc.freeze()
