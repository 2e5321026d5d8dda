import pytest

from tests.security.planted import Planted, plant


@pytest.fixture
def planted_province(province) -> Planted:
    return plant(province, word="Kanariaxanh")


@pytest.fixture
def planted_ministry(ministry) -> Planted:
    return plant(ministry, word="Hoanganhdo")
