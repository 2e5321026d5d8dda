import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel.errors import DomainError
from tenants.context import in_public, in_tenant
from tenants.operations.seal_audit import AuditReport, verify_audit
from tenants.queries.directory import find_tenant, list_active


class Command(BaseCommand):
    help = (
        "Recompute audit chains and verify signed digests: of the schema in use "
        "(in_tenant SLUG verify_audit), of one tenant (--tenant SLUG) or of all (--all)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--tenant", metavar="SLUG")
        which.add_argument("--all", action="store_true", help="the shared schema and every tenant")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line of JSON; exit status 1 when a link is broken, with the first of them named."""
        if options["all"]:
            return self._all()
        report = self._of(options["tenant"]) if options["tenant"] else verify_audit()
        self.stdout.write(json.dumps(report.as_json()))
        if not report.verified:
            raise CommandError(first_broken(report))
        return None

    def _of(self, slug: str) -> AuditReport:
        try:
            tenant = find_tenant(slug=slug)
        except DomainError as error:
            raise CommandError(f"no tenant {error.message}") from error
        with in_tenant(tenant.schema_name):
            return verify_audit()

    def _all(self) -> None:
        with in_public():
            found = {"": verify_audit()}
        for tenant in list_active():
            found[tenant.slug] = self._of(tenant.slug)
        told = {slug or "public": report.as_json() for slug, report in found.items()}
        good = all(report.verified for report in found.values())
        self.stdout.write(json.dumps({"verified": good, "tenants": told}))
        for slug, report in found.items():
            if not report.verified:
                raise CommandError(f"{slug or 'public'}: {first_broken(report)}")


def first_broken(report: AuditReport) -> str:
    count = len(report.broken_chains)
    if count:
        subject, entry = report.broken_chains[0]
        words = f"{count} of {report.chains} audit chains do not verify"
        return f"{words}; the first: {subject}, entry {entry}"
    link = report.digests.broken[0]
    place = f" {link.subject}, entry {link.entry}" if link.subject else ""
    return f"the digests do not verify; the first of {link.day}: {link.why}{place}"
