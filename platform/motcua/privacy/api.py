"""The door to citizens' rights over their data."""

from motcua.privacy.domain.requests import NEEDS_WORDS, Kind, State
from motcua.privacy.errors import (
    CopyGone,
    IdentityUnproven,
    RequestInvalid,
    RequestMissing,
    RequestMoved,
    RequestWaiting,
    TermsInvalid,
)
from motcua.privacy.operations.ask import LONGEST, ask, cancel
from motcua.privacy.operations.copies import fetch_copy
from motcua.privacy.operations.handle import accept, finish, refuse
from motcua.privacy.operations.record import noted, record_export, record_person_reading
from motcua.privacy.operations.settings import save_terms
from motcua.privacy.permissions import CONFIGURE, Permission
from motcua.privacy.queries.reads import KINDS as READ_KINDS
from motcua.privacy.queries.reads import PAGE_SIZE as READS_A_PAGE
from motcua.privacy.queries.reads import ReadPage, ReadView, Wanted, list_reads
from motcua.privacy.queries.requests import (
    PAGE_SIZE,
    CopyView,
    RequestPage,
    RequestView,
    count_requests,
    get_own_request,
    list_own_requests,
    list_requests,
    open_request,
)
from motcua.privacy.queries.terms import Terms, terms

__all__ = [
    "CONFIGURE",
    "LONGEST",
    "NEEDS_WORDS",
    "PAGE_SIZE",
    "READS_A_PAGE",
    "READ_KINDS",
    "CopyGone",
    "CopyView",
    "IdentityUnproven",
    "Kind",
    "Permission",
    "ReadPage",
    "ReadView",
    "RequestInvalid",
    "RequestMissing",
    "RequestMoved",
    "RequestPage",
    "RequestView",
    "RequestWaiting",
    "State",
    "Terms",
    "TermsInvalid",
    "Wanted",
    "accept",
    "ask",
    "cancel",
    "count_requests",
    "fetch_copy",
    "finish",
    "get_own_request",
    "list_own_requests",
    "list_reads",
    "list_requests",
    "noted",
    "open_request",
    "record_export",
    "record_person_reading",
    "refuse",
    "save_terms",
    "terms",
]
