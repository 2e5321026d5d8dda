"""One dossier and all the people around it, step by step through the product's own operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from motcua.casework import api as casework
from motcua.casework.models import Case
from motcua.catalogue.api import VersionView
from motcua.config.demo.actors import ROLE_OF_STEP, staff
from motcua.config.demo.answers import Inventor
from motcua.config.demo.filing import file_dossier
from motcua.identity import api as identity
from motcua.kernel import outbox
from motcua.kernel.actors import Actor
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

SILENCE = "…"
"""As a plan's outcome: nobody answers until the time is over."""
_NOTE = "Ghi rõ lý do theo quy định."
_MOST_STEPS = 40


@dataclass
class Dossier:
    """``plan``: step id to the outcomes to take there, in order; else the usual way on."""

    version: VersionView
    number: int
    now: datetime
    plan: Mapping[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plan = {step: list(outcomes) for step, outcomes in self.plan.items()}
        self.calendar = workflow.tenant_calendar()

    def file(self) -> "Dossier":
        local = self.calendar.local_date(self.now + timedelta(days=2))
        self.inventor = Inventor(self.number, {"fld_ngay_hen": local.isoformat()})
        level = max(1, self.version.document.service.assurance_level)
        submission_id, applicant = file_dossier(
            self.version, self.inventor, number=self.number, level=level, now=self.now
        )
        self.citizen = identity.applicant_actor(applicant)
        case_id = casework.case_of_submission(submission_id, by=self.citizen)
        assert case_id is not None
        self.id = case_id
        self.settle()
        return self

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.id)

    @property
    def view(self) -> casework.CaseView:
        return casework.get_case(self.id, by=self.citizen, now=self.now)

    def person(self, username: str) -> Actor:
        return staff(username, self.now)

    def wait(self, minutes: int) -> None:
        self.now = self.calendar.add_working_minutes(self.now, minutes)

    def settle(self) -> None:
        """What the worker would do by now: start processes, typeset, send."""
        outbox.drain(now=self.now)

    def receive(self) -> "Dossier":
        self.wait(2)
        casework.receive_case(case_id=self.id, by=self.person("tiepnhan"), now=self.now)
        return self

    def open_items(self) -> list[workflow.WorkItemView]:
        items = [each for each in workflow.items_of(self.id) if each.status in ("open", "claimed")]
        return sorted(items, key=lambda each: (each.due_at, each.step_id))

    def run(self, *, until: str = "") -> "Dossier":
        """On to the end, or to where step ``until`` is open."""
        for _ in range(_MOST_STEPS):
            items = self.open_items()
            if not items or any(each.step_id == until for each in items):
                return self
            self.take(items[0])
            self.settle()
        raise AssertionError(f"{self.version.slug}: the dossier does not come to an end")

    def take(self, item: workflow.WorkItemView) -> None:
        outcome = self._planned(item)
        if outcome == SILENCE or item.kind == "wait_date":
            self.be_silent(item)
            return
        self.wait(max(1, min(30, (self._step(item).working_minutes or 2) // 3)))
        if item.kind == "reception":
            casework.receive_case(case_id=self.id, by=self.person("tiepnhan"), now=self.now)
        elif item.kind == "return":
            self.hand_over()
        elif item.kind == "citizen":
            self._answer(item, outcome)
        else:
            self._decide(item, outcome)

    def be_silent(self, item: workflow.WorkItemView) -> None:
        """Until the time of the step is over and the timer speaks."""
        self.now = max(self.now, item.due_at) + timedelta(seconds=1)
        workflow.fire_timers(now=self.now)

    def hand_over(self) -> None:
        recipient = casework.Recipient(name=self.citizen.name, method="counter")
        by = self.person("traketqua")
        casework.hand_over(case_id=self.id, recipient=recipient, by=by, now=self.now)

    def ask_supplement(self) -> casework.SupplementAsked:
        row = next(row for page in self.view.pages for row in page.rows if not row.files)
        self.asked_page, self.asked_field = row.page_id, row.field_id
        wish = casework.SupplementWish(
            "field", row.field_id, reason="Thông tin chưa khớp giấy tờ.", reason_code="wrong"
        )
        item = self.open_items()[0]
        by = self.person(ROLE_OF_STEP.get(item.role, "chuyenvien"))
        return casework.ask_supplement(case_id=self.id, items=[wish], by=by, now=self.now)

    def answer_supplement(self) -> None:
        open_supplement = self.view.open_supplement
        assert open_supplement is not None
        assert open_supplement.correction_id is not None
        draft_id = open_supplement.correction_id
        posted = self.inventor.page(self.version.compiled_form, self.asked_page)
        prefix = f"f-{self.asked_field}"
        mine = {name: value for name, value in posted.items() if name.startswith(prefix)}
        outcome = submissions.save_page(
            draft_id=draft_id,
            page_id=self.asked_page,
            posted=mine,
            by=self.citizen,
            now=self.now,
        )
        assert not outcome.errors, outcome.errors
        submissions.submit_correction(
            draft_id=draft_id,
            idempotency_key=f"bo-sung-{draft_id}",
            by=self.citizen,
            now=self.now,
        )
        self.settle()

    def _answer(self, item: workflow.WorkItemView, outcome: str) -> None:
        note = _NOTE if self._outcome(item, outcome).requires_reason else ""
        casework.answer_step(
            work_item_id=item.id, outcome=outcome, by=self.citizen, now=self.now, note=note
        )

    def _decide(self, item: workflow.WorkItemView, outcome: str) -> None:
        by = self.person(ROLE_OF_STEP.get(item.role, "chuyenvien"))
        needs_note = self._outcome(item, outcome).requires_reason
        facts: dict[str, Any] = {"note": _NOTE} if needs_note else {}
        casework.decide(work_item_id=item.id, outcome=outcome, by=by, now=self.now, **facts)

    def _planned(self, item: workflow.WorkItemView) -> str:
        waiting = self.plan.get(item.step_id)
        if waiting:
            return waiting.pop(0)
        return next(
            each.id
            for each in self._step(item).outcomes
            if each.kind in ("forward", "confirm", "verify")
        )

    def _outcome(self, item: workflow.WorkItemView, outcome: str) -> workflow.OutcomeSpec:
        found = self._step(item).outcome(outcome)
        assert found is not None, (item.step_id, outcome)
        return found

    def _step(self, item: workflow.WorkItemView) -> workflow.StepSpec:
        version_id = self.case.process_version_id
        assert version_id is not None
        return workflow.get_step_table(version_id).step(item.step_id)
