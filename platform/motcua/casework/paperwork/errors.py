from motcua.kernel.errors import Conflict, Invalid, NotFound


class DesignInvalid(Invalid):
    """``faults`` in the details: every text that cannot stand, by its key."""

    code = "paper_design_invalid"


class DesignMoved(Conflict):
    """Somebody else saved meanwhile."""

    code = "paper_design_moved"


class DesignMissing(NotFound):
    code = "paper_design_missing"


class EmblemRefused(Invalid):
    code = "emblem_refused"


class FormMoved(Conflict):
    """The paper is not waiting for a signature any more."""

    code = "paper_form_moved"


class FormMissing(NotFound):
    code = "paper_form_missing"
