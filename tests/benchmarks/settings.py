"""The product's own settings, with the peers beside it."""

from motcua.config.settings.production import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.peers", "wagtail.contrib.forms"]  # noqa: F405
TENANT_APPS = [*TENANT_APPS, "tests.benchmarks.peers", "wagtail.contrib.forms"]  # noqa: F405
ROOT_URLCONF = "tests.benchmarks.urls"
