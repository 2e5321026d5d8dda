"""Some two hundred dossiers in all ten national states, so that lists look alive."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Final

from motcua.casework import api as casework
from motcua.catalogue.api import VersionView
from motcua.config.demo.actors import ROLE_OF_STEP, staff
from motcua.config.demo.answers import Inventor
from motcua.config.demo.filing import file_dossier
from motcua.identity import api as identity
from motcua.kernel import outbox
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

State = casework.NationalState

# How many of a hundred dossiers end in each state.
SHARES: Final = (
    (State.REGISTERED, 12),
    (State.RECEIVED, 6),
    (State.NOT_RECEIVED, 4),
    (State.PROCESSING, 22),
    (State.SUPPLEMENT, 8),
    (State.FEE, 4),
    (State.WITHDRAWN, 4),
    (State.STOPPED, 3),
    (State.DONE, 12),
    (State.RETURNED, 25),
)
MAX_STEPS: Final = 15


class Life:
    """One dossier's way to the state it is meant to reach, in working time."""

    def __init__(self, case_id: object, citizen: Actor, now: datetime, until: datetime) -> None:
        self.case_id = case_id
        self.citizen, self.now, self.until = citizen, now, until
        self.calendar = workflow.tenant_calendar()

    def wait(self, minutes: int) -> None:
        """Time passes, but never beyond the present."""
        self.now = min(self.calendar.add_working_minutes(self.now, minutes), self.until)

    @property
    def view(self) -> casework.CaseView:
        return casework.get_case(self.case_id, by=self.citizen, now=self.now)  # type: ignore[arg-type]

    def officer(self, username: str) -> Actor:
        return staff(username, self.now)

    def receive(self) -> None:
        self.wait(70)
        casework.receive_case(case_id=self.view.id, by=self.officer("tiepnhan"), now=self.now)

    def step(self) -> bool:
        """Take the current step forward; False when there is none left to take."""
        case = self.view
        holder = case.row.holder
        if holder.item_id is None or case.row.finished_at is not None:
            return False
        self.wait(55)
        if holder.step_kind == "return":
            return False
        if holder.step_kind == "wait_date":
            workflow.fire_timers(now=self.now)
            outbox.drain(now=self.now)
        elif holder.step_kind == "citizen":
            self._answer(case)
        else:
            self._decide(case)
        return True

    def _answer(self, case: casework.CaseView) -> None:
        casework.answer_step(
            work_item_id=case.row.holder.item_id,  # type: ignore[arg-type]
            outcome=case.outcomes[0].id,
            by=self.citizen,
            now=self.now,
        )

    def _decide(self, case: casework.CaseView) -> None:
        holder = case.row.holder
        by = self.officer(ROLE_OF_STEP.get(holder.role, "chuyenvien"))
        chosen = next(each for each in case.outcomes if each.meaning in ("forward", "confirm"))
        casework.decide(
            work_item_id=holder.item_id,  # type: ignore[arg-type]
            outcome=chosen.id,
            by=by,
            now=self.now,
        )

    def until_return(self) -> None:
        for _ in range(MAX_STEPS):
            if not self.step():
                return

    def hand_over(self) -> None:
        self.wait(240)
        recipient = casework.Recipient(name=self.citizen.name, method="counter")
        casework.hand_over(
            case_id=self.view.id, recipient=recipient, by=self.officer("traketqua"), now=self.now
        )

    def ask_supplement(self) -> None:
        case = self.view
        row = next(row for page in case.pages for row in page.rows if not row.files)
        wish = casework.SupplementWish(
            "field",
            row.field_id,
            reason="Thông tin chưa khớp với giấy tờ kèm theo.",
            reason_code="wrong",
        )
        by = self.officer(ROLE_OF_STEP.get(case.row.holder.role, "chuyenvien"))
        casework.ask_supplement(case_id=case.id, items=[wish], by=by, now=self.now)

    def ask_fee(self) -> None:
        from motcua.payments.api import FeeLine

        line = FeeLine(name="Lệ phí bổ sung", kind="le_phi", unit=15_000, quantity=1, amount=15_000)
        casework.ask_fee(
            case_id=self.view.id, lines=[line], by=self.officer("chuyenvien"), now=self.now
        )


