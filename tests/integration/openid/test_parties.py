"""Other people's OpenID Connect above and below us, over real HTTP: see ``tests/openid``.

One test, for one Node process, one server and one putting back of the database.
"""

import pytest

from motcua.identity.applicants.relying_party import identity_token
from tests.integration.identity.conftest import new_pem
from tests.openid.citizen_part import run_citizens
from tests.openid.parties import running_parties
from tests.openid.staff_part import run_staff
from tests.openid.world import World, served


@pytest.mark.django_db(transaction=True)
def test_the_independent_parties_agree_and_refuse_what_is_forged(province, settings):
    settings.IDP_OIDC_PRIVATE_KEY = new_pem()
    identity_token.forget_keys()
    with running_parties() as parties, served(0) as port:
        settings.MOTCUA_PUBLIC_PORT = port
        world = World(port, parties, province)
        run_staff(world)
        run_citizens(world)
    identity_token.forget_keys()
    assert len(world.passed) == len(set(world.passed)) > 80
