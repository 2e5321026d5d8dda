"""A package, so that what ``conftest.py`` plants once belongs to exactly these tests."""
