from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.casework.api import hold_case, release_hold
from motcua.casework.models import Case
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import DomainError


class Command(BaseCommand):
    help = "Legal hold on a dossier: in_tenant SLUG hold_case CODE --reason TEXT (or --release)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the dossier's code, or the reference of the submission")
        parser.add_argument("--reason", default="")
        parser.add_argument("--release", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        code, now = options["code"], timezone.now()
        found = Case.objects.filter(code=code) | Case.objects.filter(reference=code)
        case = found.first()
        if case is None:
            raise CommandError(f"no dossier {code}")
        try:
            if options["release"]:
                release_hold(case_id=case.pk, by=SYSTEM, now=now)
            else:
                hold_case(case_id=case.pk, reason=options["reason"], by=SYSTEM, now=now)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(f"{code}: {'released' if options['release'] else 'held'}")
