"""Steps and terms, as far as the catalogue knows them.

Whether the steps make a sound process is told by the check that casework registers.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.texts import has_vietnamese
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.domain.process import Step
from motcua.kernel.i18n import pick


def check_process(document: ServiceDocument) -> Iterator[Problem]:
    # A group of procedures is worked on in its members.
    if not document.process.steps and not document.execution.group:
        yield Problem("process", "no_steps", _("Quy trình chưa có bước nào."))
    for step in document.process.all_steps():
        yield from _step(step)


def _step(step: Step) -> Iterator[Problem]:
    path, name = f"process/{step.id}", {"name": pick(step.name) or step.id}
    if not has_vietnamese(step.name):
        yield Problem(path, "no_text", _("Bước %(name)s chưa có tên tiếng Việt.") % name)
    for outcome in step.outcomes:
        if not has_vietnamese(outcome.label):
            message = _("Một cách kết thúc của bước “%(name)s” chưa có tên tiếng Việt.")
            yield Problem(f"{path}/{outcome.id}", "no_text", message % name)


def check_clock(document: ServiceDocument) -> Iterator[Problem]:
    clock = document.clock
    if clock.unit != "same_day" and clock.amount < 1:
        yield Problem("clock/amount", "no_term", _("Dịch vụ chưa có thời hạn giải quyết."))
    if clock.online_unit not in (None, "same_day") and not clock.online_amount:
        message = _("Dịch vụ chưa có thời hạn giải quyết cho hồ sơ trực tuyến.")
        yield Problem("clock/online_amount", "no_term", message)
    if clock.extended_amount and clock.extended_amount < clock.amount:
        message = _("Thời hạn tối đa khi phải xác minh ngắn hơn thời hạn giải quyết.")
        yield Problem("clock/extended_amount", "bad_term", message)
