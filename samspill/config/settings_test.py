"""Settings for tests: the product's own, with a fast hasher, plain static files and a home of their own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("SAMSPILL_HOME", tempfile.mkdtemp(prefix="samspill-test-"))
os.environ.setdefault("SAMSPILL_DEMO", "1")

from samspill.config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "samspill.notices.mail.OutboxBackend"
