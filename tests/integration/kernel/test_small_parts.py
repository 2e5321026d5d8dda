from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction

from motcua.kernel import counters, crypto, idempotency
from tenants.api import in_tenant

pytestmark = pytest.mark.django_db


def test_numbers_run_per_scope_day_and_tenant(province, ministry):
    day, next_day = date(2026, 6, 15), date(2026, 6, 16)
    with in_tenant(province.schema_name):
        assert [counters.next_number(scope="case", day=day) for _ in range(3)] == [1, 2, 3]
        assert counters.next_number(scope="case", day=next_day) == 1
        assert counters.next_number(scope="receipt", day=day) == 1
    with in_tenant(ministry.schema_name):
        assert counters.next_number(scope="case", day=day) == 1


def test_same_key_same_question_same_answer(inside_province, now):
    ask = {"scope": "submit", "key": "k", "fingerprint": "f", "at": now}
    first = idempotency.claim(**ask)
    idempotency.settle(first, "NH-1")
    again = idempotency.claim(**ask)
    assert (first.first, again.first, again.result) == (True, False, "NH-1")
    with pytest.raises(idempotency.IdempotencyConflict):
        idempotency.claim(**{**ask, "fingerprint": "other"})


def test_sealed_values_open_only_for_their_purpose_and_tenant(province, ministry):
    with in_tenant(province.schema_name):
        sealed = crypto.encrypt(b"001190000123", purpose="a")
        assert b"001190000123" not in sealed
        assert crypto.decrypt(sealed, purpose="a") == b"001190000123"
        with pytest.raises(InvalidTag):
            crypto.decrypt(sealed, purpose="b")
        index = crypto.blind_index("001190000123", purpose="a")
    with in_tenant(ministry.schema_name):
        crypto.encrypt(b"x", purpose="a")
        with pytest.raises(InvalidTag):
            crypto.decrypt(sealed, purpose="a")
        assert crypto.blind_index("001190000123", purpose="a") != index


def test_old_values_stay_readable_when_the_key_rotates(inside_province):
    old = crypto.encrypt(b"old", purpose="a")
    index = crypto.blind_index("v", purpose="a")
    assert crypto.rotate_data_key() == 2
    new = crypto.encrypt(b"new", purpose="a")
    assert old[1:3] != new[1:3]
    assert crypto.decrypt(old, purpose="a") == b"old"
    assert crypto.blind_index("v", purpose="a") == index
    crypto.forget_keys(connection.schema_name)


@pytest.mark.django_db(transaction=True)
def test_rivals_never_get_the_same_number(province):
    def take(_):
        with in_tenant(province.schema_name), transaction.atomic():
            number = counters.next_number(scope="race")
        connection.close()
        return number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(take, range(40)))
    assert len(set(numbers)) == 40
    with in_tenant(province.schema_name), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_counter")
