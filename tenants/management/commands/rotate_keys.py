from typing import Any

from cryptography.exceptions import InvalidTag
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.api import find_tenant
from tenants.operations.rotate_keys import renew_data_key, rewrap_all


class Command(BaseCommand):
    help = "Exchange keys without a pause: the master key (--master) or an agency's own (--data)."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--master", action="store_true", help="all data keys under today's")
        what.add_argument("--data", metavar="SLUG", help="a new data key for one agency")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["data"]:
            number = renew_data_key(find_tenant(slug=options["data"]).schema_name)
            self.stdout.write(f"{options['data']}: data key {number}; restart web and workers")
            return
        try:
            done = rewrap_all()
        except InvalidTag as error:
            raise CommandError(
                "A data key is under neither MOTCUA_MASTER_KEY nor MOTCUA_MASTER_KEY_OLD; "
                "nothing of that schema was changed."
            ) from error
        self.stdout.write(
            f"{done.changed} of {done.keys} keys in {done.schemas} schemas were put under the new "
            "master key; MOTCUA_MASTER_KEY_OLD is no longer needed"
        )
