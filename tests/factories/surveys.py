"""Surveys for tests. Call inside a tenant."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.identity.api import ApplicantView
from motcua.surveys import api
from motcua.surveys.models import Survey
from tests.factories.casework import actor
from tests.fixtures import NOW

MINIMAL = {"fld_uu_tien": ["duong"], "fld_cach_lam": "den", "fld_tuoi": "30_44"}


def make_survey(
    template: str = "needs", *, publish: bool = True, now: datetime = NOW, **settings: Any
) -> api.PublicSurvey:
    """Published by two people (or a draft: then what its public view would be)."""
    author = actor("editor", now=now)
    title = f"Khảo sát {Survey.objects.count() + 1}"
    made = api.create_survey(title=title, template=template, by=author, now=now)
    chosen = replace(api.TEMPLATES[template].settings, **settings)
    api.save_settings(survey_id=made, settings=chosen, by=author, now=now)
    if publish:
        api.request_publication(survey_id=made, note="", by=author, now=now)
        api.approve_publication(survey_id=made, by=actor("chief_editor", now=now), now=now)
    return view_of(made, now=now)


def view_of(survey_id: UUID, *, now: datetime = NOW) -> api.PublicSurvey:
    from motcua.surveys.queries.public import _public

    return _public(Survey.objects.get(pk=survey_id), now)


def answer(
    survey: api.PublicSurvey,
    answers: dict[str, Any] | None = None,
    *,
    token: str = "",
    applicant: ApplicantView | None = None,
    client: str = "203.0.113.0/24",
    now: datetime = NOW,
) -> None:
    who = api.Respondent(token=token, applicant=applicant)
    given = MINIMAL if answers is None else answers
    api.submit_answers(survey_id=survey.id, answers=given, who=who, client=client, now=now)
