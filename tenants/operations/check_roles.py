"""Whether the role in use is the narrow one; asked when the web or a worker starts."""

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, connections

from tenants.queries.database_roles import inspect_role

log = structlog.get_logger(__name__)


def refuse_wide_role() -> None:
    """Raises ``ImproperlyConfigured`` in production when the role in use is more than it should be.

    ``MOTCUA_ALLOW_WIDE_ROLE=1`` lets it pass with a warning, for databases where no roles can be
    made; so do demonstrations. Before the fork: no connection is left open.
    """
    try:
        report = inspect_role()
    except (OperationalError, ProgrammingError) as error:
        # Not there yet, or not set up: the first request will say so.
        log.warning("database_role_unknown", error=type(error).__name__)
        return
    finally:
        connections.close_all()
    if not report.faults:
        return
    if settings.MOTCUA_ALLOW_WIDE_ROLE:
        log.warning("database_role_wide", role=report.role, faults=list(report.faults))
        return
    raise ImproperlyConfigured(
        f"The database role {report.role} {'; '.join(report.faults)}. Sign in as the role "
        f"{settings.MOTCUA_WEB_ROLE} made for the web (how-to van-hanh.md), or set "
        "MOTCUA_ALLOW_WIDE_ROLE=1 if this database allows no other."
    )
