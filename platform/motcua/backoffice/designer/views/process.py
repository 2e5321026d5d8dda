"""Trying a draft's process out: read back, BPMN there and back, played by hand, simulated.

Nothing here writes: an import answers operations, which the designer saves like any edit.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.backoffice.designer import process_shapes as shapes
from motcua.backoffice.designer import trying
from motcua.backoffice.designer.posted import BodyInvalid, BodyTooLarge, json_endpoint, read_body
from motcua.backoffice.designer.process_words import names_in, read_back
from motcua.casework.api import import_into, past_year, step_table_of
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, TooMany
from motcua.workflow import api as workflow
from motcua.workflow.bpmn.foreign.api import MAX_BYTES
from motcua.workflow.domain.inlining import InliningRefused, inline
from motcua.workflow.simulation import api as simulation

BUDGET_SECONDS: Final = 10.0
SUGGESTING_SECONDS: Final = 2.0


class ProcessInvalid(Invalid):
    """The process of the draft cannot be drawn or run yet; ``details["problems"]`` say why."""

    code = "process_invalid"


class SimulationRunning(TooMany):
    code = "simulation_running"


@json_endpoint("GET")
def process(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The process in words, what is wrong with it, and what to assume when it is simulated."""
    draft = catalogue.get_draft(service_id, by=actor_from_request(request))
    table = _inlined_or_plain(draft.document)
    inputs = simulation.suggest_inputs(table)
    calendar = workflow.tenant_calendar()
    people = _suggested_people(draft.document, table, calendar)
    return JsonResponse(
        {
            "revision": draft.revision,
            "words": read_back(draft.document),
            "problems": _problems(draft.document),
            "pools": shapes.pools_json(simulation.pools_of(table), table, people),
            "steps": shapes.inputs_json(table, inputs),
        }
    )


def _suggested_people(
    document: catalogue.ServiceDocument, table: workflow.StepTable, calendar: Any
) -> Mapping[str, int]:
    """Tried out until deadlines are met; a process that cannot run yet gets the first guess."""
    began = time.monotonic()
    scenario = trying.suggested_scenario(document, table, calendar, timezone.now())
    try:
        return simulation.staff_for_deadlines(
            scenario, may_go_on=lambda: time.monotonic() - began < SUGGESTING_SECONDS
        ).people
    except simulation.SimulationRefused:
        return scenario.people


