"""Runs every story of every procedure in both tenants, and counts."""

import io
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management import CommandError, call_command

from motcua.catalogue.api import VersionView
from motcua.config.demo.publishing import publish_services
from motcua.config.demo.tenants import make_tenants
from motcua.workflow import api as workflow
from tenants.api import TenantView, in_tenant
from tenants.operations.seal_audit import seal_everywhere
from tests.processes import measures
from tests.processes.desk import Dossier
from tests.processes.stories import Story, stories_of

PUBLISHED = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
BEGIN = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
"""A Monday, 09:00 in Vietnam; later dossiers come in later, over holidays and week-ends."""
Tell = Callable[[str], None]


class Proof:
    """What was counted so far, and what did not hold."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.figures: Counter[str] = Counter()
        self.faults: list[str] = []
        self.outcomes: Counter[str] = Counter()

    def run_story(self, version: VersionView, story: Story, number: int) -> None:
        code = version.document.procedure.code
        begin = BEGIN + timedelta(hours=7 * number)
        began = workflow.tenant_calendar().next_working_moment(begin)
        dossier = Dossier(version, number, began, story.plan)
        try:
            story.tell(dossier.file())
            dossier.settle()
            if dossier.case.state is not story.ends_in:
                raise AssertionError(f"state {dossier.case.state.name}")
        except Exception as error:  # noqa: BLE001 -- told and counted; the other stories go on
            self.faults.append(f"{code} {story.name}: {type(error).__name__}: {error}")
            self.tell(traceback.format_exc(limit=-4))
        else:
            self.figures["processes_run"] += 1
            self.outcomes[story.name] += 1

    def attempt(self, what: str, act: Callable[[], int]) -> int:
        """A count that may fail: zero then, and a fault."""
        try:
            return act()
        except Exception as error:  # noqa: BLE001 -- told and counted
            self.faults.append(f"{what}: {type(error).__name__}: {error}")
            self.tell(traceback.format_exc(limit=-4))
            return 0


def prove(*, only: str | None, tell: Tell) -> tuple[dict[str, Any], list[str]]:
    proof = Proof(tell)
    tenants = make_tenants(now=PUBLISHED, report=tell)
    procedures, number, pdfs = set(), 0, list[bytes]()
    for tenant in tenants:
        with in_tenant(tenant.schema_name):
            for version in publish_services(tenant, now=PUBLISHED):
                code = version.document.procedure.code
                if only and code != only:
                    continue
                procedures.add(code)
                tell(f"{code} {version.slug}")
                for story in stories_of(version):
                    number += 1
                    proof.run_story(version, story, number)
            tell(f"counting {tenant.slug}")
            pdfs += _count(proof)
    line: dict[str, Any] = {"procedures": len(procedures), **proof.figures}
    line |= _papers(proof, pdfs)
    line["audit_chains_verified"] = _audit(proof, tenants)
    line["outcomes"] = dict(proof.outcomes)
    return line, proof.faults


def _count(proof: Proof) -> list[bytes]:
    proof.figures["transitions"] += proof.attempt("transitions", measures.transitions)
    proof.figures["clock_checks"] += proof.attempt("clock", measures.check_clock)
    found: list[bytes] = []

    def collect() -> int:
        found.extend(measures.papers())
        return len(found)

    proof.attempt("papers", collect)
    return found


def _papers(proof: Proof, pdfs: list[bytes]) -> dict[str, Any]:
    valid = proof.attempt("papers", lambda: measures.valid_papers(pdfs))
    if valid != len(pdfs):
        proof.faults.append(f"{len(pdfs) - valid} papers are not valid")
    checked = measures.papers_checked_by()
    return {"papers": len(pdfs), "papers_valid": valid, "papers_checked_by": checked}


def _audit(proof: Proof, tenants: list[TenantView]) -> bool:
    """Sealed as every night, then by the command operators use."""
    now = datetime.now(UTC)
    seal_everywhere(day=now.date(), now=now)
    try:
        call_command("verify_audit", all=True, stdout=io.StringIO())
    except CommandError as broken:
        proof.faults.append(f"audit: {broken}")
        return False
    return bool(tenants)
