"""Settings of the test suite: the same product, faster password hashing, local services."""

import base64
import os

os.environ.setdefault("MOTCUA_SECRET_KEY", "only-for-tests")
os.environ.setdefault("MOTCUA_MASTER_KEY", base64.b64encode(b"0" * 32).decode())
os.environ.setdefault("MOTCUA_SCHEME", "http")
os.environ.setdefault("MOTCUA_PUBLIC_PORT", "80")
os.environ.setdefault("MOTCUA_SIMULATORS", "1")
os.environ.setdefault("MOTCUA_ALLOW_LOOPBACK", "1")
os.environ.setdefault("MOTCUA_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

from motcua.config.settings.base import *  # noqa: E402, F403

MOTCUA_WAKE_RELAY = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "motcua.files.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
