"""What may become of a dossier: each main outcome of each procedure, and what must come of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.casework import api as casework
from motcua.catalogue.api import VersionView
from tests.processes.desk import SILENCE, Dossier

State = casework.NationalState


@dataclass(frozen=True)
class Story:
    """``tell`` leads the dossier to ``ends_in``."""

    name: str
    ends_in: casework.NationalState
    tell: Callable[[Dossier], None]
    plan: dict[str, list[str]]


def stories_of(version: VersionView) -> Iterator[Story]:
    """The main outcomes, as far as the procedure's process has them."""
    steps = version.document.process.steps
    review = next(step for step in steps if step.kind == "review")
    yield Story("issued", State.RETURNED, _usual, {})
    yield Story("refused at reception", State.NOT_RECEIVED, _not_received, {})
    refuse = next(each for each in review.outcomes if each.kind == "refuse")
    yield Story("refused", State.DONE, _usual, {review.id: [refuse.id]})
    yield Story("supplement", State.RETURNED, _supplement, {})
    yield Story("withdrawn", State.WITHDRAWN, _withdrawn, {})
    yield Story("stopped", State.STOPPED, _stopped, {})
    yield Story("apology before the due time", State.RETURNED, _late, {})
    back = [(s.id, o.id) for s in steps if s.kind == "approve" for o in s.outcomes
            if o.kind == "back"]  # fmt: skip
    for step_id, outcome_id in back[:1]:
        yield Story("sent back by the leader", State.RETURNED, _usual, {step_id: [outcome_id]})
    if silent := {step.id: [SILENCE] for step in steps if step.timeout_outcome}:
        yield Story("silence", State.RETURNED, _usual, silent | _to_be_asked(version))
    if _to_be_asked(version):
        yield Story("verified elsewhere", State.RETURNED, _usual, _to_be_asked(version))


def _to_be_asked(version: VersionView) -> dict[str, list[str]]:
    """By which outcomes a dossier comes to where others are asked."""
    consults = {step.id for step in version.document.process.steps if step.kind == "consult"}
    return {
        step.id: [outcome.id]
        for step in version.document.process.steps
        for outcome in step.outcomes
        if outcome.kind == "verify" and outcome.to in consults
    }


def _usual(dossier: Dossier) -> None:
    dossier.receive().run()


def _not_received(dossier: Dossier) -> None:
    casework.refuse_case(
        case_id=dossier.id,
        reason="Hồ sơ không thuộc phạm vi giải quyết của cơ quan.",
        by=dossier.person("tiepnhan"),
        now=dossier.now,
    )


def _supplement(dossier: Dossier) -> None:
    """Asked once; the citizen takes two days; the clock did not run, or begins anew."""
    dossier.receive()
    dossier.wait(1)
    asked = dossier.ask_supplement()
    assert (asked.sequence, asked.counts_overdue) == (1, False)
    dossier.settle()
    assert dossier.case.state is State.SUPPLEMENT
    dossier.wait(2 * 480)
    dossier.answer_supplement()
    dossier.run()


def _withdrawn(dossier: Dossier) -> None:
    dossier.receive()
    dossier.wait(1)
    casework.withdraw_case(
        case_id=dossier.id, by=dossier.citizen, now=dossier.now, reason="Tôi không cần nữa."
    )


def _stopped(dossier: Dossier) -> None:
    dossier.receive()
    dossier.wait(1)
    casework.stop_case(
        case_id=dossier.id,
        reason="Người yêu cầu đã được giải quyết theo hồ sơ khác.",
        by=dossier.person("lanhdao"),
        now=dossier.now,
    )


def _late(dossier: Dossier) -> None:
    """The leader apologises in time; after the first date it is not late, nor forgotten."""
    dossier.receive()
    before = dossier.case.due_at
    assert before is not None
    casework.apologise(
        case_id=dossier.id,
        due_at=dossier.calendar.add_working_days(before, 2),
        reason="Phải xác minh thêm.",
        legal_basis="Điều 20 Nghị định 118/2025/NĐ-CP",
        by=dossier.person("lanhdao"),
        now=dossier.now,
    )
    dossier.now = dossier.calendar.next_working_moment(before + timedelta(minutes=1))
    assert dossier.case.original_due_at == before
    dossier.run()
    finished = dossier.case.finished_at
    assert finished is not None
    assert finished <= _due(dossier)
    if _apology_is_too_late(dossier):
        raise AssertionError("an apology after the due time was taken")


def _apology_is_too_late(dossier: Dossier) -> bool:
    due = _due(dossier)
    try:
        casework.apologise(
            case_id=dossier.id,
            due_at=due + timedelta(days=2),
            reason="Quá hạn.",
            by=dossier.person("lanhdao"),
            now=due + timedelta(days=1),
        )
    except casework.DueInvalid:
        return False
    return True


def _due(dossier: Dossier) -> datetime:
    due = dossier.case.due_at
    assert due is not None
    return due
