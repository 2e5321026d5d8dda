"""What a process refers to outside of itself: questions, actions, tenants, pages to fill in."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from formbuilder.api import FormSection, check_form, check_rule
from motcua.casework.steps.actions import actions
from motcua.casework.steps.entries import whole_form
from motcua.catalogue.api import Problem, ServiceDocument, Step
from motcua.kernel.i18n import pick

NOT_FOR_OFFICERS: Final = frozenset({"declaration", "email_confirmed", "page_break"})
"""What only the citizen can say of themselves, and what a page by itself has no use for."""


def check_facts(document: ServiceDocument) -> Iterator[Problem]:
    form = whole_form(document)
    known = {field.id for field in form.walk()}
    for step in document.process.all_steps():
        path, name = f"process/{step.id}", pick(step.name) or step.id
        yield from _choices(form, step, path)
        if step.until is not None and step.kind == "wait_date" and step.until.field not in known:
            message = _("Bước “%(step)s” chờ một ngày mà biểu mẫu không còn hỏi.")
            yield Problem(f"{path}/until", "date_missing", message % {"step": name})
        if step.kind == "automatic":
            yield from _action(step, path, name)
        if step.entry is not None:
            yield from _entry(step, path)


def _choices(form: FormSection, step: Step, path: str) -> Iterator[Problem]:
    for outcome in step.outcomes:
        if step.kind == "choice" and outcome.when is not None:
            name = _("điều kiện của “%(outcome)s”") % {"outcome": pick(outcome.label) or outcome.id}
            place = f"{path}/{outcome.id}/when"
            for found in check_rule(form, outcome.when, wanted="bool", name=name, path=place):
                yield Problem(place, found.code, found.message)


def _action(step: Step, path: str, name: str) -> Iterator[Problem]:
    if step.action and step.action not in actions:
        message = _("Bước tự động “%(step)s” chọn một việc mà hệ thống không có.")
        yield Problem(f"{path}/action", "unknown_action", message % {"step": name})
        return
    wanted = actions.get(step.action).settings if step.action else {}
    for key, label in wanted.items():
        if not step.action_settings.get(key, "").strip():
            message = _("Bước tự động “%(step)s” chưa có “%(setting)s”.")
            words = {"step": name, "setting": label}
            yield Problem(f"{path}/action_settings/{key}", "action_unset", message % words)


def _entry(step: Step, path: str) -> Iterator[Problem]:
    """The page by itself: what is wrong with a question is told in the words of the form."""
    if step.entry is None:
        return
    for field in step.entry.fields:
        if field.type in NOT_FOR_OFFICERS:
            message = _("Câu hỏi “%(name)s” thuộc loại chỉ dùng cho người nộp.")
            words = {"name": pick(field.label) or field.key}
            yield Problem(f"{path}/entry/{field.id}", "entry_type", message % words)
    page = step.entry.model_copy(update={"section": None})
    for found in check_form(FormSection(pages=[page])):
        yield Problem(f"{path}/entry/{found.subject}", found.code, found.message)
