"""What every importer does, what it answers, and the registry of them.

An importer is pure: bytes in, a draft document and an honest account out. It never touches the
database, never follows an address in the file, never runs anything the file contains.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from motcua.catalogue.domain.document import ServiceDocument
from motcua.kernel.i18n import I18nText
from motcua.kernel.registry import Registry
from motcua.kernel.workbooks import FileRefused

ImportRefused = FileRefused


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the account.

    ``place`` is where in the source (``survey!C12``, ``components/3``, a heading of the record) or,
    for decisions, a path of ids in the draft. ``code`` is stable; ``message`` is for people.
    """

    place: str
    code: str
    message: str

    def to_json(self) -> dict[str, str]:
        return {"place": self.place, "code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was given."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft made of one file.

    ``lost`` is what could not be carried over, ``to_decide`` what a person must still settle.
    ``origin`` tells that two files describe the same thing (a procedure code, a form id); empty
    where the file itself does not say.
    ``counts`` are figures of the source and the draft; ``paths`` leads from a field's key to its
    place in the source.
    """

    document: ServiceDocument
    origin: str
    lost: tuple[Note, ...] = ()
    to_decide: tuple[Note, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def account(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "not_carried_over": [note.to_json() for note in self.lost],
            "to_decide": [note.to_json() for note in self.to_decide],
            "counts": dict(self.counts),
        }


class Importer:
    """Base of all importers: stateless, registered once."""

    key: str
    label: ClassVar[I18nText]
    suffixes: ClassVar[tuple[str, ...]]
    """Endings of the file names a folder is searched for, in lower case."""
    largest: ClassVar[int]
    """Bytes; a larger file is refused before it is looked into."""

    def read(self, source: Source) -> Imported:
        """Raises ``ImportRefused`` and nothing else, whatever the bytes are."""
        raise NotImplementedError


importers: Final[Registry[Importer]] = Registry("importer", Importer)
