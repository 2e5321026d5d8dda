"""The tabs of the inbox: what each shows and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.casework import api as casework
from motcua.casework.api import CaseFilter, CasePage, CaseRow, NationalState
from motcua.kernel.actors import Actor

PAGE_SIZE: Final = 25
_S = NationalState
FINISHED: Final = (_S.DONE, _S.RETURNED, _S.NOT_RECEIVED, _S.WITHDRAWN, _S.STOPPED)
_WORK: Final = frozenset(
    {
        casework.Permission.RECEIVE,
        casework.Permission.APPRAISE,
        casework.Permission.APPROVE,
        casework.Permission.ISSUE,
        casework.Permission.RETURN_RESULT,
    }
)
Bucket = Literal["new", "mine", "due_soon", "late", "waiting"]


@dataclass(frozen=True, slots=True)
class Tab:
    """``bucket``: the actor's own work; otherwise all readable dossiers in ``states``.

    ``is_side``: no tab of its own unless somebody comes from a counter of the home page.
    """

    key: str
    label: str | Promise
    about: str | Promise
    empty: str | Promise
    bucket: Bucket | None = None
    states: tuple[NationalState, ...] = ()
    sort: Literal["deadline", "newest"] = "deadline"
    needs: frozenset[str] = frozenset()
    is_side: bool = False


TABS: Final[Mapping[str, Tab]] = {
    tab.key: tab
    for tab in (
        Tab(
            "tiep-nhan",
            _("Cần tiếp nhận"),
            _("Hồ sơ người dân vừa nộp, chờ kiểm tra và tiếp nhận."),
            _("Không có hồ sơ nào chờ tiếp nhận."),
            states=(_S.REGISTERED,),
            needs=frozenset({casework.Permission.RECEIVE}),
        ),
        Tab(
            "don-vi",
            _("Việc của đơn vị"),
            _("Việc chưa ai nhận mà bạn làm được. Bấm “Nhận việc” để nhận về mình."),
            _("Không còn việc nào chờ người nhận."),
            bucket="new",
            needs=_WORK,
        ),
        Tab(
            "cua-toi",
            _("Việc của tôi"),
            _("Việc bạn đang giữ."),
            _("Bạn không giữ việc nào. Xem “Việc của đơn vị” để nhận việc mới."),
            bucket="mine",
            needs=_WORK,
        ),
        Tab(
            "sap-den-han",
            _("Sắp đến hạn"),
            _("Việc của bạn có hạn trong 8 giờ làm việc tới."),
            _("Không có việc nào sắp đến hạn."),
            bucket="due_soon",
            needs=_WORK,
            is_side=True,
        ),
        Tab(
            "qua-han",
            _("Quá hạn"),
            _("Việc của bạn đã quá hạn của bước đang xử lý."),
            _("Không có việc nào quá hạn."),
            bucket="late",
            needs=_WORK,
            is_side=True,
        ),
        Tab(
            "cho-cong-dan",
            _("Chờ công dân"),
            _("Hồ sơ đang chờ người nộp bổ sung, xác nhận hoặc nộp tiền."),
            _("Không có hồ sơ nào đang chờ công dân."),
            bucket="waiting",
        ),
        Tab(
            "da-xong",
            _("Đã xong"),
            _("Hồ sơ đã có kết quả, bị từ chối, dừng hoặc rút."),
            _("Chưa có hồ sơ nào kết thúc."),
            states=FINISHED,
            sort="newest",
        ),
        Tab(
            "tat-ca",
            _("Tất cả"),
            _("Mọi hồ sơ bạn được xem."),
            _("Chưa có hồ sơ nào."),
        ),
    )
}


def tabs_for(by: Actor) -> list[Tab]:
    return [tab for tab in TABS.values() if not tab.needs or tab.needs & by.permissions]


def first_tab(by: Actor) -> Tab:
    return tabs_for(by)[0] if _WORK & by.permissions else TABS["tat-ca"]


def read(tab: Tab, wanted: CaseFilter, *, by: Actor, now: datetime, page: int) -> CasePage:
    """One page of a tab; the same number of queries however many rows there are."""
    offset = (page - 1) * PAGE_SIZE
    if tab.bucket is not None:
        return casework.inbox(
            by=by, now=now, bucket=tab.bucket, wanted=wanted, limit=PAGE_SIZE, offset=offset
        )
    wanted = wanted if wanted.states else replace(wanted, states=tab.states)
    return casework.list_cases(
        by=by, now=now, wanted=wanted, sort=tab.sort, limit=PAGE_SIZE, offset=offset
    )


def count_tabs(tabs: list[Tab], *, by: Actor, now: datetime) -> dict[str, int]:
    """Numbers beside the tabs that are somebody's work; archives carry none."""
    found = casework.count_inbox(by=by, now=now)
    counts = {
        "don-vi": found.new,
        "cua-toi": found.mine,
        "sap-den-han": found.due_soon,
        "qua-han": found.late,
        "cho-cong-dan": found.waiting,
    }
    if TABS["tiep-nhan"] in tabs:
        counts["tiep-nhan"] = count_new(by=by, now=now)
    return counts


def count_new(*, by: Actor, now: datetime) -> int:
    """Dossiers at the actor's desks that wait for reception, whoever has taken them."""
    wanted = CaseFilter(states=(NationalState.REGISTERED,))
    return casework.list_cases(by=by, now=now, wanted=wanted, limit=1).total


def may_take(row: CaseRow, by: Actor) -> bool:
    """Whether to offer the row's work; ``casework.claim_work`` decides again."""
    holder = row.holder
    if holder.item_id is None or holder.assignee_id is not None:
        return False
    if row.state.is_waiting_for_citizen or holder.role not in by.roles:
        return False
    return holder.agency_id is None or holder.agency_id in by.agency_ids