def _registered(_life: Life) -> None:
    return


def _received(life: Life) -> None:
    life.receive()


def _not_received(life: Life) -> None:
    life.wait(90)
    casework.refuse_case(
        case_id=life.view.id,
        reason="Hồ sơ không thuộc phạm vi giải quyết của cơ quan.",
        by=life.officer("tiepnhan"),
        now=life.now,
    )


def _processing(life: Life) -> None:
    life.receive()
    claimed = life.view.row.holder
    life.wait(30)
    if claimed.item_id is not None:
        by = life.officer(ROLE_OF_STEP.get(claimed.role, "chuyenvien"))
        casework.claim_work(work_item_id=claimed.item_id, by=by, now=life.now)


def _supplement(life: Life) -> None:
    life.receive()
    life.wait(40)
    life.ask_supplement()


def _fee(life: Life) -> None:
    _processing(life)
    life.ask_fee()


def _withdrawn(life: Life) -> None:
    life.receive()
    life.wait(100)
    casework.withdraw_case(
        case_id=life.view.id, by=life.citizen, now=life.now, reason="Tôi không còn cần giấy này."
    )


def _stopped(life: Life) -> None:
    _processing(life)
    life.wait(60)
    casework.stop_case(
        case_id=life.view.id,
        reason="Người yêu cầu đã được cấp giấy tờ này theo hồ sơ khác.",
        by=life.officer("lanhdao"),
        now=life.now,
    )


def _done(life: Life) -> None:
    life.receive()
    life.until_return()


def _returned(life: Life) -> None:
    _done(life)
    life.hand_over()


LIVES: Final[dict[State, Callable[[Life], None]]] = {
    State.REGISTERED: _registered,
    State.RECEIVED: _received,
    State.NOT_RECEIVED: _not_received,
    State.PROCESSING: _processing,
    State.SUPPLEMENT: _supplement,
    State.FEE: _fee,
    State.WITHDRAWN: _withdrawn,
    State.STOPPED: _stopped,
    State.DONE: _done,
    State.RETURNED: _returned,
}


def make_dossiers(
    versions: list[VersionView], *, count: int, until: datetime, report: Callable[[str], None]
) -> None:
    """Exactly as many as are missing; spread over the last thirty working days."""
    there = casework.list_cases(by=staff("thanhtra", until), now=until, limit=1).total
    states = [state for state, share in SHARES for _ in range(max(1, share * count // 100))]
    Random(68).shuffle(states)  # noqa: S311 -- an even mixture, nothing secret
    for number, state in enumerate(states[:count]):
        if number < there:
            continue
        make_dossier(versions[number % len(versions)], state, number=number, until=until)
        if number % 20 == 19:
            report(f"dossiers: {number + 1}/{count}")


def make_dossier(
    version: VersionView,
    state: State,
    *,
    number: int,
    until: datetime,
    applicant: identity.ApplicantView | None = None,
) -> None:
    begin = _begin(state, number, until)
    # Couples come to sign on the day they apply.
    today = workflow.tenant_calendar().local_date(begin).isoformat()
    inventor = Inventor(number, {"fld_ngay_hen": today})
    level = max(1, version.document.service.assurance_level)
    submission_id, sender = file_dossier(
        version, inventor, number=number, level=level, now=begin, applicant=applicant
    )
    citizen = identity.applicant_actor(sender)
    case_id = casework.case_of_submission(submission_id, by=citizen)
    assert case_id is not None
    casework.start_process(case_id=case_id, now=begin)
    LIVES[state](Life(case_id, citizen, begin, until))


def _begin(state: State, number: int, until: datetime) -> datetime:
    """Fresh dossiers came in lately; finished ones weeks ago; a few open ones are late."""
    calendar = workflow.tenant_calendar()
    recent = state in (State.REGISTERED, State.RECEIVED)
    days = number % 2 if recent else 2 + number % 28
    moment = until - timedelta(days=days, minutes=37 * number % 300 + 10)
    opened = calendar.next_working_moment(moment)
    return min(opened, until - timedelta(minutes=5))
