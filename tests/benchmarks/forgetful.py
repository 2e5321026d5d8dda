"""The benchmarks' settings with nothing remembered between requests."""

from tests.benchmarks.settings import *  # noqa: F403

CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
MIDDLEWARE = ["tests.benchmarks.forgetting.ForgettingMiddleware", *MIDDLEWARE]  # noqa: F405
