"""Who read a citizen's data here, as what, and why: from the audit, and from what was exported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.own_data_api import numbers_of
from motcua.estore.api import USED
from motcua.identity.api import ROLES, list_agencies
from motcua.kernel.actors import Actor
from motcua.kernel.audit import AuditView, read_chains
from motcua.kernel.errors import Forbidden
from motcua.privacy.models import DataExport
from motcua.privacy.operations.record import PERSON_READ
from motcua.privacy.queries.terms import terms

PAGE_SIZE: Final = 25
READ: Final = "case.read"
SHARED: Final = ("case.shared", "case.consult_asked", "case.transferred")
# What may be asked for alone, and which acts it is.
KINDS: Final[Mapping[str, tuple[Any, tuple[str, ...]]]] = {
    "read": (gettext_lazy("Xem hồ sơ, tệp"), (READ,)),
    "person": (gettext_lazy("Tra cứu thông tin cá nhân"), (PERSON_READ,)),
    "share": (gettext_lazy("Gửi cho đồng nghiệp, cơ quan khác"), SHARED),
    "reuse": (gettext_lazy("Dùng lại giấy tờ"), (USED,)),
    "export": (gettext_lazy("Bảng dữ liệu, xuất tệp, in nhiều hồ sơ"), ()),
}
_ACTS: Final = (READ, PERSON_READ, USED, *SHARED)
_WHAT: Final[Mapping[str, Any]] = {
    "dossier": gettext_lazy("Mở hồ sơ"),
    "glance": gettext_lazy("Xem hồ sơ bên cạnh danh sách"),
    "file": gettext_lazy("Mở tệp của hồ sơ"),
    "papers": gettext_lazy("Xem giấy tờ đã nhận"),
    "fees": gettext_lazy("Xem phần phí, lệ phí"),
    "post": gettext_lazy("Xem địa chỉ gửi kết quả"),
    "counter": gettext_lazy("Tra cứu theo số định danh tại quầy"),
    "request": gettext_lazy("Đọc yêu cầu về dữ liệu cá nhân"),
    "petition": gettext_lazy("Đọc phản ánh, kiến nghị của ông/bà"),
    "sheet": gettext_lazy("Xem trong bảng dữ liệu của thủ tục"),
    "export": gettext_lazy("Xuất bảng dữ liệu ra tệp"),
    "print": gettext_lazy("In cùng nhiều hồ sơ khác"),
    "book": gettext_lazy("Lập sổ theo dõi hồ sơ"),
    USED: gettext_lazy("Dùng lại giấy tờ trong hồ sơ mới"),
    "case.shared": gettext_lazy("Chia sẻ hồ sơ cho đồng nghiệp"),
    "case.consult_asked": gettext_lazy("Gửi yêu cầu phối hợp cho cơ quan khác"),
    "case.transferred": gettext_lazy("Chuyển hồ sơ"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """``kind``: one of ``KINDS`` or empty for all; days are those of the reader's own clock."""

    kind: str = ""
    case_id: UUID | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReadView:
    """``who``: a name only where the agency shows names; ``office``: role and unit."""

    at: datetime
    who: str
    office: str
    what: str
    why: str
    case_id: UUID | None
    number: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    items: tuple[ReadView, ...]
    total: int
    cases: tuple[tuple[UUID, str], ...]
    """The person's dossiers, to choose from."""
    shows_names: bool


def list_reads(
    *, by: Actor, wanted: Wanted, now: datetime, limit: int = PAGE_SIZE, offset: int = 0
) -> ReadPage:
    """One citizen's own, the newest first; the number of queries does not depend on how many."""
    if by.kind != "applicant" or by.id is None:
        raise Forbidden(_("Chỉ chính người dân mới xem được ai đã đọc dữ liệu của mình."))
    cases = numbers_of(by.id)
    chosen = [wanted.case_id] if wanted.case_id in cases else list(cases)
    if wanted.case_id is not None and wanted.case_id not in cases:
        chosen = []
    period = _Period.of(wanted)
    acts, act_count = read_chains(
        _subjects(by.id, chosen, wanted),
        actions=KINDS[wanted.kind][1] if wanted.kind in KINDS else _ACTS,
        since=period.since,
        until=period.until,
        limit=offset + limit,
    )
    exports = _exports(chosen, wanted, period)
    words = _Words(cases, {each.id: each.name for each in list_agencies()}, terms().shows_names)
    found = [words.act(subject, entry) for subject, entry in acts]
    found += [words.export(row, chosen) for row in exports[: offset + limit]]
    found.sort(key=lambda each: each.at, reverse=True)
    return ReadPage(
        tuple(found[offset : offset + limit]),
        act_count + exports.count(),
        tuple(cases.items()),
        words.shows_names,
    )


