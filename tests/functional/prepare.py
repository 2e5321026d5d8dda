"""The demo's tenants, people and services, no dossiers; run by ``inside``."""

import sys
import time


def main() -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from motcua.config.demo.pages import write_news
    from motcua.config.demo.places import PASSWORD
    from motcua.config.demo.publishing import publish_services
    from motcua.config.demo.tenants import make_tenants
    from motcua.identity.api import create_citizen
    from tenants.api import in_tenant

    began = time.monotonic()

    def tell(what: str) -> None:
        sys.stderr.write(f"{time.monotonic() - began:6.1f} s  {what}\n")

    call_command("setup_platform", stdout=sys.stderr)
    tell("platform is set up")
    call_command("collectstatic", interactive=False, verbosity=0)
    now = timezone.now()
    tenants = make_tenants(now=now, report=tell)
    create_citizen(email="congdan@example.vn", password=PASSWORD, full_name="Trần Thị Dân")
    for tenant in tenants:
        with in_tenant(tenant.schema_name):
            publish_services(tenant, now=now)
            write_news()
        tell(f"{tenant.slug} is furnished")
