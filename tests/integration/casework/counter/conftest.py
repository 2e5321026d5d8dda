from typing import Any

import pytest

from tests.factories.casework import Office, make_office


@pytest.fixture
def office(inside_province: Any) -> Office:
    return make_office()