@dataclass(frozen=True, slots=True)
class _Period:
    """From the first moment of one day to the last of another."""

    since: datetime | None
    until: datetime | None

    @classmethod
    def of(cls, wanted: Wanted) -> "_Period":
        zone = get_current_timezone()
        last = wanted.until + timedelta(days=1) if wanted.until else None
        return cls(
            datetime.combine(wanted.since, time.min, zone) if wanted.since else None,
            datetime.combine(last, time.min, zone) if last else None,
        )


def _subjects(person: UUID, chosen: list[UUID], wanted: Wanted) -> list[str]:
    found = [f"case-reads:{each}" for each in chosen] + [f"case:{each}" for each in chosen]
    return found if wanted.case_id else [*found, f"person-reads:{person}"]


def _exports(chosen: list[UUID], wanted: Wanted, period: _Period) -> QuerySet[DataExport]:
    if wanted.kind not in ("", "export"):
        return DataExport.objects.none()
    rows = DataExport.objects.filter(case_ids__overlap=chosen)
    if period.since is not None:
        rows = rows.filter(at__gte=period.since)
    if period.until is not None:
        rows = rows.filter(at__lt=period.until)
    return rows.order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class _Words:
    cases: Mapping[UUID, str]
    agencies: Mapping[UUID, str]
    shows_names: bool

    def act(self, subject: str, entry: AuditView) -> ReadView:
        data = entry.data
        case_id = _case_of(subject)
        is_own = entry.actor.startswith("applicant:")
        known = str(data.get("what") or ("dossier" if entry.action == READ else entry.action))
        return ReadView(
            at=entry.at,
            who=_("Ông/bà") if is_own else self._who(entry.actor_name),
            office="" if is_own else self._office(data.get("roles", ()), data.get("agency", "")),
            what=str(_WHAT.get(known, known)),
            why=_("Ông/bà đã đồng ý") if is_own else _why(data),
            case_id=case_id,
            number=self.cases.get(case_id, "") if case_id else "",
            is_own=is_own,
        )

    def export(self, row: DataExport, chosen: list[UUID]) -> ReadView:
        theirs = [each for each in row.case_ids if each in chosen]
        case_id = theirs[0] if len(theirs) == 1 else None
        numbers = ", ".join(self.cases[each] for each in theirs[:3])
        return ReadView(
            at=row.at,
            who=self._who(row.by_name),
            office=self._office(row.roles, str(row.agency_id or "")),
            what=str(_WHAT.get("export" if row.what == "file" else row.what, row.what)),
            why=_("Tổng hợp, báo cáo: %(service)s") % {"service": row.service_name}
            if row.service_name
            else _("Tổng hợp, báo cáo"),
            case_id=case_id,
            number=numbers + ("…" if len(theirs) > 3 else ""),
            is_own=False,
        )

    def _who(self, name: str) -> str:
        return name if self.shows_names and name else _("Cán bộ")

    def _office(self, roles: Any, agency: str) -> str:
        labels = [str(ROLES[each].label) for each in roles if each in ROLES]
        unit = self.agencies.get(UUID(agency), "") if agency else ""
        return " · ".join([*labels[:3], *([unit] if unit else [])])


def _case_of(subject: str) -> UUID | None:
    kind, _colon, identifier = subject.partition(":")
    return UUID(identifier) if kind in ("case", "case-reads") else None


_WHY: Final[Mapping[str, Any]] = {
    "step": gettext_lazy("Giải quyết bước “%(step)s”"),
    "agency": gettext_lazy("Đơn vị tham gia giải quyết hồ sơ"),
    "shared": gettext_lazy("Được đồng nghiệp chia sẻ để phối hợp"),
    "oversight": gettext_lazy("Kiểm tra, kiểm soát việc giải quyết"),
    "counter": gettext_lazy("Tiếp ông/bà tại quầy"),
    "request": gettext_lazy("Giải quyết yêu cầu của ông/bà"),
    "petition": gettext_lazy("Giải quyết phản ánh, kiến nghị"),
    "to": gettext_lazy("Gửi tới: %(to)s"),
}


def _why(data: Mapping[str, Any]) -> str:
    """From what was noted at the moment of reading; entries of before say nothing."""
    known = data.get("why") or (data.get("what") if data.get("what") in _WHY else "")
    known = known or ("to" if data.get("to") else "")
    facts = {"step": data.get("step", ""), "to": data.get("to", "")}
    return str(_WHY[known]) % facts if known in _WHY else ""
