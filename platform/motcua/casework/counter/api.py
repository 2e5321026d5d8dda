"""The door to the counter's own affairs: tickets, papers taken in, the post, preset reasons."""

from motcua.casework.counter.errors import (
    ComponentInvalid,
    PostInvalid,
    PostMissing,
    PostMoved,
    ReasonInvalid,
    TicketKindInvalid,
    TicketMissing,
    TicketMoved,
)
from motcua.casework.counter.models import ComponentState, PaperForm, PostState
from motcua.casework.counter.operations.digitise import Scan, take_component
from motcua.casework.counter.operations.post import (
    Address,
    dispatch_post,
    note_delivered,
    note_failed,
    note_returned,
    note_tried_again,
    register_post,
    send_by_post,
)
from motcua.casework.counter.operations.queue import (
    call_next,
    call_ticket,
    finish_ticket,
    issue_ticket,
    save_ticket_kind,
    transfer_ticket,
)
from motcua.casework.counter.operations.reasons import save_reason
from motcua.casework.counter.permissions import Permission
from motcua.casework.counter.queries.components import ComponentView, components_of
from motcua.casework.counter.queries.open_code import Found, open_code
from motcua.casework.counter.queries.post import PostView, open_post, post_list, post_of_case
from motcua.casework.counter.queries.queue import (
    BoardView,
    QueueView,
    TicketView,
    board,
    current_ticket,
    get_ticket,
    missed_tickets,
    queues_of,
    waiting_tickets,
)
from motcua.casework.counter.queries.reasons import ReasonView, get_reason, list_reasons

__all__ = [
    "Address",
    "BoardView",
    "ComponentInvalid",
    "ComponentState",
    "ComponentView",
    "Found",
    "PaperForm",
    "Permission",
    "PostInvalid",
    "PostMissing",
    "PostMoved",
    "PostState",
    "PostView",
    "QueueView",
    "ReasonInvalid",
    "ReasonView",
    "Scan",
    "TicketKindInvalid",
    "TicketMissing",
    "TicketMoved",
    "TicketView",
    "board",
    "call_next",
    "call_ticket",
    "components_of",
    "current_ticket",
    "dispatch_post",
    "finish_ticket",
    "get_reason",
    "get_ticket",
    "issue_ticket",
    "list_reasons",
    "missed_tickets",
    "note_delivered",
    "note_failed",
    "note_returned",
    "note_tried_again",
    "open_code",
    "open_post",
    "post_list",
    "post_of_case",
    "queues_of",
    "register_post",
    "save_reason",
    "save_ticket_kind",
    "send_by_post",
    "take_component",
    "transfer_ticket",
    "waiting_tickets",
]
