"""Checklist item 5: what a process remembers across requests never forgets whose it is.

Every module-level container that is written to, and every cached function, stands here with the
reason why it cannot carry one tenant's data to another. New ones fail until they have a reason.
"""

from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import read, understand

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("platform/motcua", "tenants", "formbuilder", "billing")
KEYED = "keyed by schema"
CODE = "holds code registered at start-up"
PURE = "a pure function of its arguments, public facts only"
DECLARED = {
    "platform/motcua/config/demo/tenants.py:_password_hash": "the demonstration's public password",
    "formbuilder/domain/dates.py:parts_of": PURE,
    "formbuilder/domain/divisions.py:_load": PURE,
    "platform/motcua/files/storage.py:_private": "the storage object, whose folders are by schema",
    "platform/motcua/kernel/assets.py:_manifest": "names of built scripts",
    "platform/motcua/kernel/crypto.py:_master_key": "the master key of the installation",
    "platform/motcua/portal/runner/frame.py:_frames": KEYED,
    "platform/motcua/catalogue/queries/find_services.py:_finders": KEYED,
    "platform/motcua/catalogue/national/finding.py:_finders": "public facts of all tenants",
    "platform/motcua/formpages/render.py:_plans": KEYED,
    "platform/motcua/surveys/queries/compiled.py:_forms": KEYED,
    "platform/motcua/notifications/operations/wake.py:_last": KEYED,
    "platform/motcua/kernel/rows.py:_statement": "the text of a statement",
    "platform/motcua/submissions/hot_rows.py:_accept": "the text of a statement",
    "platform/motcua/kernel/rows.py:_select": "the text of a statement",
    "formbuilder/domain/built_in_lists.py:_countries": PURE,
    "formbuilder/domain/calling_codes.py:named_countries": PURE,
    "formbuilder/domain/dates.py:_first_day": PURE,
    "formbuilder/domain/old_divisions.py:_load": PURE,
    "formbuilder/queries/describe.py:_described": CODE,
    "formbuilder/domain/references.py:_built_in": "lists of the product itself",
    "formbuilder/domain/references.py:_source": CODE,
    "formbuilder/domain/patterns.py:compile_pattern": "a pattern, by its own text",
    "platform/motcua/catalogue/library/english.py:_words": "words of our own library",
    "platform/motcua/catalogue/queries/library.py:_platform_contents": "our own library",
    "platform/motcua/workflow/domain/calendar.py:_constant_offset": PURE,
    "platform/motcua/workflow/domain/official_days.py:_official_year": PURE,
    "platform/motcua/backoffice/counter/signing.py:_form": "one question of our own",
    "platform/motcua/casework/operations/dossiers.py:_agencies": KEYED,
    "platform/motcua/casework/steps/entries.py:_kept": KEYED,
    "platform/motcua/casework/steps/freezing.py:_known": KEYED,
    "platform/motcua/catalogue/domain/migrations/__init__.py:STEPS": CODE,
    "platform/motcua/identity/applicants/relying_party/identity_token.py:_keys": "the platform's public signing keys",
    "platform/motcua/identity/openid/metadata.py:_documents": "what providers publish, by address",
    "platform/motcua/kernel/crypto.py:_keys": KEYED,
    "platform/motcua/kernel/crypto.py:_unsettled": "names of schemas, no contents",
    "platform/motcua/kernel/events.py:_adapters": CODE,
    "platform/motcua/kernel/events.py:_consumers": CODE,
    "platform/motcua/kernel/events.py:_immediate": CODE,
    "platform/motcua/kernel/events.py:_later": CODE,
    "platform/motcua/kernel/outbox.py:_last_wake": KEYED,
    "platform/motcua/workflow/operations/guiding.py:_guide": CODE,
    "platform/motcua/workflow/simulation/compiled.py:_shape": PURE,
    "platform/motcua/workflow/queries/calendars.py:_built": "keyed by all that makes a calendar",
    "billing/contrib/stripe/catalogue.py:_known": "ids of the platform's own price list",
    "platform/motcua/fleet/domain/stand_ins.py:stand_in": PURE,
    "platform/motcua/kernel/http.py:guards": CODE,
    "platform/motcua/fleet/queries/switchboard.py:_board": "the platform's switches and announcements, each row named for its tenant",
    "platform/motcua/config/observability/readiness.py:_migrated": "whether the release is migrated",
    "platform/motcua/config/observability/tracing.py:_state": "the tracer of the process",
    "tenants/celery.py:around": CODE,
    "tenants/operations/check_pooling.py:_looked_at": "address of the database to a time",
    "tenants/operations/migrate_tenants.py:fingerprint": CODE,
    "tenants/operations/prepare_template.py:migrations_in_code": CODE,
    "tenants/queries/directory.py:_by_host": "host to tenant, the directory itself",
    "tenants/queries/directory.py:_by_schema": "schema to tenant, the directory itself",
}


@cache
def found_in_code() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "/migrations/0" in str(path):
                continue
            shown = path.relative_to(ROOT).as_posix()
            for name in read(path).memories:
                if name not in ("__all__", "urlpatterns"):
                    found[f"{shown}:{name}"] = shown
    return found


def test_every_memory_of_the_process_has_a_reason():
    unknown = sorted(found_in_code().keys() - DECLARED.keys())
    assert not unknown, (
        "These remember things across requests; key them by schema (tenants.api.current_schema) "
        "and declare them in DECLARED with the reason: " + ", ".join(unknown)
    )


def test_the_declarations_are_still_true():
    assert not DECLARED.keys() - found_in_code().keys()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("_seen = {}", "_seen"),
        ("_seen: dict[str, int] = dict()", "_seen"),
        ("from collections import OrderedDict\n_a: OrderedDict[str, int] = OrderedDict()", "_a"),
        ("@lru_cache(maxsize=1)\ndef f(): ...", "f"),
        ("@functools.cache\ndef f(): ...", "f"),
        ("def f():\n    global _x\n    _x = 1", "_x"),
    ],
)
def test_the_check_sees_what_it_should(source, name):
    assert name in understand(source).memories
