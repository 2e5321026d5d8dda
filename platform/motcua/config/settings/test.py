"""Settings of the test suite: the same product, faster password hashing, local services."""

import base64
import os

os.environ.setdefault("MOTCUA_SECRET_KEY", "only-for-tests")
os.environ.setdefault("MOTCUA_MASTER_KEY", base64.b64encode(b"0" * 32).decode())
# tests.services names the real ones; these let linters and type checkers load the settings.
os.environ.setdefault("MOTCUA_DATABASE_URL", "postgresql:///motcua")
os.environ.setdefault("MOTCUA_REDIS_URL", "redis://127.0.0.1:6379/0")
os.environ.setdefault("MOTCUA_SCHEME", "http")
os.environ.setdefault("MOTCUA_PUBLIC_PORT", "80")
os.environ.setdefault("MOTCUA_SIMULATORS", "1")
os.environ.setdefault("MOTCUA_ALLOW_LOOPBACK", "1")
os.environ.setdefault("MOTCUA_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

from motcua.config.settings.base import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MOTCUA_WAKE_RELAY = False
# An entry that expires in the middle of a test would be one query more.
MOTCUA_DIRECTORY_SECONDS = 3_600
MOTCUA_SWITCHBOARD_SECONDS = 3_600
# What a test changes it sees at once.
MOTCUA_REMEMBER_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "motcua.files.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
