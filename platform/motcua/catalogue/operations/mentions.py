"""Telling colleagues that a comment names them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from motcua.catalogue.models import Comment, PublicService
from motcua.catalogue.queries.comments import Colleague
from motcua.kernel.actors import Actor
from motcua.notifications.api import Notice, Recipient, notify

MENTION: Final = Notice(
    "catalogue_comment",
    {
        "vi": "{author} nhắc tên bạn: {service}",
        "en": "{author} mentions you: {service}",
    },
    {
        "vi": "{author} nhắc tên bạn trong một nhận xét về dịch vụ {service}."
        "\n\nXem và trả lời tại: {link}",
        "en": "{author} mentions you in a comment on the service {service}."
        "\n\nRead and answer at: {link}",
    },
    frozenset({"author"}),
)


def tell_mentioned(
    comment: Comment,
    service: PublicService,
    people: Iterable[Colleague],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Everybody named except the writer; the words of the comment stay in the house."""
    for person in people:
        if person.id == by.id:
            continue
        notify(
            recipient=Recipient(staff_id=person.id, email=person.email, name=person.name),
            template=MENTION.key,
            context={
                "author": by.name,
                "service": service.name,
                "link": f"/quan-tri/dich-vu/{service.id}/",
            },
            subject=f"service:{service.id}",
            dedupe_key=f"comment:{comment.id}:{person.id}",
            now=now,
        )
