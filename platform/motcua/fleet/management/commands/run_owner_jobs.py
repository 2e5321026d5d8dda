import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from motcua.fleet.operations.found_tenant import warm_up
from motcua.fleet.operations.jobs import CHANNEL, run_next_job


class Command(BaseCommand):
    help = (
        "Do what web processes ask of the database's owner: open, export, import, delete tenants. "
        "Runs until it is stopped; sign in as the owner."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="only what waits now")

    def handle(self, *_args: Any, **options: Any) -> None:
        warm_up()
        while True:
            try:
                _listen()
                while run_next_job(now=timezone.now()):
                    pass
                if options["once"]:
                    return
                _wait()
            except (OperationalError, InterfaceError):
                if options["once"]:
                    raise
                close_old_connections()
                time.sleep(2.0)


def _listen() -> None:
    """Before looking, so that what comes meanwhile is heard; twice does no harm."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")


def _wait(seconds: float = 5.0) -> None:
    """Until a job is announced, or for a while: an announcement may be lost, a row is not."""
    raw: Any = connection.connection
    for _notice in raw.notifies(timeout=seconds, stop_after=1):
        return
