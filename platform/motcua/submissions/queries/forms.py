"""The form of a draft, and the world its rules see."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from formbuilder.api import Context, WorkDays
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.identity.api import ApplicantView
from motcua.submissions.domain.views import DraftView
from motcua.submissions.models import Draft
from motcua.workflow.api import WorkingCalendar, tenant_calendar


def form_of(draft: Draft) -> FrozenService:
    """No query when the process has met the version."""
    return get_frozen_service(draft.version_id)


def frozen_of(draft: DraftView) -> FrozenService:
    """As ``form_of``, for a view."""
    return get_frozen_service(draft.version_id)


def context_of(profile: Mapping[str, Any], now: datetime) -> Context:
    """``today`` is the tenant's day: its time zone is active in requests, tasks and commands."""
    return Context(today=timezone.localdate(now), profile=profile, workdays=_OfficeDays())


class _OfficeDays(WorkDays):
    """The tenant's working days, looked up by the first rule that counts them: few forms do."""

    def __init__(self) -> None:
        """Nothing yet."""

    @cached_property
    def _calendar(self) -> WorkingCalendar:
        return tenant_calendar()

    @cached_property
    def week(self) -> frozenset[int]:
        plans = enumerate(self._calendar.week, start=1)
        return frozenset(number for number, plan in plans if plan)

    @cached_property
    def off(self) -> frozenset[date]:
        return frozenset(self._calendar.holidays)

    @cached_property
    def on(self) -> frozenset[date]:
        return frozenset(self._calendar.workdays)


def profile_of(applicant: ApplicantView) -> dict[str, Any]:
    """What is known of the applicant, as JSON, without what is not known."""
    facts: dict[str, Any] = {
        "full_name": applicant.full_name,
        "birth_date": applicant.birth_date,
        "sex": applicant.sex,
        "personal_number": applicant.personal_number,
        "phone": applicant.phone,
        "email": applicant.email,
        "address": applicant.address,
    }
    return {key: value for key, value in facts.items() if value} | {
        "assurance": applicant.assurance
    }
