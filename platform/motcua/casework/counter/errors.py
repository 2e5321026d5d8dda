from motcua.kernel.errors import Conflict, Invalid, NotFound


class TicketMissing(NotFound):
    code = "ticket_missing"


class TicketMoved(Conflict):
    """Somebody else called it, or it is done."""

    code = "ticket_moved"


class TicketKindInvalid(Invalid):
    code = "ticket_kind_invalid"


class ComponentInvalid(Invalid):
    code = "component_invalid"


class PostMissing(NotFound):
    code = "post_missing"


class PostMoved(Conflict):
    code = "post_moved"


class PostInvalid(Invalid):
    code = "post_invalid"


class ReasonInvalid(Invalid):
    code = "preset_reason_invalid"
