"""The tabs of the inbox: what each shows and to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.backoffice.inbox import counters
from motcua.casework import api as casework
from motcua.casework.api import Bucket, CaseFilter, CasePage, CaseRow, NationalState, Sort
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


@dataclass(frozen=True, slots=True)
class Tab:
    """``bucket``: a list of its own; otherwise all readable dossiers in ``states``.

    ``is_side``: no tab of its own unless somebody comes from a counter of the home page.
    ``is_work``: rows are open work, which can be done to many at once.
    """

    key: str
    label: str | Promise
    about: str | Promise
    empty: str | Promise
    bucket: Bucket | None = None
    states: tuple[NationalState, ...] = ()
    sort: Sort = "deadline"
    needs: frozenset[str] = frozenset()
    is_side: bool = False
    is_work: bool = True


TABS: Final[Mapping[str, Tab]] = {
    tab.key: tab
    for tab in (
        Tab(
            "tiep-nhan",
            _("Cần tiếp nhận"),
            _("Hồ sơ người dân vừa nộp, chờ kiểm tra và tiếp nhận."),
            _("Không có hồ sơ nào chờ tiếp nhận."),
            bucket="reception",
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
            "thay-mat",
            _("Thay mặt"),
            _("Việc của đồng nghiệp vắng mặt mà bạn đang thay. Việc làm được ghi là “thay mặt”."),
            _("Không có việc nào của người bạn đang thay."),
            bucket="standing_in",
            is_side=True,
        ),
        Tab(
            "ca-don-vi",
            _("Cả đơn vị"),
            _("Mọi việc đang mở ở đơn vị, ai đang giữ cũng hiện."),
            _("Đơn vị không có việc nào đang mở."),
            bucket="unit",
            needs=frozenset({casework.Permission.ASSIGN}),
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
        ),
        Tab(
            "theo-doi",
            _("Theo dõi"),
            _("Hồ sơ bạn theo dõi. Khi hồ sơ chuyển trạng thái, bạn nhận được thông báo."),
            _("Bạn chưa theo dõi hồ sơ nào. Bấm “Theo dõi” trên màn hình hồ sơ."),
            bucket="watched",
            is_work=False,
        ),
        Tab(
            "chia-se",
            _("Được chia sẻ"),
            _("Hồ sơ đồng nghiệp chia sẻ để bạn xem."),
            _("Chưa có ai chia sẻ hồ sơ với bạn."),
            bucket="shared",
            is_work=False,
        ),
        Tab(
            "cho-cong-dan",
            _("Chờ công dân"),
            _("Hồ sơ đang chờ người nộp bổ sung, xác nhận hoặc nộp tiền."),
            _("Không có hồ sơ nào đang chờ công dân."),
            bucket="waiting",
            is_work=False,
        ),
        Tab(
            "da-xong",
            _("Đã xong"),
            _("Hồ sơ đã có kết quả, bị từ chối, dừng hoặc rút."),
            _("Chưa có hồ sơ nào kết thúc."),
            states=FINISHED,
            sort="newest",
            is_work=False,
        ),
        Tab(
            "tat-ca",
            _("Tất cả"),
            _("Mọi hồ sơ bạn được xem."),
            _("Chưa có hồ sơ nào."),
            is_work=False,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at which tab, when."""

    tab: Tab
    by: Actor
    now: datetime
    standing_in: Sequence[Actor] = ()


def tabs_for(by: Actor, standing_in: Sequence[Actor] = ()) -> list[Tab]:
    """``standing_in``: the tab of absent colleagues' work is there while there are any."""
    shown = [tab for tab in TABS.values() if not tab.needs or tab.needs & by.permissions]
    return [tab for tab in shown if tab.bucket != "standing_in" or standing_in]


def first_tab(by: Actor) -> Tab:
    return tabs_for(by)[0] if _WORK & by.permissions else TABS["tat-ca"]


def read(
    look: Look, wanted: CaseFilter, *, tabs: Sequence[Tab], sort: Sort | None, size: int, page: int
) -> tuple[CasePage, dict[str, int]]:
    """One page and every counter: the same two queries however many dossiers there are."""
    tab = look.tab
    if tab.bucket is None and not wanted.states:
        wanted = replace(wanted, states=tab.states)
    counts = counters.kept(look.by, look.standing_in, buckets := _counted(tabs))
    found, counted = casework.list_bucket(
        tab.bucket or "readable",
        wanted,
        by=look.by,
        now=look.now,
        sort=sort or tab.sort,
        standing_in=look.standing_in,
        counted=buckets if counts is None else (),
        limit=size,
        offset=(page - 1) * size,
    )
    if counts is None:
        counts = counters.keep(look.by, look.standing_in, buckets, counted)
    return found, _by_tab(tabs, counts)


def count_tabs(
    tabs: Sequence[Tab], *, by: Actor, now: datetime, standing_in: Sequence[Actor] = ()
) -> dict[str, int]:
    """Numbers beside the tabs that are somebody's work; archives carry none."""
    buckets = _counted(tabs)
    counts = counters.kept(by, standing_in, buckets)
    if counts is None:
        found = casework.count_buckets(buckets, by=by, now=now, standing_in=standing_in)
        counts = counters.keep(by, standing_in, buckets, found)
    return _by_tab(tabs, counts)


def _counted(tabs: Sequence[Tab]) -> list[Bucket]:
    return [each.bucket for each in tabs if each.bucket is not None]


def _by_tab(tabs: Sequence[Tab], counts: Mapping[str, int]) -> dict[str, int]:
    return {tab.key: counts[tab.bucket] for tab in tabs if tab.bucket and tab.bucket in counts}


def number(count: int | None) -> str:
    """A counter as it is shown: exact below a hundred."""
    if count is None:
        return ""
    return f"{casework.MOST_COUNTED - 1}+" if count >= casework.MOST_COUNTED else str(count)


def may_take(row: CaseRow, by: Actor) -> bool:
    """Whether to offer the row's work; ``casework.claim_work`` decides again."""
    holder = row.holder
    if holder.item_id is None or holder.assignee_id is not None:
        return False
    if row.state.is_waiting_for_citizen or holder.role not in by.roles:
        return False
    return holder.agency_id is None or holder.agency_id in by.agency_ids
