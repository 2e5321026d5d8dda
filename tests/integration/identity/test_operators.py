"""Who may be let into the operator's console, and how."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from motcua.identity.citizens.operations.operators import CHAIN
from motcua.identity.models import Account
from motcua.kernel.audit import read_chain, verify_chain
from tenants.api import in_public
from tests.factories.identity import make_citizen

pytestmark = pytest.mark.django_db
EMAIL = "vanhanh@example.vn"


def test_an_operator_has_a_confirmed_address_and_a_second_factor():
    with in_public():
        with pytest.raises(CommandError, match="no account"):
            call_command("operator", email=EMAIL)
        citizen = make_citizen(email=EMAIL)
        account = Account.objects.get(pk=citizen.account_id)
        EmailAddress.objects.filter(user=account).delete()
        with pytest.raises(CommandError, match="not confirmed"):
            call_command("operator", email=EMAIL)
        EmailAddress.objects.create(user=account, email=EMAIL, verified=True, primary=True)
        with pytest.raises(CommandError, match="second factor"):
            call_command("operator", email=EMAIL)
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
        out = StringIO()
        call_command("operator", email=EMAIL.upper(), stdout=out)
        assert "is an operator now" in out.getvalue()
        assert Account.objects.get(pk=account.pk).is_staff
        call_command("operator", email=EMAIL, remove=True, stdout=out)
        assert not Account.objects.get(pk=account.pk).is_staff
        assert [each.action for each in read_chain(CHAIN)] == ["operator.made", "operator.unmade"]
        assert verify_chain(CHAIN).intact
