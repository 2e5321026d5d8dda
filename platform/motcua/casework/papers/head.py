"""The head and foot that all papers of a unit share."""

from datetime import datetime

from motcua.casework.papers.design import Design
from motcua.casework.papers.layout import Letterhead
from motcua.casework.papers.moments import day_in_words
from tenants.api import current_tenant, tenant_url


def head_of(
    design: Design, *, unit: str, number: str, officer: str, phone: str, now: datetime
) -> Letterhead:
    """``unit``: the unit's name; empty where the tenant itself acts. ``number``: of the dossier."""
    tenant = current_tenant()
    portal = tenant_url("/")
    values = {
        "tenant.name": tenant.name,
        "tenant.short_name": tenant.short_name,
        "agency.name": unit or tenant.name,
        "portal.address": portal,
    }
    return Letterhead(
        agency=design.agency_lines(values),
        place_date=f"{design.say('head.place', values)}, {day_in_words(now)}",
        dossier_number=number,
        officer=officer,
        officer_contact=phone,
        portal=portal,
        design=design,
        values=values,
    )
