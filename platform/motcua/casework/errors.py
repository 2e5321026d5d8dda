"""What can go wrong with a dossier, each with its stable code."""

from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class CaseMissing(NotFound):
    """No such dossier, or none this person may know of: the two look the same on purpose."""

    code = "case_missing"


class CaseMoved(Conflict):
    """The dossier is no longer where the act supposes; somebody was faster."""

    code = "case_moved"


class CaseNotYours(Forbidden):
    code = "case_not_yours"


class SameOfficer(Forbidden):
    """Four eyes: who drafted a result does not approve it."""

    code = "same_officer"


class ReasonMissing(Invalid):
    code = "reason_missing"


class DeskInvalid(Invalid):
    code = "desk_invalid"


class WordsMissing(Invalid):
    """A note or letter without words, or with too many."""

    code = "words_missing"


class EntryInvalid(Invalid):
    """What the step asks to fill in or attach; ``details["faults"]`` name the inputs."""

    code = "entry_invalid"


class SupplementInvalid(Invalid):
    code = "supplement_invalid"


class SupplementOpen(Conflict):
    code = "supplement_open"


class SupplementMissing(NotFound):
    code = "supplement_missing"


class CaseHeld(Conflict):
    code = "case_held"


class CaseErased(Gone):
    """The dossier's period is over; only the proof of it is left."""

    code = "case_erased"


class DueInvalid(Invalid):
    code = "due_invalid"


class TrackingRefused(NotFound):
    """Code or secret is wrong; which of the two is not told."""

    code = "tracking_refused"


class CodePatternInvalid(Invalid):
    code = "code_pattern_invalid"


class RequestMissing(NotFound):
    """No such request of another tenant, or none this person may know of."""

    code = "request_missing"


class RequestClosed(Conflict):
    code = "request_closed"


class LetterRefused(Conflict):
    """A letter between tenants that was altered, or is another under a known id."""

    code = "letter_refused"


class BatchTooLarge(Invalid):
    code = "batch_too_large"


class TransferInvalid(Invalid):
    code = "transfer_invalid"


class MendingInvalid(Invalid):
    """A correction of an answer that cannot be proposed; ``field`` names the input."""

    code = "mending_invalid"


class MendingMissing(NotFound):
    code = "mending_missing"
