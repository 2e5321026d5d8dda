"""Names and addresses a tenant may have, each refusal with its reason."""

import itertools
import re
import secrets
import unicodedata
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid
from motcua.kernel.text import fold
from tenants.domain.refused_words import OFFENSIVE, OFFICIAL, RESERVED

TEMPLATE_SCHEMA: Final = "template"
_SLUG: Final = re.compile(r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$")
_TWINS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("5", "s"))
# Letters that look Latin and are not, and signs that cannot be seen.
_FOREIGN: Final = re.compile(r"[^\W\d_]")
_UNSEEN: Final = frozenset({"Cf", "Cc", "Co", "Cn", "Zl", "Zp"})


class SlugRefused(Invalid):
    code = "slug_refused"


class NameRefused(Invalid):
    code = "name_refused"


def check_slug(slug: str) -> str:
    """A slug becomes a host label: ASCII letters, digits, hyphens, 3–40 characters.

    Raises ``SlugRefused`` with the reason, and for other alphabets a proposal.
    """
    if not slug.isascii():
        raise SlugRefused(
            _("Địa chỉ chỉ gồm chữ không dấu. Có thể dùng: %(slug)s.")
            % {"slug": propose_slug(slug) or "ten-co-quan"},
            field="slug",
        )
    if slug.startswith("xn--"):
        raise SlugRefused(_("Không dùng địa chỉ mã hóa (bắt đầu bằng xn--)."), field="slug")
    if not _SLUG.match(slug) or "--" in slug:
        raise SlugRefused(
            _(
                "Địa chỉ dài 3 đến 40 ký tự: chữ thường không dấu, số và gạch nối; bắt đầu bằng "
                "chữ, không có hai gạch nối liền nhau."
            ),
            field="slug",
        )
    if slug in RESERVED or _like_any(slug, RESERVED):
        raise SlugRefused(_("Địa chỉ này dành riêng cho nền tảng."), field="slug")
    if _is_offensive(slug):
        raise SlugRefused(_("Địa chỉ này có từ không phù hợp."), field="slug")
    return slug


def check_not_alike(slug: str, taken: Iterable[str]) -> None:
    """Raises ``SlugRefused`` when ``slug`` could be read as another agency's address."""
    for other in (*taken, *OFFICIAL):
        if other != slug and skeleton(other) == skeleton(slug):
            raise SlugRefused(
                _("Địa chỉ này dễ nhầm với “%(other)s”. Hãy chọn địa chỉ khác hẳn.")
                % {"other": other},
                field="slug",
            )


def check_name(name: str, *, field: str) -> str:
    """A name as people read it. Raises ``NameRefused`` for unseen signs, mixed alphabets, abuse."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if any(unicodedata.category(each) in _UNSEEN for each in name):
        raise NameRefused(_("Tên có ký tự không nhìn thấy. Hãy gõ lại."), field=field)
    if any(not _is_latin(each) for each in _FOREIGN.findall(name)):
        raise NameRefused(
            _("Tên có chữ không thuộc bảng chữ cái tiếng Việt, dễ gây nhầm lẫn."), field=field
        )
    if len(name) < 3:
        raise NameRefused(_("Hãy ghi đầy đủ tên."), field=field)
    if _is_offensive(propose_slug(name)):
        raise NameRefused(_("Tên có từ không phù hợp."), field=field)
    return name


def is_official(slug: str) -> bool:
    """Addresses of provinces and ministries: asked for by anybody, given to them only."""
    return slug in OFFICIAL


def propose_slug(name: str) -> str:
    """ "Ủy ban nhân dân tỉnh Cà Mau" → "ca-mau"; empty when nothing usable remains."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    for lead in ("uy-ban-nhan-dan-", "ubnd-", "tinh-", "thanh-pho-"):
        plain = plain.removeprefix(lead)
    return plain[:40].strip("-")


def skeleton(slug: str) -> str:
    """The same for addresses that look alike."""
    plain = slug.replace("-", "")
    for twin, shown in _TWINS:
        plain = plain.replace(twin, shown)
    return plain.replace("i", "l")


def new_schema_name() -> str:
    """Generated, never typed: schema names end up inside SQL (checklist item 7)."""
    return f"t_{secrets.token_hex(8)}"


def _like_any(slug: str, names: Iterable[str]) -> bool:
    mine = skeleton(slug)
    return any(skeleton(name) == mine for name in names)


def _is_offensive(slug: str) -> bool:
    parts = slug.split("-")
    pairs = {"-".join(pair) for pair in itertools.pairwise(parts)}
    return bool(OFFENSIVE & ({*parts, slug.replace("-", "")} | pairs))


def _is_latin(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "")
