"""OpenID Connect against two independent parties, over HTTP (``tests/openid``)."""

import secrets


def run() -> dict[str, object]:
    """Counts the checks that held; raises ``AssertionError`` with the first that does not.

    Django is set up, the installation migrated; nobody listens at ``MOTCUA_PUBLIC_PORT`` yet.
    """
    from django.conf import settings

    from tenants.api import create_tenant
    from tests.openid.citizen_part import run_citizens
    from tests.openid.parties import running_parties
    from tests.openid.staff_part import run_staff
    from tests.openid.world import World, served

    slug = f"dinh-danh-{secrets.token_hex(3)}"
    tenant = create_tenant(
        slug=slug, name="Tỉnh Định Danh", short_name="Định Danh", kind="province", agency_code="H98"
    )
    with running_parties() as parties, served(int(settings.MOTCUA_PUBLIC_PORT)) as port:
        world = World(port, parties, tenant)
        run_staff(world)
        run_citizens(world)
    return {"openid_checks": len(world.passed)}
