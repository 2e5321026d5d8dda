from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from motcua.config.demo.counter import furnish_counters
from motcua.config.demo.dossiers import make_dossiers
from motcua.config.demo.pages import write_news, write_pages
from motcua.config.demo.places import DEMO_TENANTS, PASSWORD
from motcua.config.demo.publishing import publish_services
from motcua.config.demo.signing import give_certificates, make_demo_authority
from motcua.config.demo.surveys import make_surveys
from motcua.config.demo.tenants import make_tenants
from motcua.identity.api import EmailTaken, create_citizen
from tenants.api import find_tenant, in_tenant


class Command(BaseCommand):
    help = "Make the demonstration tenants with people, services, pages and dossiers."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.MOTCUA_SIMULATORS:
            raise CommandError("seed_demo runs only where MOTCUA_SIMULATORS is on")
        # Invented data need not survive a crash of the machine: no waiting for the disk.
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")
        now = timezone.now()
        make_tenants(now=now, report=self._say)
        self._make_citizen()
        authority = make_demo_authority(now=now)
        for demo in DEMO_TENANTS:
            tenant = find_tenant(slug=demo.slug)
            with in_tenant(tenant.schema_name):
                versions = publish_services(tenant, now=now)
                write_news()
                write_pages(now=now)
                furnish_counters(now=now)
                self._say(f"{demo.slug}: {make_surveys(now=now)} survey answers")
                self._say(f"{demo.slug}: {len(versions)} services")
                make_dossiers(versions, count=demo.dossier_count, until=now, report=self._say)
                # Last, because signing a year of invented results would take minutes.
                self._say(f"{demo.slug}: {give_certificates(authority, now=now)} certificates")

    def _make_citizen(self) -> None:
        try:
            create_citizen(email="congdan@example.vn", password=PASSWORD, full_name="Trần Thị Dân")
        except EmailTaken:
            return

    def _say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()
