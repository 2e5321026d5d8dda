"""The parts of a long form, what of each is done, and a way into every one."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from formbuilder.api import evaluate, visible_pages
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.i18n import pick
from motcua.portal.people import actor_of, actor_required
from motcua.portal.runner.drawing import closed, rules_world, section_title
from motcua.submissions import api as submissions


@dataclass(frozen=True, slots=True)
class TaskRow:
    page_id: str
    title: str
    state: str
    """``done``, ``mend``, ``begun`` or ``todo``."""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    title: str
    rows: tuple[TaskRow, ...]


@actor_required
@require_GET
def form_tasks(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = submissions.get_draft(draft_id, by=actor_of(request))
    if draft.status != "open":
        return closed(request, draft)
    service = get_frozen_service(draft.version_id)
    groups = _groups(draft)
    rows = [row for group in groups for row in group.rows]
    context = {
        "draft": draft,
        "service_name": pick(service.document.service.name, get_language() or "vi"),
        "groups": groups,
        "done": sum(row.state == "done" for row in rows),
        "total": len(rows),
        "next": next((row for row in rows if row.state != "done"), None),
    }
    return render(request, "runner/tasks.html", context)


def _groups(draft: submissions.DraftView) -> list[TaskGroup]:
    """Neighbouring pages of one section stand together; visible pages only."""
    language = get_language() or "vi"
    form = get_frozen_service(draft.version_id).compiled_form
    groups: list[TaskGroup] = []
    for row in _rows(draft):
        title = section_title(form, row.page_id, language)
        if groups and groups[-1].title == title:
            groups[-1] = TaskGroup(title, (*groups[-1].rows, row))
        else:
            groups.append(TaskGroup(title, (row,)))
    return groups


def _rows(draft: submissions.DraftView) -> Iterator[TaskRow]:
    language = get_language() or "vi"
    form = get_frozen_service(draft.version_id).compiled_form
    missing = {each.page_id for each in submissions.missing_in(draft, now=timezone.now())}
    walked = visible_pages(form, evaluate(form, draft.answers, rules_world(draft)))
    for number, page_id in enumerate(walked, start=1):
        title = pick(form.page(page_id).page.title, language) or f"{number}"
        yield TaskRow(page_id, title, _state(draft, page_id, is_missing=page_id in missing))


def _state(draft: submissions.DraftView, page_id: str, *, is_missing: bool) -> str:
    if page_id in draft.entered:
        return "mend"
    if page_id in draft.saved_pages:
        return "mend" if is_missing else "done"
    return "todo"
