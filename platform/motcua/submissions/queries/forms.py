"""The form of a draft, and the world its rules see."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from formbuilder.api import Context
from motcua.catalogue.api import FrozenService, get_frozen_service
from motcua.identity.api import ApplicantView
from motcua.submissions.domain.views import DraftView
from motcua.submissions.models import Draft


def form_of(draft: Draft) -> FrozenService:
    """No query when the process has met the version."""
    return get_frozen_service(draft.version_id)


def frozen_of(draft: DraftView) -> FrozenService:
    """As ``form_of``, for a view."""
    return get_frozen_service(draft.version_id)


def context_of(profile: Mapping[str, Any], now: datetime) -> Context:
    """``today`` is the tenant's day: its time zone is active in requests, tasks and commands."""
    return Context(today=timezone.localdate(now), profile=profile)


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
