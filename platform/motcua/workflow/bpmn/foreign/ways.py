"""Where an arrow leads: through merges, milestones and links to what runs next."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from motcua.workflow.bpmn import names

from .blocks import Block, find_blocks
from .drawing import GATEWAYS, TASKS, Flow, Node, Scope
from .telling import Account

MAX_OUTCOMES: Final = 20
"""Of the 30 a step may have: what is waited for on its edge comes on top."""
_CHOOSING: Final = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})
PERSON_TASKS: Final = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """The arrows walked over, and the node at which they end; ``None`` when they lead nowhere."""

    flows: tuple[Flow, ...]
    node: Node | None


class Ways:
    """Of one scope."""

    def __init__(self, scope: Scope, account: Account, *, is_own: bool = False) -> None:
        self.scope, self.account, self.is_own = scope, account, is_own
        self.blocks: dict[str, Block] = find_blocks(scope)
        self.joins = {block.join: block.fork for block in self.blocks.values()}
        self.passed: set[str] = set()
        """Nodes that were walked over or met: what is not among them is never reached."""

    def follow(self, flow: Flow) -> Way:
        """Until a node at which something happens."""
        seen: set[str] = set()
        walked = [flow]
        while True:
            node = self.scope.nodes.get(walked[-1].target)
            if node is None or node.id in seen:
                self._tell_lost(flow)
                return Way(tuple(walked), None)
            seen.add(node.id)
            self.passed.add(node.id)
            following = self._through(node)
            if following is None:
                return Way(tuple(walked), node)
            walked.append(following)

    def outcomes(self, flows: list[Flow]) -> list[Way]:
        """All ways on, with decisions after decisions unfolded into one choice."""
        found: list[Way] = []
        waiting: list[tuple[tuple[Flow, ...], frozenset[str]]] = [
            ((flow,), frozenset()) for flow in reversed(flows)
        ]
        while waiting:
            before, seen = waiting.pop()
            way = self.follow(before[-1])
            node = way.node
            unfolds = node is not None and self._unfolds(node) and node.id not in seen
            following = self.scope.leaving(node.id) if node is not None else []
            many = len(found) + len(waiting) + len(following) > MAX_OUTCOMES
            if node is None or not unfolds or many:
                found.append(Way((*before[:-1], *way.flows), node))
                continue
            self.tell_gateway(node)
            path = (*before[:-1], *way.flows)
            waiting += [((*path, each), seen | {node.id}) for each in reversed(following)]
        return self.bounded(found)

    def bounded(self, found: list[Way]) -> list[Way]:
        for way in found[MAX_OUTCOMES:]:
            flow = way.flows[0]
            reason = _("Một bước có nhiều nhất %(most)s cách kết thúc.") % {"most": MAX_OUTCOMES}
            self.account.leave_out(flow.id, flow.name, "sequenceFlow", reason)
        return found[:MAX_OUTCOMES]

    def _unfolds(self, node: Node) -> bool:
        """A choice of ours is a step of its own, wherever it stands."""
        is_choice = self.is_own and names.choice_of(node.id) is not None
        return self.decides(node) and not is_choice

    def decides(self, node: Node) -> bool:
        """Whether a person's choice can stand for this gateway."""
        if len(self.scope.leaving(node.id)) < 2:
            return False
        return node.tag in _CHOOSING or (
            node.tag == "parallelGateway" and node.id not in self.blocks
        )

    def tell_gateway(self, node: Node) -> None:
        reasons = {
            "inclusiveGateway": _("Cổng này cho nhiều nhánh chạy cùng lúc tùy điều kiện."),
            "complexGateway": _("Cổng này có quy tắc riêng mà hệ thống không chạy."),
            "parallelGateway": _(
                "Các nhánh song song này không gặp lại nhau ở một cổng, hoặc có mũi tên vào, ra "
                "giữa chừng."
            ),
        }
        if node.tag in reasons:
            became = _("Thành lựa chọn một trong các nhánh. Nếu cần, hãy vẽ lại bước song song.")
            self.account.tell(
                node.id, node.name, node.tag, reason=reasons[node.tag], became=became,
                fate="changed",
            )  # fmt: skip

    def _through(self, node: Node) -> Flow | None:
        """The only arrow on from a node that does nothing itself."""
        leaving = self.scope.leaving(node.id)
        if node.tag == "intermediateThrowEvent" and node.event == "link":
            return self._link(node)
        if node.tag == "intermediateThrowEvent" and node.event != "message" and leaving:
            self._tell_milestone(node)
            return leaving[0]
        if len(leaving) != 1 or node.tag in TASKS or node.id in self.joins:
            return None
        passes = node.tag in GATEWAYS and node.tag != "eventBasedGateway"
        linked = node.tag == "intermediateCatchEvent" and node.event == "link"
        if passes and node.tag == "parallelGateway" and len(self.scope.coming(node.id)) > 1:
            self._tell_open_join(node)
        return leaving[0] if passes or linked else None

    def _link(self, node: Node) -> Flow | None:
        for other in self.scope.nodes.values():
            fits = other.tag == "intermediateCatchEvent" and other.event == "link"
            if fits and other.name == node.name:
                self.passed.add(other.id)
                return next(iter(self.scope.leaving(other.id)), None)
        return None

    def _tell_milestone(self, node: Node) -> None:
        if not node.event:
            reason = _("Đây là mốc trên đường đi, không có việc gì để làm.")
        else:
            reason = _("Hệ thống không phát tín hiệu, lỗi hay bù trừ giữa các quy trình.")
        self.account.leave_out(node.id, node.name, node.tag, reason)

    def _tell_open_join(self, node: Node) -> None:
        reason = _("Cổng này chờ nhiều nhánh, nhưng không có cổng mở nhánh đi cùng.")
        became = _("Đi tiếp ngay khi một nhánh tới.")
        self.account.tell(
            node.id, node.name, node.tag, reason=reason, became=became, fate="changed"
        )

    def _tell_lost(self, flow: Flow) -> None:
        reason = _("Mũi tên không dẫn tới việc nào.")
        became = _("Cách kết thúc này còn trống; hãy chọn bước tiếp theo.")
        self.account.tell(
            flow.id, flow.name, "sequenceFlow", reason=reason, became=became, fate="changed"
        )
