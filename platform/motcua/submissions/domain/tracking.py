"""The second factor of tracking a dossier without an account.

It is derived from the submission by the tenant's key, so the owner can be shown it again; a
submission stores only its keyed hash.
"""

import hmac
from typing import Final
from uuid import UUID

from motcua.kernel.crypto import blind_index
from motcua.kernel.ids import ALPHABET

LENGTH: Final = 8
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


def tracking_secret(submission_id: UUID) -> str:
    """Eight characters, 40 bits."""
    number = int(blind_index(str(submission_id), purpose="submissions.tracking")[:10], 16)
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, 32)
        letters.append(ALPHABET[place])
    return "".join(letters)


def tracking_hash(secret: str) -> str:
    return blind_index(tidy(secret), purpose="submissions.tracking_secret")


def is_secret(secret: str, stored_hash: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(tracking_hash(secret), stored_hash)


def tidy(typed: str) -> str:
    """As people type it: any case, blanks, O for 0, I or L for 1."""
    return typed.upper().translate(_MISREAD)[:40]
