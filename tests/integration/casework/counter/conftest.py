from typing import Any

import pytest

from tests.factories.casework import Office, usual_office


@pytest.fixture
def office(inside_province: Any) -> Office:
    return usual_office()
