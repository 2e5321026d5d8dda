"""The database is the truth: what a lost message left undone is found here."""

from datetime import datetime

import structlog

from motcua.casework.operations.start_process import start_process
from motcua.casework.queries.sweeps import cases_without_process
from motcua.kernel.log_lines import failure_of

log = structlog.get_logger(__name__)


def start_missing_processes(*, now: datetime, limit: int = 100) -> int:
    """One dossier that cannot be started (a defect) never keeps others waiting."""
    started = 0
    for case_id in cases_without_process(now=now, limit=limit):
        try:
            start_process(case_id=case_id, now=now)
            started += 1
        except Exception as error:  # noqa: BLE001 -- logged, tried again in a minute
            log.error("case_process_not_started", case=str(case_id), error=failure_of(error))
    return started
