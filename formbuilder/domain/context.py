"""Facts from outside the form that rules and checks may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from formbuilder.domain.workdays import WorkDays


@dataclass(frozen=True, slots=True)
class Context:
    """``today`` is the tenant's calendar day; ``profile`` what is known of the applicant.

    Profile keys are those of ``rules.ProfileKey``; values are text, numbers, dates or an address.
    Without ``today`` rules that need it get null and "not in the future" is not checked; without
    ``workdays`` rules that count working days get null.
    """

    today: date | None = None
    profile: Mapping[str, object] = field(default_factory=dict)
    workdays: WorkDays | None = None


EMPTY_CONTEXT: Final = Context()
