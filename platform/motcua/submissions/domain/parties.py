"""For whom a dossier is filed: owner, submitter and who gets the result (domain reference 4.1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from motcua.submissions.errors import PartyInvalid

Whom = Literal["self", "person", "organisation", "mandate"]
Receiver = Literal["me", "owner", "other"]
RELATIONS: Final[Mapping[str, "str | Promise"]] = {
    "authorised": _t("Người được ủy quyền"),
    "representative": _t("Người đại diện theo pháp luật"),
    "guardian": _t("Người giám hộ"),
    "parent": _t("Cha, mẹ"),
    "child": _t("Con"),
    "spouse": _t("Vợ, chồng"),
    "sibling": _t("Anh, chị, em ruột"),
    "staff": _t("Người của cơ quan, tổ chức"),
    "other": _t("Quan hệ khác"),
}
NEEDS_PAPER: Final = frozenset({"authorised", "representative", "guardian"})
"""Who acts by a right that a paper proves; for the others the form asks what it needs."""
PAPER_PATH: Final = "parties/paper"
_PERSON: Final = re.compile(r"\d{12}")
_ORGANISATION: Final = re.compile(r"\d{10}(-\d{3})?")
_PHONE: Final = re.compile(r"\+?[0-9 .]{8,16}")


@dataclass(frozen=True, slots=True)
class PartiesWish:
    """What the submitter says. ``number``: personal number, or tax code of an organisation.
    ``mandate``: somebody who let them act, or for whom a paper was checked; ``mandate_id``."""

    whom: Whom = "self"
    name: str = ""
    number: str = ""
    phone: str = ""
    address: str = ""
    relation: str = ""
    receiver: Receiver = "me"
    receiver_name: str = ""
    receiver_number: str = ""
    receiver_phone: str = ""
    reception_id: UUID | None = None
    mandate_id: UUID | None = None


def parties_data(
    wish: PartiesWish,
    *,
    paper: Mapping[str, Any] | None,
    granted: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Plain data to keep; empty when one files for oneself in the usual way. ``granted``: owner,
    relation and mandate, where the right is known and not only said.

    Raises ``PartyInvalid`` naming the input.
    """
    data: dict[str, Any] = dict(granted or {})
    if granted is None and wish.whom != "self":
        data["owner"] = _owner(wish)
        data["relation"] = _relation(wish, has_paper=paper is not None)
        if paper is not None:
            data["paper"] = dict(paper)
    if wish.receiver == "other":
        name = _filled("receiver_name", wish.receiver_name, _("Hãy ghi họ tên người nhận."))
        data["receiver"] = {
            "name": name,
            "personal_number": _number("receiver_number", wish.receiver_number, _PERSON),
            "phone": _phone("receiver_phone", wish.receiver_phone),
        }
    elif wish.receiver == "owner" and "owner" in data:
        data["receiver"] = dict(data["owner"])
    if wish.reception_id is not None:
        data["reception"] = str(wish.reception_id)
    return data


def _owner(wish: PartiesWish) -> dict[str, str]:
    is_person = wish.whom == "person"
    wanted = _("Hãy ghi họ tên chủ hồ sơ.") if is_person else _("Hãy ghi tên tổ chức.")
    name = _filled("name", wish.name, wanted)
    number = _number("number", wish.number, _PERSON if is_person else _ORGANISATION)
    if not number:
        raise PartyInvalid(_("Hãy ghi số định danh, hoặc mã số của tổ chức."), field="number")
    return {
        "kind": wish.whom,
        "name": name,
        "personal_number" if is_person else "tax_code": number,
        "phone": _phone("phone", wish.phone),
        "address": wish.address.strip()[:400],
    }


def _relation(wish: PartiesWish, *, has_paper: bool) -> str:
    if wish.relation not in RELATIONS:
        raise PartyInvalid(_("Hãy chọn quan hệ với chủ hồ sơ."), field="relation")
    if wish.relation in NEEDS_PAPER and not has_paper:
        raise PartyInvalid(_("Hãy gửi kèm giấy tờ chứng minh quyền nộp thay."), field="paper")
    return wish.relation


def _filled(field: str, value: str, message: str) -> str:
    found = " ".join(value.split())[:200]
    if not found:
        raise PartyInvalid(message, field=field)
    return found


def _number(field: str, value: str, wanted: re.Pattern[str]) -> str:
    number = value.replace(" ", "").replace(".", "")
    if number and not wanted.fullmatch(number):
        message = (
            _("Số định danh cá nhân gồm 12 chữ số.")
            if wanted is _PERSON
            else _("Mã số gồm 10 chữ số, có thể thêm gạch nối và 3 chữ số.")
        )
        raise PartyInvalid(message, field=field)
    return number


def _phone(field: str, value: str) -> str:
    number = value.strip()
    if number and not _PHONE.fullmatch(number):
        raise PartyInvalid(_("Số điện thoại không đúng."), field=field)
    return number
