import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.audit import verify_all

_MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Recompute every audit chain of one tenant: in_tenant SLUG verify_audit."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line of JSON; exit status 1 when a chain is broken, with the first of them named."""
        chains, entries, broken = 0, 0, []
        for report in verify_all():
            chains += 1
            entries += report.length
            if not report.intact:
                broken.append({"subject": report.subject, "entry": report.first_broken})
        found = {
            "verified": not broken,
            "chains": chains,
            "entries": entries,
            "broken": broken[:_MOST_SHOWN],
        }
        self.stdout.write(json.dumps(found))
        if broken:
            raise CommandError(f"{len(broken)} of {chains} audit chains do not verify")
