"""Runs every story of every procedure in both tenants, and counts."""

import io
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.core.management import CommandError, call_command

from motcua.casework import api as casework
from motcua.catalogue.api import VersionView
from motcua.config.demo.publishing import publish_services
from motcua.config.demo.signing import give_certificates, make_demo_authority
from motcua.config.demo.tenants import make_tenants
from motcua.workflow import api as workflow
from tenants.api import TenantView, in_tenant
from tenants.operations.seal_audit import seal_everywhere
from tests.processes import exchange, measures, signatures, simulations
from tests.processes.desk import Dossier
from tests.processes.proof_times import BEGIN, PUBLISHED
from tests.processes.stories import Story, stories_of

Tell = Callable[[str], None]
T = TypeVar("T")


class Proof:
    """What was counted so far, and what did not hold."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.figures: Counter[str] = Counter()
        self.faults: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self.procedures: set[str] = set()
        self.latest = BEGIN
        self._number = 0

    def next_number(self) -> int:
        self._number += 1
        return self._number

    def need(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)

    def run_story(self, version: VersionView, story: Story, number: int) -> None:
        begin = BEGIN + timedelta(hours=7 * number)
        began = workflow.tenant_calendar().next_working_moment(begin)
        dossier = Dossier(version, number, began, story.plan)

        def tell_it() -> int:
            story.tell(dossier.file())
            dossier.settle()
            self.latest = max(self.latest, dossier.now)
            if dossier.case.state is not story.ends_in:
                raise AssertionError(f"state {dossier.case.state.name}")
            return 1

        done = self.attempt(f"{version.document.procedure.code} {story.name}", tell_it)
        self.figures["processes_run"] += done
        self.outcomes[story.name] += done

    def attempt(self, what: str, act: Callable[[], int]) -> int:
        """A count that may fail: zero then, and a fault."""
        return self.attempt_any(what, act, 0)

    def attempt_any(self, what: str, act: Callable[[], T], otherwise: T) -> T:
        try:
            return act()
        except Exception as error:  # noqa: BLE001 -- told and counted; the others go on
            self.faults.append(f"{what}: {type(error).__name__}: {error}")
            self.tell(traceback.format_exc(limit=-4))
            return otherwise


def prove(*, only: str | None, tell: Tell) -> tuple[dict[str, Any], list[str]]:
    proof = Proof(tell)
    tenants = make_tenants(now=PUBLISHED, report=tell)
    authority = make_demo_authority(now=PUBLISHED)
    for tenant in tenants:
        with in_tenant(tenant.schema_name):
            give_certificates(authority, now=PUBLISHED)
            for version in publish_services(tenant, now=PUBLISHED):
                code = version.document.procedure.code
                if only in (None, code):
                    _procedure(proof, version, tenants)
    for tenant in tenants:
        with in_tenant(tenant.schema_name):
            tell(f"counting {tenant.slug}")
            _count(proof)
    line: dict[str, Any] = {"procedures": len(proof.procedures), **proof.figures}
    line["papers_checked_by"] = measures.papers_checked_by()
    line["audit_chains_verified"] = _audit(proof, tenants)
    with in_tenant(tenants[0].schema_name):
        simulated, share = _simulated(proof)
    line |= {"simulated_dossiers": simulated, "on_time_share": share}
    line["outcomes"] = dict(proof.outcomes)
    return line, proof.faults


def _procedure(proof: Proof, version: VersionView, tenants: list[TenantView]) -> None:
    code = version.document.procedure.code
    proof.procedures.add(code)
    proof.tell(f"{code} {version.slug}")
    for story in stories_of(version):
        proof.run_story(version, story, proof.next_number())
    if any(step.id == exchange.ASKING_STEP for step in version.document.process.steps):
        asking = exchange.publish_asking(version, of=tenants[1].slug)
        told = Story(
            "sent to a second tenant and back",
            casework.NationalState.RETURNED,
            lambda dossier: exchange.there_and_back(dossier, tenants[1]),
            {},
        )
        proof.run_story(asking, told, proof.next_number())


def _count(proof: Proof) -> None:
    """In one tenant."""
    figures = proof.figures
    figures["transitions"] += proof.attempt("transitions", measures.transitions)
    figures["asked_elsewhere"] += proof.attempt("asked elsewhere", measures.asked_elsewhere)
    figures["clock_checks"] += proof.attempt("clock", measures.check_clock)
    pdfs = proof.attempt_any("papers", measures.papers, [])
    figures["papers"] += len(pdfs)
    valid = proof.attempt("papers", lambda: measures.valid_papers(pdfs))
    figures["papers_valid"] += valid
    proof.need(valid == len(pdfs), f"{len(pdfs) - valid} papers are not valid")
    _count_signatures(proof)


def _count_signatures(proof: Proof) -> None:
    signed = proof.attempt_any("signed papers", signatures.signed_papers, [])
    now = proof.latest
    total, valid = proof.attempt_any(
        "signatures", lambda: signatures.count_signatures(signed, now=now), (0, 0)
    )
    proof.figures["signatures"] += total
    proof.figures["signatures_valid"] += valid
    proof.need(valid == total, f"{total - valid} signatures are not valid")
    by_poppler = signatures.count_by_poppler(signed)
    if by_poppler is not None:
        proof.figures["signatures_valid_by_pdfsig"] += by_poppler


def _simulated(proof: Proof) -> tuple[int, float | None]:
    nothing: tuple[int, float | None] = (0, None)
    return proof.attempt_any("simulation", simulations.run_year, nothing)


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
