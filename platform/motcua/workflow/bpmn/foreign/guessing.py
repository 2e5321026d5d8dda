"""From the words of a drawing to ours: who a lane is, what a step does, how an end ends.

Matching is by folded words (no tone marks, lower case), in Vietnamese and English, longest first.
A lane that fits nothing gives no role: the designer then asks for one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from motcua.kernel.text import fold
from motcua.workflow.domain.steps import APPLICANT, COMPETENT, RECEIVING, EndKey, StepKind

_ROLES: Final[Sequence[tuple[str, str]]] = (
    ("nguoi tra ket qua", "returner"),
    ("tra ket qua", "returner"),
    ("returner", "returner"),
    ("tiep nhan va tra ket qua", "receptionist"),
    ("mot cua", "receptionist"),
    ("tiep nhan", "receptionist"),
    ("trung tam phuc vu", "receptionist"),
    ("hanh chinh cong", "receptionist"),
    ("reception", "receptionist"),
    ("front office", "receptionist"),
    ("front desk", "receptionist"),
    ("counter", "receptionist"),
    ("thu phi", "cashier"),
    ("thu ngan", "cashier"),
    ("ke toan", "cashier"),
    ("thu quy", "cashier"),
    ("cashier", "cashier"),
    ("accountant", "cashier"),
    ("accounting", "cashier"),
    ("van thu", "clerk_office"),
    ("clerical", "clerk_office"),
    ("registry office", "clerk_office"),
    ("lanh dao phong", "division_head"),
    ("truong phong", "division_head"),
    ("pho truong phong", "division_head"),
    ("phu trach phong", "division_head"),
    ("head of division", "division_head"),
    ("division head", "division_head"),
    ("head of department", "division_head"),
    ("team lead", "division_head"),
    ("lanh dao", "leader"),
    ("giam doc", "leader"),
    ("chu tich", "leader"),
    ("thu truong", "leader"),
    ("truong ban", "leader"),
    ("leader", "leader"),
    ("director", "leader"),
    ("manager", "leader"),
    ("chairman", "leader"),
    ("chuyen vien", "specialist"),
    ("can bo thu ly", "specialist"),
    ("thu ly", "specialist"),
    ("tham dinh", "specialist"),
    ("can bo chuyen mon", "specialist"),
    ("cong chuc", "specialist"),
    ("specialist", "specialist"),
    ("officer", "specialist"),
    ("case worker", "specialist"),
    ("caseworker", "specialist"),
    ("reviewer", "specialist"),
    ("kiem soat", "procedure_control"),
    ("nguoi nop", APPLICANT),
    ("nguoi dan", APPLICANT),
    ("nguoi yeu cau", APPLICANT),
    ("cong dan", APPLICANT),
    ("to chuc ca nhan", APPLICANT),
    ("ca nhan to chuc", APPLICANT),
    ("chu ho so", APPLICANT),
    ("chu dau tu", APPLICANT),
    ("doanh nghiep", APPLICANT),
    ("khach hang", APPLICANT),
    ("citizen", APPLICANT),
    ("applicant", APPLICANT),
    ("customer", APPLICANT),
    ("client", APPLICANT),
)
_T = TypeVar("_T")
_KEYS: Final = frozenset(role for _words, role in _ROLES)
_AT_RECEPTION: Final = frozenset({"receptionist", "returner", "cashier"})

_KINDS: Final[Sequence[tuple[str, StepKind]]] = (
    ("tra ket qua", StepKind.RETURN),
    ("giao ket qua", StepKind.RETURN),
    ("hand over", StepKind.RETURN),
    ("deliver", StepKind.RETURN),
    ("phat hanh", StepKind.ISSUE),
    ("dong dau", StepKind.ISSUE),
    ("vao so", StepKind.ISSUE),
    ("issue", StepKind.ISSUE),
    ("du thao", StepKind.DRAFT),
    ("soan thao", StepKind.DRAFT),
    ("soan", StepKind.DRAFT),
    ("draft", StepKind.DRAFT),
    ("phe duyet", StepKind.APPROVE),
    ("xet duyet", StepKind.APPROVE),
    ("ky duyet", StepKind.APPROVE),
    ("ky ban hanh", StepKind.APPROVE),
    ("ký", StepKind.APPROVE),
    ("duyet", StepKind.APPROVE),
    ("approve", StepKind.APPROVE),
    ("sign", StepKind.APPROVE),
    ("tiep nhan", StepKind.RECEPTION),
    ("receive application", StepKind.RECEPTION),
    ("y kien", StepKind.CONSULT),
    ("phoi hop", StepKind.CONSULT),
    ("consult", StepKind.CONSULT),
)
_PAYS: Final = (
    "nop phi",
    "nop le phi",
    "thanh toan",
    "nop tien",
    "payment",
    "pay",
    "pay fee",
    "dong phi",
)
_CITIZEN: Final = (
    "bo sung",
    "nguoi dan",
    "cong dan",
    "nguoi nop",
    "supplement",
    "applicant",
    "citizen",
    "customer",
)
_SUBMITS: Final = (
    "nop ho so",
    "gui ho so",
    "dien to khai",
    "nop don",
    "submit",
    "apply",
    "gui don",
)
_ENDS: Final[Sequence[tuple[str, EndKey]]] = (
    ("khong dat", EndKey.REFUSED),
    ("khong du dieu kien", EndKey.REFUSED),
    ("tu choi", EndKey.REFUSED),
    ("refused", EndKey.REFUSED),
    ("refuse", EndKey.REFUSED),
    ("rejected", EndKey.REFUSED),
    ("reject", EndKey.REFUSED),
    ("denied", EndKey.REFUSED),
    ("rut ho so", EndKey.WITHDRAWN),
    ("withdrawn", EndKey.WITHDRAWN),
    ("withdraw", EndKey.WITHDRAWN),
    ("dừng", EndKey.STOPPED),
    ("hủy", EndKey.STOPPED),
    ("hủy", EndKey.STOPPED),
    ("cancelled", EndKey.STOPPED),
    ("canceled", EndKey.STOPPED),
    ("cancel", EndKey.STOPPED),
    ("stopped", EndKey.STOPPED),
    ("stop", EndKey.STOPPED),
    ("abort", EndKey.STOPPED),
)
_BETWEEN: Final = re.compile(r"[\W_]+")
_DURATION: Final = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?"
    r"(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,6}S)?)?"
)
_DAY: Final = 480
_DAYS_A_WEEK, _DAYS_A_MONTH, _DAYS_A_YEAR = 5, 22, 250


def role_of(names: Iterable[str]) -> str:
    """The innermost name that fits a role; empty when none does."""
    for name in reversed([name for name in names if name]):
        if name in _KEYS:
            return name
        found = _first(_ROLES, name)
        if found:
            return found
    return ""


def agency_of(role: str) -> str:
    return RECEIVING if role in _AT_RECEPTION else COMPETENT


def kind_of(name: str, role: str, *, is_first: bool) -> StepKind:
    """What a step of people does, by its name and who does it."""
    if role == APPLICANT:
        return StepKind.WAIT_FEE if _has(_PAYS, name) else StepKind.CITIZEN
    if is_first and role in ("receptionist", ""):
        return StepKind.RECEPTION
    kind = _first(_KINDS, name)
    if kind is StepKind.RECEPTION and role != "receptionist":
        return StepKind.REVIEW
    if kind is None and role in ("returner", "clerk_office"):
        return StepKind.RETURN if role == "returner" else StepKind.ISSUE
    return kind or StepKind.REVIEW


def waiting_kind(name: str, role: str) -> StepKind:
    """For whom a process waits when it waits for a message."""
    if _has(_PAYS, name):
        return StepKind.WAIT_FEE
    if role == APPLICANT or _has(_CITIZEN, name):
        return StepKind.CITIZEN
    return StepKind.CONSULT


def end_of(name: str) -> EndKey:
    return _first(_ENDS, name) or EndKey.ISSUED


def submits(name: str) -> bool:
    """Whether a first step is what the portal has done before a process begins."""
    return _has(_SUBMITS, name)


def state_of(kind: StepKind) -> int:
    """The usual national state of a step of that kind (domain reference 4.3)."""
    match kind:
        case StepKind.RECEPTION:
            return 1
        case StepKind.CITIZEN:
            return 5
        case StepKind.WAIT_FEE:
            return 6
        case StepKind.RETURN:
            return 9
        case _:
            return 4


def minutes_of(timer: tuple[str, str]) -> int | None:
    """Working minutes of an ISO 8601 duration; a day is a working day. ``None``: not a duration."""
    kind, text = timer
    found = _DURATION.fullmatch(text.strip()) if kind == "timeDuration" else None
    if found is None:
        return None
    years, months, weeks, days, hours, minutes = (int(each or 0) for each in found.groups())
    whole = years * _DAYS_A_YEAR + months * _DAYS_A_MONTH + weeks * _DAYS_A_WEEK + days
    total = whole * _DAY + hours * 60 + minutes
    return total if 0 < total <= 1_000_000 else None


def _has(words: Iterable[str], name: str) -> bool:
    return _first([(each, True) for each in words], name) or False


def _first(pairs: Sequence[tuple[str, _T]], name: str) -> _T | None:
    """Whole words; those written with tone marks are told apart by them (dừng, dựng, đúng)."""
    exact = f" {_words(unicodedata.normalize('NFC', name.casefold()))} "
    folded = f" {_words(fold(name))} "
    fitting = [
        (len(words), value)
        for words, value in pairs
        if f" {words} " in (folded if words.isascii() else exact)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _words(text: str) -> str:
    return " ".join(_BETWEEN.sub(" ", text).split())
