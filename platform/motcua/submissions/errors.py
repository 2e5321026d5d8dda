"""What may go wrong while a dossier is filled in and sent."""

from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound, TooMany


class DraftMissing(NotFound):
    """There is no such draft, or it is somebody else's: the answer is the same."""

    code = "draft_missing"


class DraftClosed(Conflict):
    """Sent or discarded already. ``details["submission_id"]`` is set when it was sent."""

    code = "draft_closed"


class DraftExpired(Gone):
    code = "draft_expired"


class TooManyDrafts(TooMany):
    code = "too_many_drafts"


class ServiceWithdrawn(Gone):
    """The version takes no new dossiers; a draft that exists is kept."""

    code = "service_withdrawn"


class FiledElsewhere(Gone):
    """New dossiers for the service are filed at the national portal."""

    code = "filed_elsewhere"


class TenantSuspended(Gone):
    """The agency takes nothing new for now; what was begun can be finished."""

    code = "tenant_suspended"


class StepUpRequired(Forbidden):
    """``details["required"]`` is the identity level the service asks for."""

    code = "step_up_required"


class FieldLocked(Forbidden):
    """Only the named parts of a correction may change. ``details["field_ids"]`` were touched."""

    code = "field_locked"


class TooManyFiles(Invalid):
    code = "too_many_files"


class FileUnfit(Invalid):
    """A file used again is not of a kind or size its question takes."""

    code = "file_unfit"


class FieldMissing(Invalid):
    code = "field_missing"


class AnswersInvalid(Invalid):
    """``details["errors"]`` is a tuple of ``MissingAnswer``."""

    code = "answers_invalid"


class AnswersChanged(Conflict):
    """The draft is not what the applicant saw on the check page."""

    code = "answers_changed"


class NotACorrection(Conflict):
    code = "not_a_correction"


class CorrectionOpen(Conflict):
    """Another correction of the same submission is being filled in, for other fields."""

    code = "correction_open"


class SubmissionMissing(NotFound):
    code = "submission_missing"


class AssistanceMissing(NotFound):
    """No such sitting of this officer, or it has ended."""

    code = "assistance_missing"


class NotConfirmed(Conflict):
    """Staff send nothing in a citizen's place without their word."""

    code = "not_confirmed"


class CodeRefused(Invalid):
    code = "code_refused"


class TooManyCodes(TooMany):
    code = "too_many_codes"


class PartyInvalid(Invalid):
    """Who the dossier is for is not said whole; ``field`` names the input."""

    code = "party_invalid"
