"""Thời hạn giải quyết: how long the authority may take, per channel."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from motcua.catalogue.domain.parts import Label, Part

TermUnit = Literal["working_hours", "working_days", "same_day", "calendar_days", "hours", "months"]
RECEPTION_WORKING_HOURS = 8
"""Online reception must happen within 8 working hours of submission (NĐ 45/2020/NĐ-CP)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit. ``cut_off_minutes`` counts from midnight and matters to ``same_day`` only."""

    unit: TermUnit
    amount: int
    cut_off_minutes: int


class Clock(Part):
    """``online_unit``/``online_amount`` replace ``unit``/``amount`` for online dossiers.

    ``supplement_mode``: ``pause`` extends the due time by the citizen's own time, ``recount``
    starts the whole term again from the complete dossier (domain reference 4.4).
    """

    unit: TermUnit = "working_days"
    amount: Annotated[int, Field(ge=0, le=1_000)] = 0
    online_unit: TermUnit | None = None
    online_amount: Annotated[int, Field(ge=0, le=1_000)] | None = None
    cut_off: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "15:00"
    supplement_mode: Literal["pause", "recount"] = "pause"
    supplement_working_days: Annotated[int, Field(ge=1, le=365)] = 10
    """How long the citizen has to answer a supplement request."""
    supplement_expiry: Literal["wait", "end"] = "wait"
    """What happens when they do not: an officer decides, or the dossier ends with notice."""
    supplement_reminder_days: Annotated[int, Field(ge=0, le=60)] = 2
    """Working days before the end of that time at which they are reminded; 0: never."""
    reception_working_hours: Annotated[int, Field(ge=1, le=80)] = RECEPTION_WORKING_HOURS
    extended_amount: Annotated[int, Field(ge=0, le=1_000)] = 0
    """Longest term when facts must be verified elsewhere; 0 when there is none. In ``unit``, or in
    working days where the unit is the same day."""
    note: Label = {}

    def term(self, channel: str) -> Term:
        online = channel == "online" and self.online_unit is not None
        unit = self.online_unit if online and self.online_unit else self.unit
        amount = (self.online_amount or 0) if online else self.amount
        hours, minutes = self.cut_off.split(":")
        return Term(unit=unit, amount=amount, cut_off_minutes=int(hours) * 60 + int(minutes))
