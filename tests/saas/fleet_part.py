"""Many agencies: made, brought up to date in one go, one of them failing; nothing left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.operations import migrate_tenants as fleet
from tenants.operations.prepare_template import is_current, prepare_template
from tests.benchmarks.added_column import add_by_hand, has_column, one_more, take_by_hand, tenants

COUNT, FAILING = 20, 12


def run() -> dict[str, object]:
    """``noop_ms_a_tenant`` and ``column_ms_a_tenant`` are the wall clock of a run over all."""
    took: list[float] = []
    with tenants(COUNT, took) as made:
        began = time.perf_counter()
        idle = fleet.migrate_fleet()
        noop = time.perf_counter() - began
        if idle.behind or idle.failed:
            raise AssertionError(f"new agencies are not up to date: {idle}")
        failing = sorted(each.schema_name for each in made)[FAILING - 1]
        with one_more(Path(os.environ["MOTCUA_VAR"]) / "one-more"):
            add_by_hand(failing)
            prepare_template()
            began = time.perf_counter()
            first = fleet.migrate_fleet()
            column = time.perf_counter() - began
            if [schema for schema, _why in first.failed] != [failing]:
                raise AssertionError(f"other failures than the one that was made: {first.failed}")
            take_by_hand(failing)
            second = fleet.migrate_fleet()
            migrated = sum(has_column(each.schema_name) for each in made)
            if second.failed or second.behind != 1 or not is_current(TEMPLATE_SCHEMA):
                raise AssertionError(f"the second run did not end it: {second}")
    return {
        "tenants_created": len(made),
        "tenants_migrated": migrated,
        "migration_failures_mended": len(first.failed),
        "create_seconds_a_tenant": round(sum(took) / COUNT, 2),
        "noop_ms_a_tenant": round(noop / COUNT * 1000, 1),
        "column_ms_a_tenant": round(column / first.behind * 1000, 1),
    }
