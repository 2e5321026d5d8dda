"""One node of a drawing becomes one step, and what of it is lost is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from motcua.workflow.bpmn import names
from motcua.workflow.domain.steps import APPLICANT, OutcomeSpec, StepKind, StepSpec

from . import guessing
from .drawing import SUBS, Node, Scope
from .naming import plain_id
from .telling import Account
from .ways import Way, Ways

_PLAIN: Final = frozenset({"task", "userTask", "manualTask"})
_LONGEST_LABEL: Final = 200
_MOST_EVENTS: Final = 10

Target = Callable[[Way], tuple[str, Node | None]]


@dataclass(slots=True)
class Extra:
    """What events on the edge of a task add to its step."""

    outcomes: list[OutcomeSpec] = field(default_factory=list)
    following: list[Node] = field(default_factory=list)
    silent: str = ""
    minutes: int | None = None


class StepMaker:
    def __init__(self, scope: Scope, ways: Ways, account: Account, pool: str) -> None:
        self.scope, self.ways, self.account, self.pool = scope, ways, account, pool

    def role(self, node: Node) -> str:
        """By its lane, else by who is named in its settings, else by the pool."""
        lane = guessing.role_of(node.lanes)
        if node.lanes and not lane:
            self._tell_lane(node.lanes[-1])
        return lane or guessing.role_of(node.who) or guessing.role_of([self.pool])

    def step(self, step_id: str, node: Node, *, is_first: bool) -> StepSpec:
        role = self.role(node)
        kind = self._kind(node, role, is_first=is_first)
        if kind in (StepKind.CITIZEN, StepKind.WAIT_FEE):
            role = APPLICANT
        if kind.is_routing or kind is StepKind.WAIT_DATE:
            role = ""
        if node.loops:
            reason = _("Nhiệm vụ lặp lại nhiều lần không chạy được.")
            became = _("Thành bước làm một lần; muốn làm lại thì thêm đường quay về.")
            self.account.tell(
                node.id, node.name, "loop", reason=reason, became=became, fate="changed"
            )
        return StepSpec(
            id=step_id,
            name=node.name or self._nameless(kind),
            role=role,
            kind=kind,
            outcomes=(),
            working_minutes=guessing.minutes_of(node.timer),
            agency=guessing.agency_of(role),
            national_state=guessing.state_of(kind),
            action="notice" if _sends(node) else "",
        )

    def _kind(self, node: Node, role: str, *, is_first: bool) -> StepKind:
        if node.tag in _PLAIN:
            return guessing.kind_of(node.name, role, is_first=is_first)
        if node.tag in SUBS or node.tag == "callActivity":
            return StepKind.SUB_PROCESS
        if node.tag in ("serviceTask", "sendTask", "intermediateThrowEvent"):
            self._tell_automatic(node)
            return StepKind.AUTOMATIC
        if node.tag == "intermediateCatchEvent" and node.event == "timer":
            self._tell_timer(node)
            return StepKind.WAIT_DATE
        if node.tag in ("scriptTask", "businessRuleTask"):
            self._tell_code(node)
            return guessing.kind_of(node.name, role, is_first=is_first)
        return self._waiting(node, role)

    def _waiting(self, node: Node, role: str) -> StepKind:
        """A message, signal or condition is waited for: by whom, is guessed from the words."""
        kind = guessing.waiting_kind(node.name, role)
        becomes = {
            StepKind.CITIZEN: _("Thành bước chờ người nộp trả lời."),
            StepKind.WAIT_FEE: _("Thành bước chờ nộp phí."),
        }
        reason = _("Hệ thống không nhận thông điệp hay tín hiệu như phần mềm khác.")
        became = becomes.get(kind, _("Thành bước chờ ý kiến cơ quan khác; hãy chọn cơ quan."))
        self._tell(node, reason, became)
        return kind

    def without_sub(self, node: Node, step: StepSpec) -> StepSpec:
        """A called process that is not there, or nested too deeply: one step done by a person."""
        if node.called:
            reason = _("Quy trình được gọi “%(name)s” không có trong tệp.") % {"name": node.called}
        else:
            reason = _("Quy trình con trống hoặc lồng quá nhiều lớp.")
        self._tell(node, reason, _("Thành một bước do người làm."))
        role = self.role(node)
        kind = guessing.kind_of(node.name, role, is_first=False)
        return StepSpec(
            id=step.id,
            name=step.name,
            role=role,
            kind=kind,
            outcomes=step.outcomes,
            agency=guessing.agency_of(role),
            national_state=guessing.state_of(kind),
        )

    # -- events on the edge of a task ---------------------------------------------------------

    def boundaries(self, node: Node, taken: set[str], target: Target) -> Extra:
        extra = Extra()
        for event in self.scope.nodes.values():
            if event.attached_to == node.id and event.tag == "boundaryEvent":
                self.ways.passed.add(event.id)
                self._boundary(event, extra, taken, target)
        return extra

    def _boundary(self, event: Node, extra: Extra, taken: set[str], target: Target) -> None:
        flows = self.scope.leaving(event.id)
        is_timer = event.event == "timer"
        minutes = guessing.minutes_of(event.timer) if is_timer else None
        full = len(extra.outcomes) >= _MOST_EVENTS
        if not event.interrupting or not flows or event.event == "compensate" or full:
            self._tell_aside(event)
            return
        way = self.ways.follow(flows[0])
        to, following = target(way)
        outcome_id = "out_" + plain_id(event.id)
        while outcome_id in taken:
            outcome_id += "_2"
        taken.add(outcome_id)
        label = event.name or flows[0].name or (_("Hết hạn") if is_timer else _("Xảy ra sự kiện"))
        extra.outcomes.append(OutcomeSpec(outcome_id, label, to))
        extra.following += [following] if following else []
        if is_timer and not extra.silent:
            extra.silent, extra.minutes = outcome_id, minutes
            if minutes is None:
                self._tell_timer(event)
            return
        reason = _("Sự kiện này không tự xảy ra trong hệ thống.")
        became = _("Thành cách kết thúc “%(label)s” do người làm bước chọn.") % {"label": label}
        self._tell(event, reason, became)

    def _tell_aside(self, event: Node) -> None:
        if event.event == "timer":
            reason = _(
                "Hẹn giờ không ngắt việc đang làm chỉ để nhắc; hãy đặt nhắc việc hoặc báo cấp "
                "trên ở bước."
            )
        else:
            reason = _("Nhánh phụ chạy bên cạnh việc đang làm không chạy được.")
        self.account.leave_out(event.id, event.name, event.tag, reason)

    # -- arrows and ends ----------------------------------------------------------------------

    def label(self, way: Way, *, alone: bool) -> str:
        """The words on the arrows, else their condition, else where they lead."""
        words = " – ".join(flow.name for flow in way.flows if flow.name)
        if words:
            return words[:_LONGEST_LABEL]
        if alone:
            return _("Xong")
        conditions = [flow.condition for flow in way.flows if _is_foreign(flow.condition)]
        if conditions:
            return conditions[-1][:_LONGEST_LABEL]
        if way.node is None or not way.node.name:
            return _("Trường hợp khác")
        return _("Chuyển: %(step)s") % {"step": way.node.name[:_LONGEST_LABEL]}

    def tell_conditions(self, way: Way, *, is_own: bool) -> None:
        for flow in way.flows:
            if not flow.condition or (is_own and not _is_foreign(flow.condition)):
                continue
            language = flow.language.rpartition("/")[2] or _language_of(flow.condition)
            reason = _("Điều kiện viết bằng %(language)s không bao giờ được chạy ở đây.")
            became = _("Người làm bước tự chọn. Điều kiện ghi lại để đối chiếu: %(text)s")
            self.account.tell(
                flow.id,
                flow.name,
                "conditionExpression",
                reason=reason % {"language": language},
                became=became % {"text": flow.condition},
                fate="text",
            )

    def end(self, node: Node) -> str:
        return f"end:{guessing.end_of(node.name)}" if not _own_end(node) else _own_end(node)

    def tell_end(self, node: Node) -> None:
        if node.event in ("", "terminate"):
            return
        reason = _("Kết thúc có gửi thông điệp, lỗi hay tín hiệu; hệ thống chỉ kết thúc hồ sơ.")
        became = _("Thành chỗ kết thúc bình thường; muốn báo tin thì đặt thông báo.")
        self._tell(node, reason, became)

    # -- the account --------------------------------------------------------------------------

    def _nameless(self, kind: StepKind) -> str:
        return _("Chờ") if kind in (StepKind.WAIT_DATE, StepKind.CONSULT) else _("Bước chưa có tên")

    def _is_ours(self, node: Node) -> bool:
        """A step we drew ourselves: the service it goes back to still knows all about it."""
        return self.ways.is_own and names.step_of(node.id) is not None

    def _tell_automatic(self, node: Node) -> None:
        if self._is_ours(node):
            return
        if _sends(node):
            reason = _("Thông điệp của phần mềm khác không gửi được từ đây.")
            became = _("Thành bước tự động gửi thông báo; hãy chọn thông báo.")
        else:
            reason = _("Lời gọi dịch vụ của phần mềm khác không chạy được ở đây.")
            became = _("Thành bước tự động; hãy chọn việc hệ thống làm, hoặc giao cho người.")
        self._tell(node, reason, became)

    def _tell_code(self, node: Node) -> None:
        if node.tag == "scriptTask":
            reason = _("Mã lệnh trong tệp không bao giờ được chạy.")
        else:
            reason = _("Bảng quyết định của phần mềm khác không chạy được ở đây.")
        self._tell(node, reason, _("Thành bước do người làm."))

    def _tell_timer(self, node: Node) -> None:
        if guessing.minutes_of(node.timer) is not None or self._is_ours(node):
            return
        text = node.timer[1] or _("(trống)")
        reason = _("Hẹn giờ “%(text)s” không phải một khoảng thời gian cố định.") % {"text": text}
        self._tell(node, reason, _("Thời hạn còn trống; hãy điền lại."))

    def _tell_lane(self, name: str) -> None:
        lane_id = next((one for one, other in self.scope.lanes if other == name), name)
        reason = _("Tên làn không khớp vai trò nào của hệ thống.")
        became = _("Các bước trong làn chưa có người làm; hãy chọn vai trò.")
        self.account.tell(lane_id, name, "lane", reason=reason, became=became, fate="changed")

    def _tell(self, node: Node, reason: str, became: str) -> None:
        self.account.tell(
            node.id, node.name, node.tag, reason=reason, became=became, fate="changed"
        )


def _sends(node: Node) -> bool:
    return node.tag in ("sendTask", "intermediateThrowEvent")


def _is_foreign(condition: str) -> bool:
    return bool(condition) and names.outcome_in(condition) is None


def _own_end(node: Node) -> str:
    key = names.end_of(node.id)
    return f"end:{key}" if key in ("issued", "refused", "stopped", "withdrawn") else ""


def _language_of(condition: str) -> str:
    if condition.startswith(("${", "#{")):
        return "JUEL"
    return "FEEL" if condition.startswith("=") else _("ngôn ngữ riêng")
