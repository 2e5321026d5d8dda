"""What the architecture asks of the models."""

import weakref

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

OWN = ("motcua", "tenants", "formbuilder", "billing")


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith(OWN)]


def test_public_rows_are_never_the_target_of_a_tenant_s_foreign_key():
    public_only = {
        config.label
        for config in apps.get_app_configs()
        if config.name in settings.SHARED_APPS and config.name not in settings.TENANT_APPS
    }
    wrong = []
    for model in own_models():
        if model._meta.app_label in public_only:
            continue
        wrong += [
            f"{model.__name__}.{field.name}"
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
            and field.related_model._meta.app_label in public_only
        ]
    assert wrong == []


def test_times_are_named_alike():
    endings = ("_at", "last_login", "date_joined", "_from", "_until")
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateTimeField)
        and not field.name.endswith(endings)
        and field.name != "at"
    ]
    assert wrong == []


def test_no_class_takes_a_name_that_wagtail_owns():
    taken = {
        "Workflow",
        "Task",
        "Site",
        "Page",
        "Document",
        "FormSubmission",
        "Application",
        "User",
    }
    assert [model for model in own_models() if model.__name__ in taken] == []


@pytest.mark.parametrize("name", ["post_save", "pre_save"])
def test_business_logic_does_not_hide_in_signals(name):
    from django.db.models import signals

    own = {
        getattr(receiver, "__module__", "")
        for _key, reference, *_rest in getattr(signals, name).receivers
        if (receiver := reference() if isinstance(reference, weakref.ref) else reference)
    }
    assert {module for module in own if module.startswith("motcua")} == set()
