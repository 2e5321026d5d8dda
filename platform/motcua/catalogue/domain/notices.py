"""Which messages a citizen gets when, in the service's own words."""

from typing import Annotated, Literal

from pydantic import Field

from motcua.catalogue.domain.parts import Label, NoticeId, Part, Prose

NoticeEvent = Literal[
    "submitted",
    "received",
    "refused",
    "supplement_requested",
    "supplement_received",
    "fee_due",
    "paid",
    "confirmation_requested",
    "extended",
    "stopped",
    "withdrawn",
    "issued",
    "returned",
]
NoticeChannel = Literal["email", "inbox", "sms", "zalo"]


class Notice(Part):
    """``subject`` and ``body`` may hold ``{placeholders}``; nothing else in them is interpreted."""

    id: NoticeId
    event: NoticeEvent
    channels: Annotated[list[NoticeChannel], Field(max_length=4)] = ["email", "inbox"]
    subject: Label = {}
    body: Prose = {}
