"""Errors of this app that edges translate."""

from motcua.kernel.errors import Conflict, Gone, Invalid, NotFound, TooMany


class ServiceMissing(NotFound):
    code = "service_missing"


class VersionMissing(NotFound):
    code = "version_missing"


class ServiceGone(Gone):
    """The service was published once and has been withdrawn."""

    code = "service_gone"


class SlugTaken(Conflict):
    code = "slug_taken"


class SlugFixed(Conflict):
    """The address of a service that was ever published never changes."""

    code = "slug_fixed"


class DraftConflict(Conflict):
    """Somebody saved in between. ``details["current_revision"]`` is where the draft stands."""

    code = "draft_conflict"


class DraftLocked(Conflict):
    """The draft waits for a decision and must not move under the reviewer's eyes."""

    code = "draft_locked"


class NothingToUndo(Conflict):
    code = "nothing_to_undo"


class NothingToRedo(Conflict):
    code = "nothing_to_redo"


class NotWaiting(Conflict):
    """Nobody asked to publish this, or it has been decided."""

    code = "not_waiting"


class NotLive(Conflict):
    code = "not_live"


class SamePerson(Conflict):
    """Who asks to publish cannot be who approves."""

    code = "same_person"


class NotPublishable(Invalid):
    """``details["problems"]`` lists what is wrong, each with its place."""

    code = "not_publishable"


class CommentThreadMissing(NotFound):
    code = "comment_missing"


class CommentInvalid(Invalid):
    code = "comment_invalid"


class TooManyComments(TooMany):
    code = "too_many_comments"


class ReasonsNeeded(Invalid):
    """Warnings stand without a written reason; ``details["problems"]`` lists them."""

    code = "reasons_needed"


class RecordingMissing(NotFound):
    code = "recording_missing"


class RecordingNameTaken(Conflict):
    code = "recording_name_taken"


class TooManyRecordings(TooMany):
    code = "too_many_recordings"


class ReferenceMissing(NotFound):
    code = "reference_missing"


class ReferenceTaken(Conflict):
    """Another list has this key."""

    code = "reference_taken"


class ReferenceConflict(Conflict):
    code = "reference_conflict"


class ReferenceFaulty(Invalid):
    """Rows with faults are never taken over, not even in part."""

    code = "reference_faulty"


class LibraryItemMissing(NotFound):
    code = "library_item_missing"


class LibraryNameTaken(Conflict):
    code = "library_name_taken"


class LibraryUseMissing(NotFound):
    code = "library_use_missing"


class LibraryInvalid(Invalid):
    """What is to be kept or taken does not fit."""

    code = "library_invalid"


class TooManyLibraryItems(TooMany):
    code = "too_many_library_items"
