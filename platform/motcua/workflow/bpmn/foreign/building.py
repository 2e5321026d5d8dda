"""A drawing becomes a table of steps, walked from its start so that only what is reached counts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext as _

from motcua.workflow.domain.graph import forward_only
from motcua.workflow.domain.steps import (
    APPLICANT,
    EndKey,
    OutcomeSpec,
    StepKind,
    StepSpec,
    SubSpec,
)

from . import guessing
from .drawing import GATEWAYS, TASKS, Flow, Node, Scope
from .naming import Namer
from .opening import refuse
from .steps_of import StepMaker
from .telling import Account
from .ways import PERSON_TASKS, Way, Ways

MAX_STEPS: Final = 200
MAX_SUB_STEPS: Final = 100
MAX_SUBS: Final = 20
MAX_NESTING: Final = 4


@dataclass(slots=True)
class Building:
    """What all scopes of one import share."""

    account: Account
    namer: Namer
    called: dict[str, Scope]
    pool: str = ""
    subs: list[SubSpec] = field(default_factory=list)


class ScopeBuilder:
    """One process or sub-process. ``leave`` turns an end event into a target."""

    def __init__(
        self,
        scope: Scope,
        shared: Building,
        *,
        nesting: int = 0,
        leave: Callable[[Node], str] | None = None,
    ) -> None:
        self.scope, self.shared, self.nesting = scope, shared, nesting
        self.ways = Ways(scope, shared.account, is_own=shared.namer.is_own)
        self.maker = StepMaker(scope, self.ways, shared.account, shared.pool)
        self._leave = leave
        self._steps: dict[str, StepSpec] = {}
        self._awaited_events: set[str] = set()

    def build(self) -> tuple[StepSpec, ...]:
        """In the order of the main way. Raises ``BpmnRefused``: nothing to do in it."""
        first = self._first()
        waiting = [first] if first is not None and self._runs(first) else []
        while waiting:
            node = waiting.pop()
            if self._id(node) in self._steps:
                continue
            self.ways.passed.add(node.id)
            step, following = self._make(node, is_first=not self._steps)
            self._steps[step.id] = step
            waiting += [each for each in reversed(following) if self._id(each) not in self._steps]
            most = MAX_SUB_STEPS if self.nesting else MAX_STEPS
            if len(self._steps) > most:
                message = _("Quy trình có hơn %(most)s bước.") % {"most": most}
                raise refuse("too_many_steps", message)
        self._tell_unreached()
        return tuple(_with_outcome_kinds(list(self._steps.values()))) if self._steps else ()

    # -- where it starts ----------------------------------------------------------------------

    def _first(self) -> Node | None:
        starts = [node for node in self.scope.nodes.values() if node.tag == "startEvent"]
        starts.sort(key=lambda node: bool(node.event))
        for extra in starts[1:]:
            reason = _("Quy trình chỉ có một chỗ bắt đầu: khi hồ sơ được nộp.")
            self.shared.account.leave_out(extra.id, extra.name, extra.tag, reason)
        if not starts:
            return self._without_start()
        start = starts[0]
        self.ways.passed.update(node.id for node in starts)
        self._tell_start(start)
        flows = self.scope.leaving(start.id)
        for flow in flows[1:]:
            self._tell_extra(flow)
        node = self.ways.follow(flows[0]).node if flows else None
        return self._after_submitting(node)

    def _without_start(self) -> Node | None:
        heads = [
            node
            for node in self.scope.nodes.values()
            if not self.scope.coming(node.id) and not node.attached_to and not node.by_event
        ]
        return next((node for node in heads if node.tag != "endEvent"), None)

    def _tell_start(self, start: Node) -> None:
        if start.event and not self.nesting:
            reason = _("Quy trình luôn bắt đầu khi hồ sơ được nộp, không theo giờ hay thông điệp.")
            became = _("Thành chỗ bắt đầu bình thường.")
            self._tell(start, reason, became)

    def _tell_extra(self, flow: Flow) -> None:
        reason = _("Từ chỗ bắt đầu chỉ đi được theo một mũi tên.")
        self.shared.account.leave_out(flow.id, flow.name, "sequenceFlow", reason)

    def _after_submitting(self, node: Node | None) -> Node | None:
        """The portal takes the dossier in before a process begins."""
        if node is None or self.nesting or node.tag not in PERSON_TASKS:
            return node
        leaving = self.scope.leaving(node.id)
        if self.maker.role(node) != APPLICANT or len(leaving) != 1:
            return node
        if not guessing.submits(node.name):
            return node
        following = self.ways.follow(leaving[0]).node
        if following is None or following.tag == "endEvent":
            return node
        reason = _("Việc nộp hồ sơ do cổng dịch vụ công làm xong trước khi quy trình bắt đầu.")
        self.shared.account.leave_out(node.id, node.name, node.tag, reason)
        return following

    # -- steps --------------------------------------------------------------------------------

    def _make(self, node: Node, *, is_first: bool) -> tuple[StepSpec, list[Node]]:
        if node.id in self.ways.blocks:
            return self._parallel(node)
        if self.ways.decides(node) or node.tag == "endEvent":
            return self._choice(node)
        step = self.maker.step(self._id(node), node, is_first=is_first)
        ways = self._ways_from(node, step)
        outcomes, following = self._outcomes(ways)
        extra = self.maker.boundaries(node, {each.id for each in outcomes}, self._target)
        following += extra.following
        silent = extra.silent
        if node.tag == "eventBasedGateway":
            silent = self._awaited(node, ways, outcomes) or silent
        step = replace(
            step,
            outcomes=(*outcomes, *extra.outcomes),
            timeout_outcome=silent,
            working_minutes=extra.minutes or step.working_minutes,
        )
        if step.kind is StepKind.SUB_PROCESS:
            step = self._with_sub(node, step)
        return step, following

    def _ways_from(self, node: Node, step: StepSpec) -> list[Way]:
        leaving = self.scope.leaving(node.id)
        if len(leaving) > 1 and node.tag != "eventBasedGateway":
            reason = _("Nhiều mũi tên đi thẳng ra từ một việc nghĩa là chạy cùng lúc.")
            became = _("Thành lựa chọn một trong các mũi tên.")
            self._tell(node, reason, became)
        if node.tag == "eventBasedGateway":
            return self.ways.bounded([self._past_event(flow) for flow in leaving])
        if node.tag in PERSON_TASKS or step.kind in (StepKind.CITIZEN, StepKind.CONSULT):
            return self.ways.outcomes(leaving)
        return self.ways.bounded([self.ways.follow(flow) for flow in leaving])

    def _past_event(self, flow: Flow) -> Way:
        """What follows one of the events a gateway waits for; the event names the outcome."""
        event = self.scope.nodes.get(flow.target)
        leaving = self.scope.leaving(event.id) if event else []
        if event is None or not leaving:
            return self.ways.follow(flow)
        self.ways.passed.add(event.id)
        self._awaited_events.add(event.id)
        named = replace(flow, name=flow.name or event.name)
        way = self.ways.follow(leaving[0])
        return Way((named,), way.node)

    def _awaited(self, node: Node, ways: list[Way], outcomes: list[OutcomeSpec]) -> str:
        """The outcome of the timer among the events, taken by itself."""
        for way, outcome in zip(ways, outcomes, strict=False):
            event = self.scope.nodes.get(way.flows[0].target)
            if event is not None and event.event == "timer":
                return outcome.id
        return ""

    def _choice(self, node: Node) -> tuple[StepSpec, list[Node]]:
        """A decision nobody stands before: made by the answers, once its rules are set."""
        self.ways.tell_gateway(node)
        name = node.name or _("Rẽ nhánh")
        outcomes, following = self._outcomes(self.ways.outcomes(self.scope.leaving(node.id)))
        if not self.shared.namer.is_own:
            reason = _("Điều kiện của tệp không được chạy.")
            became = _("Thành bước rẽ nhánh “%(name)s”; hãy đặt lại điều kiện theo câu trả lời.")
            self._tell(node, reason, became % {"name": name})
        step = StepSpec(
            id=self._id(node), name=name, role="", kind=StepKind.CHOICE, outcomes=tuple(outcomes)
        )
        return step, following

    def _parallel(self, node: Node) -> tuple[StepSpec, list[Node]]:
        block = self.ways.blocks[node.id]
        self.ways.passed.add(block.join)
        inner = [self.ways.follow(flow) for flow in self.scope.leaving(node.id)]
        firsts = [way.node for way in inner if way.node and way.node.id != block.join]
        outcomes, after = self._outcomes(
            [self.ways.follow(flow) for flow in self.scope.leaving(block.join)[:1]]
        )
        if not outcomes:
            outcomes = [OutcomeSpec("out_joined", _("Đủ các nhánh"), self._implicit_end())]
        step = StepSpec(
            id=self._id(node),
            name=node.name or _("Làm song song"),
            role="",
            kind=StepKind.PARALLEL,
            outcomes=tuple(outcomes[:1]),
            branches=tuple(self._id(each) for each in firsts),
        )
        return step, [*firsts, *after]

    def _outcomes(self, ways: list[Way]) -> tuple[list[OutcomeSpec], list[Node]]:
        taken: set[str] = set()
        outcomes: list[OutcomeSpec] = []
        following: list[Node] = []
        for way in ways:
            target, node = self._target(way)
            self.maker.tell_conditions(way, is_own=self.shared.namer.is_own)
            outcome_id = self.shared.namer.outcome(way.flows[-1], taken)
            if len(way.flows) > 1 and self.shared.namer.is_own:
                outcome_id = self._own_outcome(way, taken) or outcome_id
            taken.add(outcome_id)
            label = self.maker.label(way, alone=len(ways) == 1)
            outcomes.append(OutcomeSpec(outcome_id, label, target))
            following += [node] if node else []
        if not outcomes:
            outcomes.append(OutcomeSpec("out_done", _("Xong"), self._implicit_end()))
        return outcomes, following

    def _own_outcome(self, way: Way, taken: set[str]) -> str:
        """In our own files the arrow that names the outcome is the first that has a name."""
        for flow in way.flows:
            found = self.shared.namer.outcome(flow, taken)
            if flow.name:
                return found
        return ""

    def _target(self, way: Way) -> tuple[str, Node | None]:
        node = way.node
        if node is None:
            return "", None
        if node.tag == "endEvent":
            self.maker.tell_end(node)
            return (self._leave(node) if self._leave else self.maker.end(node)), None
        if node.id in self.ways.joins:
            return f"join:{self._id(self.scope.nodes[self.ways.joins[node.id]])}", None
        if not self._runs(node):
            reason = _("Mũi tên dẫn tới một phần tử không đi tiếp tới đâu.")
            self._tell(node, reason, _("Coi như kết thúc ở đó."))
            return self._implicit_end(), None
        return self._id(node), node

    def _runs(self, node: Node) -> bool:
        """Whether a step can be made of it; a gateway without arrows on is an end."""
        if node.tag in GATEWAYS:
            return bool(self.scope.leaving(node.id))
        waits = ("intermediateCatchEvent", "intermediateThrowEvent")
        runs = node.tag in waits and node.event != "link"
        return node.tag in TASKS or (runs and (node.event == "message" or node.tag == waits[0]))

    def _implicit_end(self) -> str:
        if self._leave is not None:
            return self._leave(Node("", "", "endEvent"))
        return f"end:{EndKey.ISSUED}"

    def _id(self, node: Node) -> str:
        return self.shared.namer.step(self.scope.id, node)

    # -- sub-processes ------------------------------------------------------------------------

    def _with_sub(self, node: Node, step: StepSpec) -> StepSpec:
        inner = node.inner or self.shared.called.get(node.called)
        if inner is None or self.nesting >= MAX_NESTING or len(self.shared.subs) >= MAX_SUBS:
            return self.maker.without_sub(node, step)
        outcomes = step.outcomes

        def leave(end: Node) -> str:
            named = [one for one in outcomes if one.label and one.label == end.name]
            bad = guessing.end_of(end.name) is not EndKey.ISSUED
            alike = [one for one in outcomes if bad and guessing.end_of(one.label) != "issued"]
            return f"leave:{(named or alike or list(outcomes))[0].id}"

        scope = replace(inner, id=f"{self.scope.id}/{node.id}")
        for member in scope.nodes.values():
            member.lanes = member.lanes or list(node.lanes)
        builder = ScopeBuilder(scope, self.shared, nesting=self.nesting + 1, leave=leave)
        steps = builder.build()
        if not steps:
            return self.maker.without_sub(node, step)
        sub = SubSpec(self.shared.namer.sub(self.scope.id, node), step.name, steps)
        self.shared.subs.append(sub)
        return replace(step, sub=sub.id)

    # -- the account --------------------------------------------------------------------------

    def _tell(self, node: Node, reason: str, became: str) -> None:
        self.shared.account.tell(
            node.id, node.name, node.tag, reason=reason, became=became, fate="changed"
        )

    def _tell_unreached(self) -> None:
        for node in self.scope.nodes.values():
            if node.id in self.ways.passed and not self._is_lost(node):
                continue
            if node.by_event:
                reason = _("Quy trình con chạy theo sự kiện không chạy được ở đây.")
            else:
                reason = _("Không có đường nào từ chỗ bắt đầu dẫn tới đây.")
            tell_whole(node, self.shared.account, reason)

    def _is_lost(self, node: Node) -> bool:
        """Met on the way, but on a way that was left out."""
        stands = self._id(node) in self._steps or node.id in self._awaited_events
        runs = self._runs(node) and node.tag not in GATEWAYS
        return runs and not stands and not self.shared.account.tells_of(node.id)


def tell_whole(node: Node, account: Account, reason: str) -> None:
    """A node that is left out, with all that is inside it."""
    account.leave_out(node.id, node.name, node.tag, reason)
    for inner in node.inner.nodes.values() if node.inner else ():
        tell_whole(inner, account, reason)


def _with_outcome_kinds(steps: list[StepSpec]) -> list[StepSpec]:
    """Back, to the citizen, refusal: told by where an outcome leads."""
    onward = forward_only(_graph(steps))
    kinds = {step.id: step.kind for step in steps}

    def marked(step: StepSpec, outcome: OutcomeSpec) -> OutcomeSpec:
        if outcome.end_key in (EndKey.REFUSED, EndKey.STOPPED):
            kind = "refuse" if outcome.end_key == EndKey.REFUSED else "stop"
            return replace(outcome, kind=kind, requires_reason=True)
        if step.role == APPLICANT or len(step.outcomes) < 2:
            return outcome
        if kinds.get(outcome.to) is StepKind.CITIZEN:
            return replace(outcome, kind="supplement", requires_reason=True)
        if outcome.to in kinds and outcome.to not in onward[step.id]:
            return replace(outcome, kind="back", requires_reason=True)
        return outcome

    places = {step_id: number for number, step_id in enumerate(onward)}
    first, *rest = [
        step
        if step.kind.is_routing
        else replace(step, outcomes=tuple(marked(step, each) for each in step.outcomes))
        for step in steps
    ]
    return [first, *sorted(rest, key=lambda step: places[step.id])]


def _graph(steps: list[StepSpec]) -> dict[str, list[str]]:
    """What a branch arrives at follows the branch, so that rows come in the order of work."""
    known = {step.id: step for step in steps}

    def targets(step: StepSpec) -> list[str]:
        found = []
        for outcome in () if step.kind is StepKind.PARALLEL else step.outcomes:
            block = known.get(outcome.join_of or "")
            to = block.outcomes[0].to if block else outcome.to
            found += [to] if to in known else []
        return [*(each for each in step.branches if each in known), *found]

    return {step.id: targets(step) for step in steps}
