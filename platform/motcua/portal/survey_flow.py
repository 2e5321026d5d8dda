"""Going through a survey page by page, with nothing kept here until it is sent.

What was answered so far travels in the page, sealed, so that neither a session nor a row knows of
somebody who thinks about it. Traps for machines are those of questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language

from formbuilder.api import CompiledForm, FieldError, evaluate, visible_pages
from motcua.formpages.render import PageState, render_page
from motcua.kernel.sealed_links import seal, unseal
from motcua.surveys import api as surveys

SECONDS: Final = 24 * 3600
FASTEST: Final = 3
_PURPOSE: Final = "portal.survey"


@dataclass(frozen=True, slots=True)
class Progress:
    """``token``: of an invitation; ``began``: when the first page was given out, in seconds."""

    began: float
    token: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)

    def sealed(self, survey: surveys.PublicSurvey) -> str:
        data = {"k": survey.key, "b": self.began, "t": self.token, "a": self.answers}
        return seal(data, purpose=_PURPOSE)

    def with_answers(self, answers: Mapping[str, Any]) -> "Progress":
        return Progress(self.began, self.token, answers)

    def is_hasty(self, now: datetime) -> bool:
        return now.timestamp() - self.began < FASTEST


def progress_of(request: HttpRequest, survey: surveys.PublicSurvey) -> Progress | None:
    """Nothing where the posted seal belongs to another survey. Raises ``SealBroken``,
    ``SealExpired``."""
    data = unseal(request.POST.get("state", ""), purpose=_PURPOSE, seconds=SECONDS)
    if data.get("k") != survey.key:
        return None
    return Progress(float(data["b"]), str(data["t"]), data["a"])


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a survey as it is to be drawn."""

    page_id: str
    fields: str
    number: int
    count: int
    state: str
    errors: tuple[FieldError, ...] = ()

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def draw(
    survey: surveys.PublicSurvey,
    form: CompiledForm,
    progress: Progress,
    page_id: str,
    *,
    now: datetime,
    errors: tuple[FieldError, ...] = (),
    raw: Mapping[str, list[str]] | None = None,
) -> Shown:
    world = surveys.world_of(now)
    evaluation = evaluate(form, progress.answers, world)
    state = PageState(
        answers=progress.answers,
        evaluation=evaluation,
        errors=errors,
        raw=raw or {},
        world=world,
    )
    walked = visible_pages(form, evaluation)
    with translation.override(language_of(survey)):
        fields = render_page(form, survey.key, page_id, state, heading=2)
    return Shown(
        page_id=page_id,
        fields=fields,
        number=walked.index(page_id) + 1 if page_id in walked else 1,
        count=max(len(walked), 1),
        state=progress.sealed(survey),
        errors=errors,
    )


def language_of(survey: surveys.PublicSurvey) -> str:
    """The reader's, where the survey is written in it."""
    language = get_language() or "vi"
    return language if language in survey.languages else "vi"


def first_page(form: CompiledForm, *, now: datetime) -> str:
    walked = visible_pages(form, evaluate(form, {}, surveys.world_of(now)))
    return walked[0] if walked else next(iter(form.pages))


def beside(
    form: CompiledForm, answers: Mapping[str, Any], page_id: str, step: int, *, now: datetime
) -> str | None:
    """The page after (or before) this one, as the answers stand; nothing at the end."""
    walked = visible_pages(form, evaluate(form, answers, surveys.world_of(now)))
    place = walked.index(page_id) + step if page_id in walked else 0
    return walked[place] if 0 <= place < len(walked) else None


def page_of(form: CompiledForm, error: FieldError) -> str:
    found = form.fields.get(error.field_id)
    return found.page_id if found else next(iter(form.pages))
