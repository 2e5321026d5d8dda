import pytest

from tests.factories import payments as make


@pytest.fixture
def vnpay(inside_province, now):
    """The province has an account with VNPay."""
    make.configure_vnpay(now)
    return inside_province
