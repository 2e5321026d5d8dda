"""A citizen asks for something about their own data, or takes the request back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.identity.api import PROVEN
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_reference
from motcua.privacy.domain.requests import NEEDS_WORDS, Kind, State
from motcua.privacy.errors import (
    IdentityUnproven,
    RequestInvalid,
    RequestMissing,
    RequestWaiting,
)
from motcua.privacy.models import DataRequest
from motcua.privacy.operations.moving import move
from motcua.privacy.operations.telling import tell

LONGEST: Final = 3_000
SHORTEST: Final = 10


def ask(*, kind: str, text: str, by: Actor, now: datetime) -> UUID:
    """Keep it and start the clock. Only for a person who is proven now: nobody gets or deletes
    another's data with a borrowed name.

    Raises ``IdentityUnproven``, ``RequestInvalid`` with the field, and ``RequestWaiting`` while
    one of the kind is open.
    """
    person = require_proven(by)
    words = text.replace("\x00", "").strip()
    _check(kind, words)
    row = DataRequest(
        code=new_reference("DL"),
        kind=kind,
        applicant_id=person,
        content={"name": by.name, "text": words, "reply": ""},
        received_at=now,
    )
    try:
        with transaction.atomic():
            move(row, State.NEW, by=by, now=now, action="data_request.sent", data={"kind": kind})
            tell(row, "data_request_received", now=now)
    except IntegrityError as error:
        if "privacy_request_one_open" not in str(error):
            raise
        raise RequestWaiting(
            _("Ông/bà đã có một yêu cầu loại này đang được xử lý."), field="kind"
        ) from error
    return row.pk


def cancel(*, request_id: UUID, by: Actor, now: datetime) -> None:
    """By who asked, while it is open. Raises ``RequestMissing``, ``RequestMoved``."""
    with transaction.atomic():
        row = DataRequest.objects.select_for_update().filter(pk=request_id).first()
        if row is None or by.kind != "applicant" or row.applicant_id != by.id:
            raise RequestMissing(_("Không tìm thấy yêu cầu này."))
        move(row, State.CANCELLED, by=by, now=now, action="data_request.cancelled")


def require_proven(by: Actor) -> UUID:
    if by.kind != "applicant" or by.id is None or by.assurance < PROVEN:
        raise IdentityUnproven(
            _("Yêu cầu về dữ liệu cá nhân chỉ nhận từ tài khoản đã xác minh (mức 2).")
        )
    return by.id


def _check(kind: str, words: str) -> None:
    if kind not in Kind.values:
        raise RequestInvalid(_("Chọn việc ông/bà muốn yêu cầu."), field="kind")
    if len(words) > LONGEST:
        raise RequestInvalid(_("Viết nhiều nhất 3.000 ký tự."), field="text")
    if kind in NEEDS_WORDS and len(words) < SHORTEST:
        raise RequestInvalid(_("Viết rõ dữ liệu nào và vì sao, ít nhất 10 ký tự."), field="text")
