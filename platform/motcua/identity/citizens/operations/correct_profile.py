"""Correcting what one typed oneself. What a provider vouches for, only a new proof changes."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from motcua.identity.citizens.models import Person
from motcua.identity.citizens.queries.profile import CORRECTABLE, TYPED, source_of
from motcua.identity.models import Account
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden, Invalid

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEXES: Final = ("", "male", "female")


class AttributeInvalid(Invalid):
    code = "profile_invalid"


class AttributeProven(Forbidden):
    """A state provider said it; sign in there again to bring it up to date."""

    code = "profile_proven"


def correct_profile(*, account: Any, wish: Mapping[str, str], now: datetime) -> tuple[str, ...]:
    """Save what differs and tell which; the rest stays as it is. In the public schema.

    Raises ``AttributeInvalid`` and ``AttributeProven`` with the field; then nothing is changed.
    """
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        person = Person.objects.select_for_update().get(account=account.pk)
        known: dict[str, str] = dict(person.attributes or {})
        changed = {
            key: value
            for key, value in _cleaned(wish, localdate(now)).items()
            if value != known.get(key, "")
        }
        for key in changed:
            if source_of(person, key)[0] != TYPED:
                raise AttributeProven(
                    _("Thông tin này đã được xác minh, chỉ đổi được bằng cách xác minh lại."),
                    field=key,
                )
        if changed:
            _save(account, person, {**known, **changed}, changed, now)
    return tuple(changed)


def _save(
    account: Any, person: Person, known: dict[str, str], changed: Mapping[str, str], now: datetime
) -> None:
    person.attributes = known
    noted = {key: {"from": TYPED, "at": now.isoformat()} for key in changed}
    person.sources = {**person.sources, **noted}
    person.save(update_fields=["attributes", "sources"])
    if "full_name" in changed:
        Account.objects.filter(pk=account.pk).update(full_name=changed["full_name"][:200])
    audit.record(
        action="identity.profile_corrected",
        subject=f"citizen:{account.pk}",
        by=Actor(kind="citizen", id=account.pk, name=known.get("full_name", "")),
        at=now,
        data={"fields": sorted(changed)},
    )


def _cleaned(wish: Mapping[str, str], today: date) -> dict[str, str]:
    given = {
        key: " ".join(wish[key].replace("\x00", "").split()) for key in CORRECTABLE if key in wish
    }
    if "full_name" in given and not 2 <= len(given["full_name"]) <= 200:
        raise AttributeInvalid(_("Ghi họ và tên, từ 2 đến 200 ký tự."), field="full_name")
    if given.get("birth_date") and not _is_past(given["birth_date"], today):
        raise AttributeInvalid(_("Ghi ngày sinh như 31/12/1990."), field="birth_date")
    if given.get("sex", "") not in _SEXES:
        raise AttributeInvalid(_("Chọn nam hoặc nữ."), field="sex")
    if len(given.get("address", "")) > 300:
        raise AttributeInvalid(_("Địa chỉ dài nhất 300 ký tự."), field="address")
    return given


def _is_past(text: str, today: date) -> bool:
    """A year, a month or a day that is over; some people know no more of it."""
    match = _DAY.fullmatch(text)
    if match is None or not 1900 <= int(match[1]) <= today.year:
        return False
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) <= today
    except ValueError:
        return False
