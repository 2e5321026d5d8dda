"""A process read from a BPMN file becomes the process section of a service document.

Of our own file, edited elsewhere, every step that is still there keeps what BPMN cannot say: its
time, its kind, what is filled in, who may read what.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.api import ServiceDocument, Step, parse_document
from motcua.workflow.api import OutcomeSpec, StepKind, StepSpec
from motcua.workflow.bpmn.foreign.api import Explained, ForeignProcess, import_bpmn

_LANGUAGE: Final = "vi"
_MOST_OPERATIONS: Final = 150
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProcessImport:
    """``document`` has the process taken in; ``operations`` lead there in one undoable step.

    No operations: the document has that very process already.
    """

    name: str
    document: ServiceDocument
    operations: tuple[Data, ...]
    explained: tuple[Explained, ...]
    counts: Mapping[str, int]


def import_into(document: ServiceDocument, content: bytes) -> ProcessImport:
    """Pure. Raises ``BpmnRefused``, and ``DocumentInvalid`` for a process beyond all bounds."""
    found = import_bpmn(content)
    known = {step.id: step for step in document.process.all_steps()} if found.is_own else {}
    places = {step.id: place for place, step in enumerate(document.process.steps)}
    rows = _in_known_order(found.table.steps, places if found.is_own else {})
    section = {
        "steps": [_step(step, known.get(step.id)) for step in rows],
        "sub_processes": [
            {
                "id": sub.id,
                "name": {_LANGUAGE: sub.name},
                "steps": [_step(step, known.get(step.id)) for step in sub.steps],
            }
            for sub in found.table.subs
        ],
    }
    data = document.to_json()
    made = parse_document(data | {"process": section})
    explained = found.explained
    if found.is_own and document.process.sub_processes:
        explained = (*explained, _unfolded(found))
    return ProcessImport(
        name=found.name,
        document=made,
        operations=tuple(_operations(document, made)),
        explained=explained,
        counts=found.counts,
    )


def _in_known_order(steps: Sequence[StepSpec], places: Mapping[str, int]) -> Sequence[StepSpec]:
    """Rows where their author had them; a new one behind whatever it follows in the file."""
    first, *rest = steps
    ranks: dict[str, tuple[int, int]] = {}
    last = -1
    for number, step in enumerate(steps):
        last = places.get(step.id, last)
        ranks[step.id] = (last, number if step.id not in places else -1)
    return [first, *sorted(rest, key=lambda step: ranks[step.id])]


def _operations(before: ServiceDocument, after: ServiceDocument) -> list[Data]:
    """Steps one by one, as a person would; the whole document where that would be too many."""
    if before.process == after.process:
        return []
    old, new = before.process, after.process
    many = len(old.steps) + len(new.steps) > _MOST_OPERATIONS
    if many or old.sub_processes or new.sub_processes:
        return [{"op": "replace", "document": after.to_json()}]
    return [
        *({"op": "remove", "what": "step", "id": step.id} for step in reversed(old.steps)),
        *(
            {"op": "add", "what": "step", "item": step.model_dump(mode="json")}
            for step in new.steps
        ),
    ]


def _step(step: StepSpec, known: Step | None) -> Data:
    if known is not None:
        return _kept(step, known)
    return {
        "id": step.id,
        "name": {_LANGUAGE: step.name},
        "kind": step.kind.value,
        "role": step.role,
        "agency": step.agency,
        "working_minutes": step.working_minutes,
        "national_state": step.national_state,
        "outcomes": [_outcome(outcome) for outcome in step.outcomes],
        "timeout_outcome": step.timeout_outcome,
        "branches": list(step.branches),
        "sub": step.sub,
        "action": step.action,
    }


def _kept(step: StepSpec, known: Step) -> Data:
    data = known.model_dump(mode="json")
    before = {outcome["id"]: outcome for outcome in data["outcomes"]}
    outcomes = [
        before[outcome.id]
        | {"to": outcome.to, "label": before[outcome.id]["label"] | {_LANGUAGE: outcome.label}}
        if outcome.id in before
        else _outcome(outcome)
        for outcome in step.outcomes
    ]
    ids = {outcome["id"] for outcome in outcomes}
    silent = known.timeout_outcome if known.timeout_outcome in ids else step.timeout_outcome
    named_otherwise = ":" in known.role or StepKind(known.kind).is_routing
    return data | {
        "name": known.name | {_LANGUAGE: step.name},
        "role": known.role if named_otherwise else step.role or known.role,
        "outcomes": outcomes,
        "branches": list(step.branches),
        "timeout_outcome": silent,
    }


def _outcome(outcome: OutcomeSpec) -> Data:
    return {
        "id": outcome.id,
        "label": {_LANGUAGE: outcome.label},
        "to": outcome.to,
        "requires_reason": outcome.requires_reason,
        "kind": outcome.kind,
    }


def _unfolded(found: ForeignProcess) -> Explained:
    return Explained(
        element_id="process",
        name=found.name,
        kind="subProcess",
        reason=_("Tệp BPMN của hệ thống ghi các bước của quy trình con ngay tại chỗ gọi."),
        became=_("Quy trình con thành các bước thường; hoàn tác để giữ như cũ."),
        fate="changed",
    )
