"""Phí, lệ phí: what a dossier costs, as data."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from formbuilder.api import Rule
from motcua.catalogue.domain.parts import FeeId, FieldId, Label, Part, WaiverId

MAX_MINOR = 10**12
Minor = Annotated[int, Field(ge=0, le=MAX_MINOR)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Waiver(Part):
    """A reduction. Both dates are included; an empty one is open.

    ``percent`` of the amount is let off: 100 is free, 50 is half.
    """

    id: WaiverId
    from_date: date | None = None
    until_date: date | None = None
    condition: Rule | None = None
    percent: Annotated[int, Field(ge=1, le=100)] = 100
    reason: Label = {}
    legal_basis: Annotated[str, StringConstraints(max_length=200)] = ""

    def covers(self, day: date) -> bool:
        return (self.from_date is None or self.from_date <= day) and (
            self.until_date is None or day <= self.until_date
        )


class FeeRule(Part):
    """``unit_minor`` (minor units of ``currency``) × the answer to ``quantity_field``, else × 1.

    ``online_unit_minor`` is the price of the online channel when it differs (P5: 0 online).
    """

    id: FeeId
    name: Label = {}
    kind: Literal["phi", "le_phi"] = "le_phi"
    currency: Currency = "VND"
    unit_minor: Minor = 0
    online_unit_minor: Minor | None = None
    quantity_field: FieldId | None = None
    quantity_label: Label = {}
    calculate: Rule | None = None
    """The whole amount in minor units, instead of unit × quantity; unknown while it is null."""
    condition: Rule | None = None
    waivers: Annotated[list[Waiver], Field(max_length=50)] = []
    when: Literal["before", "after", "counter"] = "before"
    """Paid before submitting, after reception, or at the counter on return."""
    legal_basis: Annotated[str, StringConstraints(max_length=200)] = ""

    def unit_for(self, channel: str) -> int:
        online = self.online_unit_minor
        return online if channel == "online" and online is not None else self.unit_minor
