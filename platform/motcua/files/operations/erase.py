"""Files whose owner is gone for good: rows and content at once, not with the next sweep."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from motcua.files.models import FileLink, StoredFile
from motcua.files.storage import private_storage


def erase_owned(owners: Sequence[str]) -> int:
    """Let go of everything the owners hold and delete what nobody else holds; returns how many.

    Content goes when the transaction commits; a crash before that leaves it to ``reap_content``.
    """
    links = FileLink.objects.filter(owner__in=owners)
    held = list(links.values_list("file_id", flat=True).distinct())
    links.delete()
    orphans = StoredFile.objects.filter(pk__in=held, links=None)
    keys = list(orphans.values_list("key", flat=True))
    StoredFile.objects.filter(key__in=keys).delete()
    transaction.on_commit(partial(_delete_content, keys))
    return len(keys)


def _delete_content(keys: Sequence[str]) -> None:
    for key in keys:
        private_storage().delete(key)
