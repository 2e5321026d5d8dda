from motcua.casework.counter.models.component import ComponentState, PaperForm, TakenComponent
from motcua.casework.counter.models.post_item import PostItem, PostState
from motcua.casework.counter.models.reason import PresetReason
from motcua.casework.counter.models.reminder import SupplementReminder
from motcua.casework.counter.models.ticket import Ticket, TicketKind, TicketStatus

__all__ = [
    "ComponentState",
    "PaperForm",
    "PostItem",
    "PostState",
    "PresetReason",
    "SupplementReminder",
    "TakenComponent",
    "Ticket",
    "TicketKind",
    "TicketStatus",
]
