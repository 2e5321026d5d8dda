"""The running product for tests that look at it from outside: started once, ended at the end.

When writing such tests: ``MOTCUA_RUNNING_PRODUCT`` is the port of one that was started by
``python -m tests.functional.product``; ``MOTCUA_PRODUCT_HOME`` is a folder to keep its data in.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.product import Product


@pytest.fixture(scope="session")
def product(request: pytest.FixtureRequest) -> Iterator[Product]:
    """Web server, worker, beat, PostgreSQL and Redis with the demo's services and no dossiers.

    Its database starts as the other tests' one: migrating from nothing takes half a minute.
    """
    kept = os.environ.get("MOTCUA_PRODUCT_HOME")
    with tempfile.TemporaryDirectory(prefix="motcua-product-") as fresh:
        made = Product(Path(kept or fresh))
        if running := os.environ.get("MOTCUA_RUNNING_PRODUCT"):
            made.port = int(running)
            yield made
            return
        try:
            if kept:
                made.start()
            else:
                request.getfixturevalue("django_db_setup")
                _start_alike(made, Path(fresh) / "shape.dump")
            yield made
        finally:
            made.stop(keep=kept is not None)


def _start_alike(product: Product, dump: Path) -> None:
    from tests import copies

    copies.take_shape(dump)
    product.start(fill=lambda address: copies.give_shape(dump, address))
