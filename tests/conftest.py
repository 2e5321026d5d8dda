"""See ``tests/services.py`` for the servers and ``tests/fixtures.py`` for the fixtures."""

import gc

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.front_end", "tests.fixtures", "tests.functional.running"]

# How long an example takes says something about the machine, not about the product.
settings.register_profile("motcua", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("motcua")


# Above what the product itself runs with: a process of tests may take more memory.
gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """All that was imported stays: the collector need not look through it ever again."""
    gc.collect()
    gc.freeze()
