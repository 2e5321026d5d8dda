"""The agency's settings about data of citizens; the defaults until somebody saved them."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.privacy.domain.requests import ANSWER_DAYS, DAYS, Kind
from motcua.privacy.models import PrivacySettings


@dataclass(frozen=True, slots=True)
class Terms:
    """``answer_days`` are working days, ``day_counts`` calendar days from the request."""

    shows_names: bool
    answer_days: int
    day_counts: Mapping[str, int]
    copy_hours: int
    keep_years: int
    is_checked: bool


def terms() -> Terms:
    row = PrivacySettings.objects.first() or PrivacySettings(answer_days=ANSWER_DAYS)
    counts = {each.value: int(row.day_counts.get(each.value, DAYS[each])) for each in Kind}
    return Terms(
        shows_names=row.shows_names,
        answer_days=row.answer_days,
        day_counts=counts,
        copy_hours=row.copy_hours,
        keep_years=row.keep_years,
        is_checked=row.is_checked,
    )
