from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id
from motcua.workflow.api import Progress, freeze_process, start_process
from tests.factories.workflow import local, usual_table

WARD, PROVINCE_OFFICE = new_id(), new_id()


def staff(*roles: str, agencies: tuple[UUID, ...] = (WARD, PROVINCE_OFFICE)) -> Actor:
    return Actor(
        kind="staff",
        id=new_id(),
        name="Nguyễn Thị Mẫu",
        roles=frozenset(roles),
        agency_ids=frozenset(agencies),
    )


@pytest.fixture
def friday() -> datetime:
    """Friday 24/04/2026 09:00, three days off ahead."""
    return local(24, 4, 2026, "09:00")


@pytest.fixture
def started(inside_province: Any, friday: datetime) -> Progress:
    version_id = freeze_process(key="2.000635", table=usual_table(), now=friday)
    return start_process(
        process_version_id=version_id,
        subject_id=new_id(),
        now=friday,
        agency_ids={"receiving": WARD, "competent": PROVINCE_OFFICE},
        applicant_id=new_id(),
    )
