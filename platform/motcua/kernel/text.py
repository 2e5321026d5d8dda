"""Vietnamese text for machines: folding for search, cleaning for storage."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case without tone marks: ``Đăng ký khai sinh`` becomes ``dang ky khai sinh``.

    The embedded PostgreSQL has no ``unaccent``, so search columns hold folded text.
    """
    lowered = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(char for char in lowered if not unicodedata.combining(char))
    return _SPACES.sub(" ", plain).strip()
