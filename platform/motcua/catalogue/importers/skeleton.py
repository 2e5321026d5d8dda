"""The usual process every imported service starts with; its author adapts it."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.domain.clock import Clock
from motcua.catalogue.library.building import Data, outcome, paragraph, refused, step, vi
from motcua.catalogue.library.steps import (
    ask_supplement,
    handing_over,
    reception,
    signature,
    supplement,
)

_DAY = 480
_RECEPTION = 120
# Of the whole term: appraisal, signing, stamping; what is left is for returning.
_SHARES = (60, 20, 10)
_ANSWER_DAYS = 10


def working_minutes(clock: Clock) -> int | None:
    """The longest term of any channel as working minutes; ``None`` while there is none."""
    found = [
        _minutes(term.unit, term.amount)
        for term in (clock.term("counter"), clock.term("online"))
        if term.unit == "same_day" or term.amount > 0
    ]
    return max(found, default=None)


def _minutes(unit: str, amount: int) -> int:
    per_unit = {
        "working_hours": 60 * amount,
        "working_days": _DAY * amount,
        "same_day": _DAY,
        "calendar_days": max(amount * 5 // 7, 1) * _DAY,
        "hours": max(amount * _DAY // 24, 1),
        "months": 22 * _DAY * amount,
    }
    return per_unit[unit]


def usual_steps(total: int | None) -> list[Data]:
    """Reception, appraisal, supplement, signing, stamping, return, within ``total`` minutes.

    Without a term the steps have no time either, which the checks then point out.
    """
    appraisal, signing, stamping, returning = _split(total)
    return [
        reception("tham_dinh", minutes=_RECEPTION),
        step(
            "tham_dinh",
            "Thẩm định hồ sơ",
            "review",
            "specialist",
            appraisal,
            outcome("dat", "Trình ký", "stp_ky"),
            ask_supplement(),
            refused(),
        ),
        supplement("tham_dinh", _ANSWER_DAYS * _DAY, name="Người nộp bổ sung hồ sơ"),
        signature(
            "Ký kết quả", signing, to="van_thu", back_to="tham_dinh", back="Trả lại thẩm định"
        ),
        step(
            "van_thu",
            "Vào sổ, đóng dấu, phát hành",
            "issue",
            "clerk_office",
            stamping,
            outcome("phat_hanh", "Đã phát hành", "stp_tra_ket_qua"),
        ),
        handing_over(returning),
    ]


def _split(total: int | None) -> tuple[Any, Any, Any, Any]:
    if total is None:
        return None, None, None, None
    first, second, third = (max(total * share // 100, 1) for share in _SHARES)
    return first, second, third, max(total - first - second - third, 1)


def usual_result(*, code: str, name: str, applicant_key: str) -> Data:
    """A plain paper with the name of the result; ``applicant_key`` is the key of a name field."""
    who = f" của ông/bà {{form.{applicant_key}}}" if applicant_key else ""
    safe = name.replace("{", "(").replace("}", ")")
    return {
        "code": code[:100],
        "name": vi(name[:500]),
        "title": vi(safe[:500].upper()),
        "signer_title": vi("THỦ TRƯỞNG CƠ QUAN"),
        "blocks": [
            paragraph("mo_dau", "{agency.name} " + f"thông báo: hồ sơ {{case.code}}{who}"),
            paragraph("noi_dung", _("đã được giải quyết. Kết quả: %(name)s.") % {"name": safe}),
        ],
    }
