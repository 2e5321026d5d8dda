import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tenants.operations.seal_audit import seal_audit, seal_everywhere, yesterday


class Command(BaseCommand):
    help = (
        "Write the signed audit digest of a day that is over, as every night does, and print it "
        "to be kept elsewhere: in_tenant SLUG seal_audit, or seal_audit --all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="yesterday when not given")
        parser.add_argument("--all", action="store_true", help="every tenant and the shared schema")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        day = options["day"] or yesterday(now)
        if options["all"]:
            told: dict[str, Any] = {"schemas": seal_everywhere(day=day, now=now)}
        else:
            told = asdict(seal_audit(day=day, now=now))
        self.stdout.write(json.dumps(told, default=str))
