"""On a fresh checkout the first tests run while the front end is still being built.

``make test`` names a file that is there as soon as it is built. Pure tests need not wait for it,
and the database is made meanwhile; whoever needs it without a database asks for ``front_end``.
"""

import os
from pathlib import Path

import pytest

from infra.dev.processes import wait_until

VARIABLE = "MOTCUA_AWAIT_FRONT_END"
PURE = ("tests/unit/", "tests/architecture/", "tests/i18n/")
LONGEST = 1_200.0
"""Installing its packages and building it on a slow machine, several times over."""


def await_it() -> None:
    built = os.environ.pop(VARIABLE, "")
    if built and not wait_until(Path(built).exists, seconds=LONGEST, every=0.3):
        pytest.exit("The front end was not built in time.", returncode=3)


@pytest.fixture(scope="session")
def front_end() -> None:
    """The built front end and its packages are there."""
    await_it()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    uses_database = {"db", "transactional_db", "django_db_setup"} & {
        *getattr(item, "fixturenames", ())
    }
    in_database = uses_database or item.get_closest_marker("django_db")
    if not in_database and not item.nodeid.startswith(PURE):
        await_it()
