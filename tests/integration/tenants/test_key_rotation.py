"""The master key is exchanged while everything serves; what was sealed stays readable."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import CommandError, call_command

from motcua.kernel import crypto
from motcua.kernel.models import DataKey
from tenants.api import in_tenant

pytestmark = pytest.mark.django_db
NEW = base64.b64encode(b"n" * 32).decode()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    crypto._keys.clear()
    crypto._master_key.cache_clear()
    yield
    crypto._keys.clear()
    # The key made in a test is never committed.
    crypto._unsettled.clear()
    crypto._master_key.cache_clear()


def under(settings, *, new="", old=""):
    settings.MOTCUA_MASTER_KEY, settings.MOTCUA_MASTER_KEY_OLD = new, old
    crypto._keys.clear()
    crypto._master_key.cache_clear()


def test_the_master_key_is_exchanged_step_by_step(province, ministry, settings, capsys):
    old = settings.MOTCUA_MASTER_KEY
    sealed = {}
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            sealed[tenant.schema_name] = crypto.encrypt(b"001190000123", purpose="x")

    def opened(schema):
        with in_tenant(schema):
            return crypto.decrypt(sealed[schema], purpose="x")

    # The new key alone opens nothing; with the old one beside it everything.
    under(settings, new=NEW)
    with pytest.raises(InvalidTag):
        opened(province.schema_name)
    with pytest.raises(CommandError, match="under neither"):
        call_command("rotate_keys", master=True)
    under(settings, new=NEW, old=old)
    assert {opened(each) for each in sealed} == {b"001190000123"}
    # Half of it, as after an interruption, then the rest; a third run finds nothing to do.
    with in_tenant(province.schema_name):
        assert crypto.rewrap_data_keys()[1] >= 1
    call_command("rotate_keys", master=True)
    call_command("rotate_keys", master=True)
    assert "0 of " in capsys.readouterr().out.splitlines()[-1]
    under(settings, new=NEW)
    assert {opened(each) for each in sealed} == {b"001190000123"}
    under(settings, new=old)
    with pytest.raises(InvalidTag):
        opened(ministry.schema_name)


def test_an_agency_gets_a_new_data_key_and_reads_what_was_before(province, ministry):
    with in_tenant(province.schema_name):
        before, index = crypto.encrypt(b"a", purpose="x"), crypto.blind_index("a", purpose="x")
    call_command("rotate_keys", data="lam-dong")
    with in_tenant(province.schema_name):
        after = crypto.encrypt(b"a", purpose="x")
        assert before[1:3] != after[1:3]
        assert crypto.decrypt(before, purpose="x") == crypto.decrypt(after, purpose="x") == b"a"
        assert crypto.blind_index("a", purpose="x") == index
        keys = DataKey.objects.count()
    with in_tenant(ministry.schema_name):
        assert DataKey.objects.count() == keys - 1
