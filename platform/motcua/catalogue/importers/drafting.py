"""A draft in the making: what importers add to, and the account they keep beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.api import field_types
from motcua.catalogue.importers.base import ImportRefused, Note
from motcua.catalogue.importers.wording import Names, clean, name_from

Data = dict[str, Any]
MAX_NOTES: Final = 2_000
MAX_FIELDS: Final = 2_000
MAX_PAGES: Final = 100
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,54}")


@dataclass(slots=True)
class Account:
    """What is lost and what is to decide; bounded, and never the same line twice."""

    lost: list[Note] = field(default_factory=list)
    to_decide: list[Note] = field(default_factory=list)
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    def lose(self, place: str, code: str, message: str) -> None:
        self._add(self.lost, place, code, message)

    def decide(self, place: str, code: str, message: str) -> None:
        self._add(self.to_decide, place, code, message)

    def _add(self, notes: list[Note], place: str, code: str, message: str) -> None:
        key = (place, code, message)
        if key in self._seen:
            return
        self._seen.add(key)
        if len(notes) < MAX_NOTES:
            notes.append(Note(clean(place, limit=200), code, clean(message, limit=600)))
        elif len(notes) == MAX_NOTES:
            notes.append(Note("", "too_many_notes", _("Còn nhiều mục khác, không ghi hết.")))


class FormDraft:
    """Pages and questions with ids and keys of their own.

    Ids follow from the keys, so importing the same file again gives the same document.
    """

    def __init__(self, account: Account) -> None:
        self.account = account
        self.pages: list[Data] = []
        self.paths: dict[str, str] = {}
        self._keys = Names(limit=60)
        self._page_names = Names(limit=50)
        self._count = 0

    def page(self, title: Mapping[str, str], *, name: str = "", **more: Any) -> Data:
        """A new last page; raises ``ImportRefused`` when there are too many."""
        if len(self.pages) >= MAX_PAGES:
            raise ImportRefused("too_many_pages", _("Biểu mẫu có hơn 100 trang."))
        wanted = name_from(name or next(iter(title.values()), ""), fallback="trang")
        made: Data = {
            "id": f"pag_{self._page_names.give(wanted)}",
            "title": dict(title),
            "fields": [],
            **more,
        }
        self.pages.append(made)
        return made

    def question(self, kind: str, label: Mapping[str, str], *, name: str, place: str) -> Data:
        """A new question, not yet on a page. Its ``_place`` is taken away by ``settle``."""
        self._count += 1
        if self._count > MAX_FIELDS:
            message = _("Biểu mẫu có hơn %(limit)d câu hỏi.") % {"limit": MAX_FIELDS}
            raise ImportRefused("too_many_fields", message)
        fitting = name if _KEY.fullmatch(name) else name_from(name, limit=55, fallback="cau_hoi")
        key = self._keys.give(fitting)
        self.paths[key] = place
        return {
            "id": f"fld_{key}",
            "key": key,
            "type": kind,
            "label": dict(label),
            "config": {},
            "_place": place,
        }

    def reserve(self, name: str) -> None:
        """Keep a key from being given, for a question written elsewhere."""
        self._keys.give(name)

    def reserve_page(self, page_id: str) -> None:
        self._page_names.give(page_id.removeprefix("pag_"))

    def adopt(self, question: Data) -> Data:
        """Take in a question written by hand (the applicant's block), keys kept."""
        for each in walk([question]):
            self._count += 1
            self.reserve(each["key"])
        return question


def first_type(*wanted: str) -> str:
    """The first field type that this installation has."""
    return next((key for key in wanted if key in field_types), "short_text")


def accepts(kind: str, setting: str) -> bool:
    """Whether a field type knows a setting."""
    return kind in field_types and setting in field_types.get(kind).config.model_fields


def walk(questions: list[Data]) -> Iterator[Data]:
    for question in questions:
        yield question
        yield from walk(question.get("fields") or [])


def all_of(*rules: Data | None) -> Data | None:
    """True when all are; nothing when there is none."""
    given = [rule for rule in rules if rule is not None]
    return {"op": "and", "args": given} if len(given) > 1 else (given[0] if given else None)


def option(value: str, label: Mapping[str, str]) -> Data:
    return {"value": value, "label": dict(label)}
