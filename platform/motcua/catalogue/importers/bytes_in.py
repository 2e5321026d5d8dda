"""The first look at a file: is it what it claims to be, and small enough to be looked into."""

import json
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.base import ImportRefused
from motcua.kernel.workbooks import check_size

MAX_DEPTH: Final = 60
"""Levels of JSON inside JSON. A form of 50 nested panels has more than that."""
MAX_NODES: Final = 300_000

# Beginnings of files that are never text; a text that also is one of them is a trap.
_MAGIC: Final = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"%PDF", "pdf"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_MARKUP: Final = (b"<?xml", b"<!doctype", b"<html", b"<svg", b"<script")


def read_text(content: bytes, largest: int) -> str:
    """UTF-8 text (a byte order mark is fine). Raises ``ImportRefused``."""
    check_size(content, largest)
    kind = foreign_kind(content)
    if kind:
        message = _("Tệp này không phải văn bản (%(kind)s).") % {"kind": kind}
        raise ImportRefused("wrong_kind", message)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ImportRefused("encoding", _("Tệp ghi bằng mã UTF-16. Hãy lưu lại bằng mã UTF-8."))
    if b"\x00" in content:
        raise ImportRefused("nul_bytes", _("Tệp có byte NUL, không phải văn bản."))
    if b"PK\x03\x04" in content or b"%PDF-" in content[:2_048]:
        raise ImportRefused("polyglot", _("Tệp chứa thêm một tệp khác bên trong."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("Tệp không đúng mã UTF-8 (byte thứ %(at)d).") % {"at": error.start}
        raise ImportRefused("encoding", message) from None


def foreign_kind(content: bytes) -> str:
    """What kind of other file this is; empty for something that may be text."""
    for magic, kind in _MAGIC:
        if content.startswith(magic) and (kind != "program" or b"\x00" in content[:512]):
            return kind
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "markup" if head.startswith(_MARKUP) else ""


def read_json(content: bytes, largest: int) -> Any:
    """Plain data of bounded depth and size. Raises ``ImportRefused``."""
    text = read_text(content, largest)
    _check_nesting(text)
    try:
        data = json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_no_constants)
    except json.JSONDecodeError as error:
        message = _("Tệp không phải JSON hợp lệ (dòng %(line)d).") % {"line": error.lineno}
        raise ImportRefused("not_json", message) from None
    except (RecursionError, ValueError):
        # A number of thousands of digits, too.
        raise ImportRefused("not_json", _("Tệp không phải JSON hợp lệ.")) from None
    count_nodes(data)
    return data


def _check_nesting(text: str) -> None:
    """Depth is told by brackets outside strings, before anything recursive sees the text."""
    depth = deepest = 0
    inside = escaped = False
    for char in text:
        if inside:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                inside = False
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    if deepest > MAX_DEPTH:
        message = _("Tệp lồng nhau %(depth)d tầng, nhiều hơn mức cho phép.") % {"depth": deepest}
        raise ImportRefused("too_deep", message)


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = _("Tệp JSON ghi khóa “%(name)s” hai lần.") % {"name": twice[:60]}
        raise ImportRefused("double_key", message)
    return found


def _no_constants(name: str) -> Any:
    raise ImportRefused("not_json", _("Tệp JSON có số không hợp lệ: %(name)s.") % {"name": name})


def count_nodes(data: Any) -> int:
    stack, seen = [data], 0
    while stack:
        node = stack.pop()
        seen += 1
        if seen > MAX_NODES:
            raise ImportRefused("too_many_parts", _("Tệp có quá nhiều phần tử."))
        if isinstance(node, dict):
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return seen
