"""Dossiers in every stage: a small real service, an office of people, a citizen.

Call inside a tenant's schema. Time starts at ``NOW`` (Monday 15/06/2026 09:00) and is passed on.
"""

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final, TypeVar
from uuid import UUID

from motcua.casework import api
from motcua.casework.models import Case
from motcua.casework.operations import dossiers
from motcua.identity.api import AgencyView, ApplicantView, applicant_actor
from motcua.identity.models import Account
from motcua.identity.staff.models import Agency
from motcua.identity.staff.queries.actor import staff_actor
from motcua.kernel import outbox
from motcua.kernel.actors import Actor
from motcua.kernel.schemas import current_schema
from motcua.submissions import api as submissions
from tenants.api import in_tenant
from tests.factories import submissions as filing
from tests.factories.catalogue import publish
from tests.factories.identity import make_agency, make_applicant, make_staff
from tests.factories.replay import Story, current_story

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def outcome(name: str, to: str, label: str = "", **rest: Any) -> dict[str, Any]:
    return {"id": f"out_{name}", "label": {"vi": label or name}, "to": to, **rest}


def step(name: str, kind: str, role: str, *outcomes: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {
        "id": f"stp_{name}",
        "name": {"vi": rest.pop("label", name)},
        "kind": kind,
        "role": role,
        "working_minutes": 60,
        "outcomes": list(outcomes),
        **rest,
    }


RECEPTION = step(
    "receive",
    "reception",
    "receptionist",
    outcome("accept", "stp_appraise", "Tiếp nhận"),
    outcome("refuse", "end:refused", "Từ chối", kind="refuse", requires_reason=True),
    agency="receiving",
    national_state=1,
    label="Tiếp nhận hồ sơ",
)
REFUSE = outcome("reject", "end:refused", "Từ chối giải quyết", kind="refuse", requires_reason=True)
APPRAISE = step(
    "appraise",
    "review",
    "specialist",
    outcome("pass", "stp_sign", "Đủ điều kiện"),
    REFUSE,
    label="Thẩm định",
)
SIGN = step(
    "sign",
    "approve",
    "leader",
    outcome("sign", "stp_release", "Ký duyệt"),
    outcome("back", "stp_appraise", "Trả lại", kind="back", requires_reason=True),
    label="Ký duyệt",
)
RELEASE = step(
    "release",
    "issue",
    "clerk_office",
    outcome("released", "stp_return", "Đã phát hành"),
    label="Phát hành",
)
RETURN = step(
    "return",
    "return",
    "returner",
    outcome("returned", "end:issued", "Đã trả"),
    agency="receiving",
    national_state=9,
    label="Trả kết quả",
)
STEPS = [RECEPTION, APPRAISE, SIGN, RELEASE, RETURN]


def steps_with_supply() -> list[dict[str, Any]]:
    """The author drew the way to the citizen and back."""
    appraise = {
        **APPRAISE,
        "outcomes": [
            *APPRAISE["outcomes"],
            outcome("more", "stp_supply", "Yêu cầu bổ sung", kind="supplement"),
        ],
    }
    supply = step(
        "supply",
        "citizen",
        "applicant",
        outcome("sent", "stp_appraise", "Đã bổ sung"),
        national_state=5,
        working_minutes=4800,
        label="Công dân bổ sung",
    )
    return [RECEPTION, appraise, supply, SIGN, RELEASE, RETURN]


def steps_with_confirmation() -> list[dict[str, Any]]:
    """The citizen sees the draft first; silence means agreement (P1)."""
    appraise = {**APPRAISE, "outcomes": [outcome("pass", "stp_confirm", "Đủ điều kiện"), REFUSE]}
    confirm = step(
        "confirm",
        "citizen",
        "applicant",
        outcome("yes", "stp_sign", "Đồng ý", kind="confirm"),
        outcome("no", "stp_appraise", "Không đồng ý", kind="back", requires_reason=True),
        timeout_outcome="out_yes",
        working_minutes=480,
        label="Xác nhận bản dự thảo",
    )
    return [RECEPTION, appraise, confirm, SIGN, RELEASE, RETURN]


def steps_with_fee() -> list[dict[str, Any]]:
    appraise = {**APPRAISE, "outcomes": [outcome("pass", "stp_fee", "Đủ điều kiện"), REFUSE]}
    wait = step(
        "fee",
        "wait_fee",
        "applicant",
        outcome("paid", "stp_sign", "Đã nộp"),
        national_state=6,
        working_minutes=4800,
        label="Nộp lệ phí",
    )
    return [RECEPTION, appraise, wait, SIGN, RELEASE, RETURN]


def document(**parts: Any) -> dict[str, Any]:
    """The form of the submissions' tests with a process, a clock and a result."""
    raw = filing.document(
        process={"steps": STEPS},
        clock={"unit": "working_days", "amount": 3},
        result={
            "name": {"vi": "Bản sao trích lục"},
            "title": {"vi": "Trích lục khai sinh"},
            "blocks": [
                {
                    "id": "blk_text",
                    "kind": "paragraph",
                    "text": {"vi": "Cấp cho {form.name}, theo hồ sơ {case.code}."},
                },
                {
                    "id": "blk_rows",
                    "kind": "rows",
                    "rows": [{"label": {"vi": "Số bản"}, "value": {"vi": "{form.copies}"}}],
                },
            ],
        },
        legal_bases=[
            {
                "id": "lgl_one",
                "number": "123/2015/NĐ-CP",
                "title": {"vi": "Nghị định hộ tịch"},
                "article": "Điều 9",
            }
        ],
    )
    raw["service"]["summary"] = {"vi": "Cấp bản sao từ sổ gốc."}
    raw["procedure"]["sector"] = {"vi": "Hộ tịch"}
    return {**raw, **parts}


def actor(*roles: str, agency: AgencyView | None = None, now: datetime = NOW) -> Actor:
    """A real account with real roles, as a request would find it."""
    person = make_staff(*roles, agency=agency, now=NOW - timedelta(days=1))
    return staff_actor(Account.objects.get(pk=person.id), now=now)


_PEOPLE: Final = {"receptionist", "specialist", "leader", "clerk", "returner"}
T = TypeVar("T")


@dataclass
class Office:
    """One ward with everybody it takes, and a service it offers."""

    agency: AgencyView
    version_id: UUID
    now: datetime = NOW
    applicant: ApplicantView = field(default_factory=make_applicant)
    schema: str = field(default_factory=current_schema)
    story: Story = field(default_factory=current_story)

    # People come when they are needed: each costs some thirty queries.
    @cached_property
    def receptionist(self) -> Actor:
        return self._employ("receptionist")

    @cached_property
    def specialist(self) -> Actor:
        return self._employ("specialist")

    @cached_property
    def leader(self) -> Actor:
        return self._employ("leader")

    @cached_property
    def clerk(self) -> Actor:
        return self._employ("clerk_office")

    @cached_property
    def returner(self) -> Actor:
        return self._employ("returner")

    def _employ(self, role: str) -> Actor:
        with in_tenant(self.schema):
            return self.step(role, lambda: actor(role, agency=self.agency))

    def step(self, name: str, do: Callable[[], T]) -> T:
        """Done once a process, see ``replay``; with it come the people who were employed on the
        way. What tells two steps of one name apart is the hour, who files, and what."""
        key = (name, self.now, self.version_id, self.applicant.id, repr(filing.ANSWERS))

        def whole() -> tuple[T, dict[str, Any]]:
            done = do()
            return done, {name: self.__dict__[name] for name in _PEOPLE & self.__dict__.keys()}

        done, people = self.story.step(key, whole)
        self.__dict__.update(people)
        return done

    @property
    def citizen(self) -> Actor:
        return applicant_actor(self.applicant)

    def later(self, **passed: int) -> datetime:
        self.now += timedelta(**passed)
        return self.now

    def run_later_work(self) -> None:
        """What the worker would do by now."""
        outbox.drain(now=self.now)

    def file(self) -> Case:
        """A citizen sends a dossier; its process is started by the worker."""
        return Case.objects.get(pk=self.step("file", self._filed))

    def _filed(self) -> UUID:
        case = self.file_only()
        self.run_later_work()
        return case.pk

    def file_only(self) -> Case:
        made = filing.Filing(
            self.applicant,
            submissions.start_draft(
                version_id=self.version_id, applicant=self.applicant, now=self.now
            ),
        )
        made.now = self.now
        made.fill()
        receipt = submissions.submit_draft(
            draft_id=made.draft_id,
            idempotency_key=f"nop-{made.draft_id}",
            by=made.by,
            now=self.now,
        )
        return Case.objects.get(submission_id=receipt.submission_id)

    def receive(self, case: Case) -> api.CaseState:
        return api.receive_case(case_id=case.pk, by=self.receptionist, now=self.now)

    def received(self) -> Case:
        return Case.objects.get(pk=self.step("received", self._received))

    def _received(self) -> UUID:
        case = self.file()
        self.receive(case)
        return case.pk

    def decide(self, case: Case, name: str, by: Actor, note: str = "") -> api.CaseState:
        item = Case.objects.values_list("holder_item_id", flat=True).get(pk=case.pk)
        return api.decide(work_item_id=item, outcome=f"out_{name}", by=by, now=self.now, note=note)

    def ask(self, case: Case, by: Actor | None = None, *targets: str) -> api.SupplementAsked:
        wishes = [
            api.SupplementWish("field", target, reason="Chưa rõ.", reason_code="wrong")
            for target in targets or ("fld_copies",)
        ]
        return api.ask_supplement(
            case_id=case.pk, items=wishes, by=by or self.specialist, now=self.now
        )

    def answer(self, case: Case) -> submissions.SubmissionReceipt:
        """The citizen fills in what was asked and sends it."""
        view = api.get_case(case.pk, by=self.citizen, now=self.now)
        draft_id = view.open_supplement.correction_id
        submissions.save_page(
            draft_id=draft_id,
            page_id="pag_what",
            posted={"f-fld_copies": ["3"]},
            by=self.citizen,
            now=self.now,
        )
        return submissions.submit_correction(
            draft_id=draft_id,
            idempotency_key=f"bo-sung-{draft_id}",
            by=self.citizen,
            now=self.now,
        )

    def issued(self) -> Case:
        return Case.objects.get(pk=self.step("issued", self._issued))

    def _issued(self) -> UUID:
        case = self.received()
        self.decide(case, "pass", self.specialist)
        self.decide(case, "sign", self.leader)
        self.decide(case, "released", self.clerk)
        return case.pk

    def hand_over(self, case: Case) -> api.CaseState:
        return api.hand_over(
            case_id=case.pk,
            recipient=api.Recipient("Trần Thị Mẫu", "counter", "001190000123"),
            by=self.returner,
            now=self.now,
        )


def make_office(*, code: str = "", **parts: Any) -> Office:
    """Publishes the service by two people; ``parts`` replace parts of its document."""
    return _office(code, parts)


def usual_office(*, code: str = "", **parts: Any) -> Office:
    """As ``make_office``, for the many tests that begin with one: published once a process."""
    return begin_with(("office", code, repr(parts)), lambda: _office(code, parts))


def begin_with(name: Hashable, make: Callable[[], Office]) -> Office:
    """What ``make`` makes, done once a process (see ``replay``)."""
    made = current_story().step(name, make)
    dossiers._agencies.clear()
    return copy(made)


def _office(code: str, parts: dict[str, Any]) -> Office:
    # New dossiers go to the only reception point there is.
    Agency.objects.update(is_reception_point=False)
    agency = make_agency(
        **({"code": code} if code else {}), kind="commune", is_reception_point=True
    )
    version = publish(filing.parse_document(document(**parts)), now=NOW - timedelta(days=1))
    dossiers._agencies.clear()
    return Office(agency=agency, version_id=version.id)
