from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from motcua.identity import api as identity
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import DomainError
from tenants.api import tenant_url


class Command(BaseCommand):
    help = (
        "Make a technician of a tenant, or let one in again: in_tenant SLUG create_technician "
        "USERNAME FULL-NAME. Prints a link to set a password, good once and for 24 hours."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name", nargs="?", default="")
        parser.add_argument(
            "--reset", action="store_true", help="also remove the second factor (lost telephone)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            person = identity.find_staff(username=options["username"]) or identity.create_staff(
                username=options["username"], full_name=options["full_name"], by=SYSTEM, now=now
            )
            identity.assign_role(
                staff_id=person.id, role="tech_admin", agency_id=None, by=SYSTEM, now=now
            )
            if options["reset"]:
                identity.reset_second_factor(staff_id=person.id, by=SYSTEM, now=now)
            token = identity.make_password_link(staff_id=person.id, by=SYSTEM, now=now)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(tenant_url(reverse("staff_password", args=[person.id, token])))
