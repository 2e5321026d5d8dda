from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class PaperMissing(NotFound):
    """Not in this person's store: another's paper and one that is not there answer the same."""

    code = "paper_missing"


class PaperUnusable(Conflict):
    """Out of date, taken back by who issued it, or hidden by its owner."""

    code = "paper_unusable"


class PaperKept(Forbidden):
    """Issued by the agency: it may be hidden, never deleted from the list."""

    code = "paper_kept"


class ConsentMissing(Invalid):
    code = "consent_missing"


class StoreClosed(Conflict):
    """The person does not want their papers offered again."""

    code = "store_closed"


class MarkInvalid(Invalid):
    code = "mark_invalid"
