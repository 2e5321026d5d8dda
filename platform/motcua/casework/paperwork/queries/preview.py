"""A form as it would look, with an invented dossier."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from motcua.casework.papers import forms
from motcua.casework.papers.design import Design
from motcua.casework.papers.head import head_of
from motcua.casework.papers.layout import Sheet
from motcua.casework.paperwork.operations.designs import DesignWish, checked
from motcua.casework.paperwork.permissions import require_edit
from motcua.casework.paperwork.queries.designs import combine, design_of, printable
from motcua.files import api as files
from motcua.identity.api import get_agency
from motcua.kernel.actors import Actor
from tenants.api import tenant_url

TEMPLATE: Final = "casework/papers/administrative.typ"
_CODE: Final = "H00.00-260615-0001"
_NUMBER: Final = "00/2026"
_REASON: Final = "Bản chụp giấy tờ tùy thân bị mờ, không đọc được số và ngày cấp."


def preview_form(
    *, agency_id: UUID | None, wish: DesignWish, kind: str, by: Actor, now: datetime
) -> bytes:
    """A PNG of the first page. Raises ``DesignInvalid`` naming every faulty text."""
    require_edit(by)
    content = checked(wish)
    base = design_of(None) if agency_id else Design()
    inherited = {
        "texts": base.texts,
        "emblem": base.emblem,
        "signature_place": base.signature_place,
    }
    design = combine(inherited, content) if agency_id else combine(content)
    unit = get_agency(agency_id).name if agency_id else ""
    return draw_sample(design, kind=kind, unit=unit, now=now, draw=files.render_preview)


def preview_in_force(*, agency_id: UUID | None, kind: str, by: Actor, now: datetime) -> bytes:
    """The same as a PDF, of what holds now."""
    require_edit(by)
    unit = get_agency(agency_id).name if agency_id else ""
    return draw_sample(design_of(agency_id), kind=kind, unit=unit, now=now, draw=files.render_pdf)


def draw_sample(
    design: Design, *, kind: str, unit: str, now: datetime, draw: Callable[..., bytes]
) -> bytes:
    facts = _sample(design, unit=unit, now=now)
    sheet = forms.with_qr(_FORMS[kind](facts, now), svg=files.qr_svg(facts.head.portal))
    data: Mapping[str, Any] = printable(sheet.as_data())
    return draw(TEMPLATE, data, made_at=now)


def _sample(design: Design, *, unit: str, now: datetime) -> forms.CaseFacts:
    return forms.CaseFacts(
        head=head_of(
            design, unit=unit, number=_CODE, officer="Trần Thị Mẫu", phone="0900 000 000", now=now
        ),
        owner="Nguyễn Văn Mẫu",
        submitter="Nguyễn Văn Mẫu",
        personal_number="001190000123",
        address="Số 1, đường Mẫu",
        phone="0900 000 001",
        email="mau@example.test",
        request="Thủ tục mẫu để xem trước",
        is_online=True,
        submitted_at=now - timedelta(days=3),
        received_at=now - timedelta(days=2),
        due_at=now + timedelta(days=5),
        term="5 ngày làm việc",
        return_methods="bản điện tử",
        legal_bases=(),
        tracking=f"Tra cứu tại {tenant_url('/tra-cuu/')}.",
    )


def _receipt(facts: forms.CaseFacts, _now: datetime) -> Sheet:
    parts = [["Giấy tờ tùy thân", "", "1", "1"]]
    return forms.receipt(facts, number=_NUMBER, components=parts)


def _supplement(facts: forms.CaseFacts, now: datetime) -> Sheet:
    items = [("Giấy tờ tùy thân", _REASON)]
    by = now + timedelta(days=7)
    return forms.supplement(facts, number=_NUMBER, items=items, message="", answer_by=by)


def _refusal(facts: forms.CaseFacts, _now: datetime) -> Sheet:
    return forms.refusal(facts, number=_NUMBER, reason=_REASON, received=True)


def _apology(facts: forms.CaseFacts, now: datetime) -> Sheet:
    before, after = now + timedelta(days=1), now + timedelta(days=5)
    return forms.apology(facts, number=_NUMBER, before=before, after=after, reason=_REASON)


def _stop(facts: forms.CaseFacts, _now: datetime) -> Sheet:
    return forms.stop(facts, number=_NUMBER, reason=_REASON, legal_basis="")


_FORMS: Final[Mapping[str, Callable[[forms.CaseFacts, datetime], Sheet]]] = {
    "receipt_01": _receipt,
    "supplement_02": _supplement,
    "refusal_03": _refusal,
    "apology_04": _apology,
    "stop_05": _stop,
}