@json_endpoint("GET")
def bpmn(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The process as a BPMN 2.0 file with its picture."""
    draft = catalogue.get_draft(service_id, by=actor_from_request(request))
    table = step_table_of(draft.document)
    _refuse_errors(table)
    body = workflow.to_bpmn(inline(table), draft.slug, role_names=names_in(draft.document))
    answer = HttpResponse(body, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{draft.slug}.bpmn"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@json_endpoint("POST")
def bpmn_import(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """What a BPMN file would become, and the operations that make it so."""
    by = actor_from_request(request)
    by.require(catalogue.CataloguePermission.EDIT)
    draft = catalogue.get_draft(service_id, by=by)
    upload = request.FILES.get("file")
    if upload is None:
        raise BodyInvalid(_("Hãy chọn một tệp BPMN."), field="file")
    if (upload.size or 0) > MAX_BYTES:
        raise BodyTooLarge(_("Tệp quy trình lớn hơn 5 MB."))
    found = import_into(draft.document, upload.read())
    return JsonResponse(
        {
            "revision": draft.revision,
            "name": found.name,
            "counts": dict(found.counts),
            "process": found.document.process.model_dump(mode="json"),
            "words": read_back(found.document),
            "problems": _problems(found.document),
            "explained": [line.to_json() for line in found.explained],
            "operations": list(found.operations),
        }
    )


@json_endpoint("POST")
def play(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Where a dossier is after the posted moves."""
    data = read_body(request)
    draft = catalogue.get_draft(service_id, by=actor_from_request(request))
    table = _inlined(draft.document)
    played = simulation.play(
        table,
        trying.read_moves(data),
        rules=simulation.PlayRules(
            calendar=workflow.tenant_calendar(),
            rule=trying.rule_of(draft.document, trying.read_channel(data)),
            recount=draft.document.clock.supplement_mode == "recount",
        ),
        start=trying.read_start(data, timezone.now()),
    )
    return JsonResponse({"revision": draft.revision, **shapes.played_json(played, table)})


@json_endpoint("GET")
def past(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The last year of the service, in numbers only."""
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    found = past_year(service_id, by=by, now=timezone.now())
    return JsonResponse(
        {
            "revision": draft.revision,
            "since": found.since.date().isoformat(),
            "until": found.until.date().isoformat(),
            "dossiers": found.dossiers,
            "arrivals": [{"day": day.isoformat(), "count": count} for day, count in found.arrivals],
            "per_working_day": found.per_working_day,
            "on_time_share": found.on_time_share,
            "steps": [
                {
                    "id": step.step_id,
                    "count": step.count,
                    "outcomes": [
                        {"id": key, "share": round(share, 4)}
                        for key, share in step.outcomes.items()
                    ],
                    "waiting_minutes": step.waiting_minutes,
                    "handling_minutes": step.handling_minutes,
                }
                for step in found.steps
            ],
        }
    )


@json_endpoint("POST")
def simulate(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """A run of many dossiers, for at most ``BUDGET_SECONDS``; one at a time for each person."""
    data, by = read_body(request), actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    key = f"designer.simulation:{by.id}"
    if not cache.add(key, "running", timeout=2 * int(BUDGET_SECONDS)):
        raise SimulationRunning(_("Lần mô phỏng trước của bạn chưa xong. Hãy chờ vài giây."))
    try:
        return JsonResponse(_simulated(draft, data, by))
    finally:
        cache.delete(key)


def _simulated(draft: catalogue.DraftView, data: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    began, now = time.monotonic(), timezone.now()
    table = _inlined(draft.document)
    calendar = workflow.tenant_calendar()
    scenario = trying.read_scenario(
        data,
        document=draft.document,
        table=table,
        calendar=calendar,
        past=past_year(draft.id, by=by, now=now) if trying.wants_past(data) else None,
        now=now,
    )

    def may_go_on() -> bool:
        return time.monotonic() - began < BUDGET_SECONDS

    result = simulation.simulate(scenario, may_go_on=may_go_on)
    result = simulation.with_staffing(scenario, result, may_go_on=may_go_on)
    answer = result.to_json() | {"revision": draft.revision, "seed": scenario.seed}
    names = {pool.key: shapes.pool_name(pool) for pool in simulation.pools_of(table)}
    for pool in answer["pools"]:
        pool["name"] = names[pool["key"]]
    for step in answer["steps"]:
        step["author_step"] = table.step(step["id"]).author_id
    answer["words"] = simulation.explain_result(
        result, pool_names=names, minutes_per_day=calendar.minutes_per_day
    )
    return answer | {"seconds": round(time.monotonic() - began, 2)}


def _problems(document: catalogue.ServiceDocument) -> list[dict[str, Any]]:
    return _as_json(workflow.lint_steps(step_table_of(document)))


def _as_json(problems: Sequence[workflow.StepProblem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]


def _refuse_errors(table: workflow.StepTable) -> None:
    errors = [each for each in workflow.lint_steps(table) if each.severity == "error"]
    if errors:
        raise ProcessInvalid(
            _("Quy trình còn lỗi, hãy sửa trước khi tải tệp BPMN."), problems=_as_json(errors)
        )


def _inlined(document: catalogue.ServiceDocument) -> workflow.StepTable:
    table = step_table_of(document, language=get_language() or "vi")
    try:
        return inline(table)
    except InliningRefused as refusal:
        raise ProcessInvalid(
            _("Một bước gọi quy trình con không có, trống hoặc tự gọi lại mình."),
            problems=[{"step_id": refusal.step_id, "code": refusal.code}],
        ) from None


def _inlined_or_plain(document: catalogue.ServiceDocument) -> workflow.StepTable:
    try:
        return _inlined(document)
    except ProcessInvalid:
        return step_table_of(document)
