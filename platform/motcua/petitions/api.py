"""The door to petitions."""

from motcua.petitions.domain.states import Kind, State
from motcua.petitions.errors import (
    PetitionInvalid,
    PetitionMissing,
    PetitionMoved,
    PetitionTrackingRefused,
)
from motcua.petitions.operations.handle import (
    accept_petition,
    answer_petition,
    ask_sender,
    publish_petition,
    refuse_petition,
    unpublish_petition,
)
from motcua.petitions.operations.send import LONGEST, Sent, Wish, add_to_petition, send_petition
from motcua.petitions.permissions import Permission
from motcua.petitions.queries.petitions import (
    PAGE_SIZE,
    PetitionCounts,
    PetitionPage,
    PetitionView,
    count_petitions,
    get_petition,
    list_own,
    list_petitions,
    list_published,
    track_petition,
)

__all__ = [
    "LONGEST",
    "PAGE_SIZE",
    "Kind",
    "Permission",
    "PetitionCounts",
    "PetitionInvalid",
    "PetitionMissing",
    "PetitionMoved",
    "PetitionPage",
    "PetitionTrackingRefused",
    "PetitionView",
    "Sent",
    "State",
    "Wish",
    "accept_petition",
    "add_to_petition",
    "answer_petition",
    "ask_sender",
    "count_petitions",
    "get_petition",
    "list_own",
    "list_petitions",
    "list_published",
    "publish_petition",
    "refuse_petition",
    "send_petition",
    "track_petition",
    "unpublish_petition",
]
