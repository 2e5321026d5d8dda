"""Who runs the platform: say so of an account, or take it back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.identity.citizens.operations.operators import (
    NotAnAccount,
    make_operator,
    unmake_operator,
)


class Command(BaseCommand):
    help = (
        "Let an account of the platform into the operator's console. The person signs up first, "
        "confirms the mail address and sets up a second factor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--remove", action="store_true", help="take the right back")

    def handle(self, *_args: Any, **options: Any) -> None:
        change = unmake_operator if options["remove"] else make_operator
        try:
            name = change(email=options["email"], now=timezone.now())
        except NotAnAccount as error:
            raise CommandError(str(error)) from error
        done = "no longer an operator" if options["remove"] else "an operator"
        self.stdout.write(f"{name} is {done} now.")
