"""The outermost layer: settings, addresses, Celery. Every program of ours imports it first."""

from motcua.config.collector import expect_much

# Before anything else is imported.
expect_much()

from motcua.config.celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
