"""Wagtail looks for hooks here; each part of the staff site has its own beside its views."""

from motcua.backoffice.appointments import hooks as appointments_hooks
from motcua.backoffice.audit import hooks as audit_hooks
from motcua.backoffice.books import hooks as books_hooks
from motcua.backoffice.calendar import hooks as calendar_hooks
from motcua.backoffice.certificates import hooks as certificates_hooks
from motcua.backoffice.counter import hooks as counter_hooks
from motcua.backoffice.datasheet import hooks as datasheet_hooks
from motcua.backoffice.designer import hooks as designer_hooks
from motcua.backoffice.exchange import hooks as exchange_hooks
from motcua.backoffice.finance import hooks as finance_hooks
from motcua.backoffice.importing import hooks as importing_hooks
from motcua.backoffice.inbox import hooks as inbox_hooks
from motcua.backoffice.intake import hooks as intake_hooks
from motcua.backoffice.library import hooks as library_hooks
from motcua.backoffice.mandates import hooks as mandates_hooks
from motcua.backoffice.notices import hooks as notices_hooks
from motcua.backoffice.onboarding import hooks as onboarding_hooks
from motcua.backoffice.petitions import hooks as petitions_hooks
from motcua.backoffice.plan import hooks as plan_hooks
from motcua.backoffice.privacy import hooks as privacy_hooks
from motcua.backoffice.ratings import hooks as ratings_hooks
from motcua.backoffice.recordings import hooks as recordings_hooks
from motcua.backoffice.reference import hooks as reference_hooks
from motcua.backoffice.staff import hooks as staff_hooks
from motcua.backoffice.support import hooks as support_hooks
from motcua.backoffice.surveys import hooks as surveys_hooks

__all__ = [
    "appointments_hooks",
    "audit_hooks",
    "books_hooks",
    "calendar_hooks",
    "certificates_hooks",
    "counter_hooks",
    "datasheet_hooks",
    "designer_hooks",
    "exchange_hooks",
    "finance_hooks",
    "importing_hooks",
    "inbox_hooks",
    "intake_hooks",
    "library_hooks",
    "mandates_hooks",
    "notices_hooks",
    "onboarding_hooks",
    "petitions_hooks",
    "plan_hooks",
    "privacy_hooks",
    "ratings_hooks",
    "recordings_hooks",
    "reference_hooks",
    "staff_hooks",
    "support_hooks",
    "surveys_hooks",
]
