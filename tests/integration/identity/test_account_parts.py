"""What the apps above keep of citizens: each says what goes with an account."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from motcua.identity.api import Held, account_parts
from tenants.api import in_tenant

OF_A_CITIZEN = {
    "applicant_id", "account_id", "subject", "helper_subject", "principal", "agent",
}  # fmt: skip
# Apps that hold such a column and need no part, each with the reason.
EXEMPT = {
    "applicants": "is what is cut off",
    "citizens": "goes with the account; codes within a day; a closure is the proof",
    "workflow": "belongs to the dossier, and is erased with it",
}


def test_every_app_that_knows_citizens_says_what_goes():
    knows = {
        model._meta.app_label
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.UUIDField) and field.name in OF_A_CITIZEN
    }
    parts = {each.key for each in account_parts}
    assert knows - parts == EXEMPT.keys(), "register an AccountPart, or say why none is needed"
    assert {"casework", "submissions", "notifications", "overview"} <= parts


@pytest.mark.django_db
def test_every_part_may_be_asked_again_and_about_nobody(province):
    nobody, now = uuid4(), timezone.now()
    for part in account_parts:
        for _ in range(2):
            with in_tenant(province.schema_name):
                assert part.held(nobody) == Held()
                part.let_go(nobody, now=now)
                part.forget(nobody, now=now)
            part.leave_platform(nobody, now=now)
