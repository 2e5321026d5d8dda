"""What a file belongs to. Each call is one statement, however many files."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from motcua.files.errors import FileMissing
from motcua.files.models import FileLink

_MOVE = """
    UPDATE files_link SET owner = %s, created_at = %s
    WHERE owner = %s AND file_id = ANY(%s)
    AND (SELECT count(*) FROM files_link WHERE owner = %s AND file_id = ANY(%s)) = %s
"""


def link_files(*, file_ids: Collection[UUID], owner: str, now: datetime) -> None:
    """Add ``owner`` to files; those linked to it already stay as they are."""
    FileLink.objects.bulk_create(
        [FileLink(file_id=file_id, owner=owner, created_at=now) for file_id in file_ids],
        ignore_conflicts=True,
    )


def link_file(*, file_id: UUID, owner: str, now: datetime) -> None:
    link_files(file_ids=[file_id], owner=owner, now=now)


def move_links(
    *, file_ids: Collection[UUID], from_owner: str, to_owner: str, now: datetime
) -> None:
    """Hand files over, all or none.

    Raises ``FileMissing`` unless ``from_owner`` has every one of them.
    """
    wanted = list(set(file_ids))
    if not wanted:
        return
    which = (from_owner, wanted)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [to_owner, now, *which, *which, len(wanted)])
        if cursor.rowcount != len(wanted):
            raise FileMissing("a file does not belong to its owner")


def unlink_files(*, file_ids: Collection[UUID], owner: str) -> None:
    """The files themselves go when the reaper finds that nothing holds them."""
    if file_ids:
        FileLink.objects.filter(file_id__in=file_ids, owner=owner).delete()


def unlink_owners(owners: Sequence[str]) -> int:
    """Let go of everything the owners hold; returns how many links went."""
    return FileLink.objects.filter(owner__in=owners).delete()[0]
