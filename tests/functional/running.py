"""The running product for tests that look at it from outside: started once, ended at the end."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.product import Product


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """Web server, worker, beat, PostgreSQL and Redis with the demo's services and no dossiers."""
    if running := os.environ.get("MOTCUA_RUNNING_PRODUCT"):
        # For writing tests: the port of one started by ``python -m tests.functional.product``.
        found = Product(Path(tempfile.gettempdir()) / "motcua-none")
        found.port = int(running)
        yield found
        return
    with tempfile.TemporaryDirectory(prefix="motcua-product-") as home:
        made = Product(Path(home))
        try:
            made.start()
            yield made
        finally:
            made.stop()
