"""A BPMN file made elsewhere, read into our table of steps with an honest account."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.workflow.domain.steps import APPLICANT, StepTable

from . import guessing
from .building import Building, ScopeBuilder, tell_whole
from .drawing import Drawing, Scope, read_drawing
from .naming import Namer
from .opening import open_file, refuse
from .telling import Account, Explained


@dataclass(frozen=True, slots=True)
class ForeignProcess:
    """``is_own``: drawn by this platform, so that its ids are our steps."""

    name: str
    table: StepTable
    explained: tuple[Explained, ...]
    counts: Mapping[str, int]
    is_own: bool


def import_bpmn(content: bytes) -> ForeignProcess:
    """Pure: nothing of the file is run, fetched or resolved. Raises ``BpmnRefused`` only."""
    drawing = read_drawing(open_file(content))
    account = Account()
    pools = {process: (pool_id, name) for pool_id, name, process in drawing.pools}
    main = _main(drawing, pools)
    called = {scope.id: scope for scope in drawing.processes if scope is not main}
    pool_name = pools.get(main.id, ("", ""))[1]
    shared = Building(account, Namer(is_own=drawing.is_own), called, pool=pool_name)
    steps = ScopeBuilder(main, shared).build()
    if not steps:
        raise refuse("no_steps", _("Quy trình trong tệp không có việc nào để làm."))
    _tell_others(drawing, main, account)
    table = StepTable(steps=steps, subs=tuple(shared.subs))
    return ForeignProcess(
        name=main.name or pool_name,
        table=table,
        explained=account.lines(),
        counts={
            "elements": sum(scope.count() for scope in drawing.processes),
            "steps": len(steps) + sum(len(sub.steps) for sub in shared.subs),
            "outcomes": sum(len(step.outcomes) for step in steps),
            "explained": len(account.lines()),
        },
        is_own=drawing.is_own,
    )


def _main(drawing: Drawing, pools: Mapping[str, tuple[str, str]]) -> Scope:
    """The largest process that is not the citizen's own."""
    if not any(scope.nodes for scope in drawing.processes):
        raise refuse("no_process", _("Tệp không có quy trình nào."))

    def weight(scope: Scope) -> tuple[bool, int]:
        name = pools.get(scope.id, ("", scope.name))[1]
        return guessing.role_of([name]) != APPLICANT, len(scope.nodes)

    return max(drawing.processes, key=weight)


def _tell_others(drawing: Drawing, main: Scope, account: Account) -> None:
    called = {node.called for scope in drawing.processes for node in scope.nodes.values()}
    for scope in drawing.processes:
        if scope is main or scope.id in called:
            continue
        reason = _("Chỉ một quy trình của tệp được nhập: quy trình lớn nhất của cơ quan.")
        account.leave_out(scope.id, scope.name, "process", reason)
        for node in scope.nodes.values():
            tell_whole(node, account, _("Thuộc quy trình không được nhập."))
    for pool_id, name, process in drawing.pools:
        if not process:
            reason = _("Bể trống chỉ để minh họa bên ngoài.")
            account.leave_out(pool_id, name, "participant", reason)
    for flow_id, name in drawing.messages:
        reason = _("Thông điệp giữa các bể không tự gửi; bước thông báo và bước chờ thay cho nó.")
        account.leave_out(flow_id, name, "messageFlow", reason)
    for scope in drawing.processes:
        _tell_drawn(scope, account)
    for prefix, count in drawing.vendors.items():
        reason = _("Thiết lập riêng của “%(name)s” (%(count)s chỗ) không có nghĩa ở đây.")
        words = {"name": prefix, "count": count}
        account.leave_out(prefix, prefix, "extension", reason % words)


def _tell_drawn(scope: Scope, account: Account) -> None:
    """Notes, data and whatever else lies in a process or inside its sub-processes."""
    for tag, element_id, text in scope.others:
        if tag == "textAnnotation":
            reason = _("Ghi chú chỉ để đọc trên hình.")
        elif tag.startswith("data"):
            reason = _("Dữ liệu của hồ sơ nằm trong biểu mẫu, không nằm trong quy trình.")
        elif tag == "group":
            reason = _("Khung nhóm chỉ để nhìn.")
        else:
            reason = _("Phần tử này không có ở đây.")
        account.tell(
            element_id or tag,
            text,
            tag,
            reason=reason,
            became=_("Bỏ ra khỏi bảng các bước."),
            fate="text" if tag == "textAnnotation" else "left_out",
        )
    for node in scope.nodes.values():
        if node.inner is not None:
            _tell_drawn(node.inner, account)
