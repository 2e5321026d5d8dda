"""Processes and calendars shared by the workflow tests."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.official_days import official_days
from motcua.workflow.domain.steps import OutcomeSpec, StepKind, StepSpec, StepTable

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def local(day: int, month: int, year: int, clock: str = "00:00") -> datetime:
    """``local(24, 4, 2026, "16:00")`` reads like the documents do: 24/04/2026 16:00."""
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(year, month, day, hour, minute, tzinfo=HANOI).astimezone(UTC)


def shown(moment: datetime) -> str:
    return moment.astimezone(HANOI).strftime("%d/%m/%Y %H:%M")


def official_calendar(first: int = 2024, last: int = 2029) -> WorkingCalendar:
    days = official_days(range(first, last + 1))
    return WorkingCalendar(holidays=days.off, workdays=dict.fromkeys(sorted(days.worked), ()))


def outcome(outcome_id: str, to: str, *, reason: bool = False) -> OutcomeSpec:
    return OutcomeSpec(id=outcome_id, label=outcome_id.upper(), to=to, requires_reason=reason)


def step(
    step_id: str,
    *outcomes: OutcomeSpec,
    role: str = "specialist",
    kind: str = "review",
    minutes: int | None = 60,
    agency: str = "competent",
    state: int = 4,
    timeout: str = "",
) -> StepSpec:
    return StepSpec(
        id=step_id,
        name=f"Bước {step_id}",
        role=role,
        kind=StepKind(kind),
        outcomes=outcomes,
        working_minutes=minutes,
        agency=agency,
        national_state=state,
        timeout_outcome=timeout,
    )


def usual_table() -> StepTable:
    """Reception, appraisal with supplement, signature that may send back, return."""
    return StepTable(
        steps=(
            step(
                "receive",
                outcome("accept", "appraise"),
                outcome("refuse", "end:refused", reason=True),
                role="receptionist",
                kind="reception",
                agency="receiving",
                state=1,
            ),
            step(
                "appraise",
                outcome("pass", "sign"),
                outcome("supplement", "supply", reason=True),
                minutes=180,
            ),
            step(
                "supply",
                outcome("sent", "appraise"),
                role="applicant",
                kind="citizen",
                minutes=2400,
                state=5,
            ),
            step(
                "sign",
                outcome("sign", "hand_over"),
                outcome("back", "appraise", reason=True),
                role="leader",
                kind="approve",
                minutes=120,
            ),
            step(
                "hand_over",
                outcome("handed", "end:issued"),
                role="returner",
                kind="return",
                agency="receiving",
                state=9,
            ),
        ),
        total_minutes=480,
    )


def chain(length: int) -> StepTable:
    """``length`` steps in a row, each of which may go back or refuse."""
    rows = []
    for number in range(length):
        following = f"s{number + 1}" if number + 1 < length else "end:issued"
        rows.append(
            step(
                f"s{number}",
                outcome("ok", following),
                outcome("back", f"s{max(number - 1, 0)}", reason=True),
                outcome("refuse", "end:refused", reason=True),
            )
        )
    return StepTable(steps=tuple(rows))
