"""What a paper consists of, in plain values: stored as its snapshot, read by the layout."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from motcua.casework.papers.design import STATUTORY, Design

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Signature:
    """``note`` such as "(Ký, ghi rõ họ tên)"; an empty name leaves room to sign by hand."""

    title: str
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One administrative paper. ``agency``: parent unit, then the issuing unit."""

    title: str
    agency: Sequence[str]
    number_line: str
    place_date: str
    footer: str
    blocks: Sequence[Mapping[str, Any]]
    signatures: Sequence[Signature]
    subtitle: str = ""
    qr: str = ""
    qr_text: str = ""
    # To be signed: number, date and signatures stay empty, and the layout tells where they go.
    signed: bool = False
    # Signed with the number in the text already: only the place of the signature is left open.
    numbered: bool = False
    recipients: Sequence[str] = ()
    authority: Sequence[str] = ()
    # Digest of the emblem's picture; whoever draws the paper puts the picture in its place.
    emblem: str = ""
    signature_place: str = "right"
    landscape: bool = False

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "blocks": [dict(block) for block in self.blocks]}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every paper of one dossier has on top and below."""

    agency: tuple[str, ...]
    place_date: str
    dossier_number: str
    officer: str
    officer_contact: str
    portal: str
    design: Design = STATUTORY
    # What the design's placeholders stand for.
    values: Mapping[str, str] = field(default_factory=dict)
    # Instead of the design's own, when not empty.
    foot: str = ""

    @property
    def footer(self) -> str:
        return self.foot or self.design.say(
            "foot.line", {**self.values, "case.code": self.dossier_number}
        )

    @property
    def authority(self) -> tuple[str, ...]:
        return self.design.lines("sign.authority", self.values)

    @property
    def recipients(self) -> tuple[str, ...]:
        return self.design.lines("sign.recipients", self.values)

    @property
    def head_title(self) -> str:
        return self.design.say("sign.head", self.values)

    def dress(self, sheet: Sheet) -> Sheet:
        """With the emblem, and the signature where the tenant wants it."""
        return replace(
            sheet, emblem=self.design.emblem, signature_place=self.design.signature_place
        )


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def heading(words: str) -> dict[str, Any]:
    return {"type": "heading", "text": words}


def fields(rows: Sequence[Row]) -> dict[str, Any]:
    """Lines of "label: value"; lines without a value are left out."""
    return {"type": "fields", "rows": [list(row) for row in rows if row[1]]}


def table(
    *, columns: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> dict[str, Any]:
    return {
        "type": "table",
        "columns": list(columns),
        "widths": list(widths),
        "rows": [list(row) for row in rows],
    }
