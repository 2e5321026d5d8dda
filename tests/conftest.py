"""See ``tests/services.py`` for the servers and ``tests/fixtures.py`` for the fixtures."""

pytest_plugins = ["tests.fixtures", "tests.functional.running"]
