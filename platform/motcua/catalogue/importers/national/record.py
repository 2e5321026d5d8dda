"""A national procedure record (thủ tục hành chính) as read from its text form.

The text is what the national database prints: twenty headings at the beginning of a line, in a
fixed order, and blocks of their own shape for channels, papers and legal bases. Typing damage is
common, so the reader keeps whatever it cannot place and says where.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

NOTHING: Final = "không có thông tin"
HEADS: Final = (
    "Mã thủ tục",
    "Số quyết định",
    "Tên thủ tục",
    "Cấp thực hiện",
    "Loại thủ tục",
    "Lĩnh vực",
    "Trình tự thực hiện",
    "Cách thức thực hiện",
    "Thành phần hồ sơ",
    "Đối tượng thực hiện",
    "Cơ quan thực hiện",
    "Cơ quan có thẩm quyền",
    "Địa chỉ tiếp nhận HS",
    "Cơ quan được ủy quyền",
    "Cơ quan phối hợp",
    "Kết quả thực hiện",
    "Căn cứ pháp lý",
    "Yêu cầu, điều kiện thực hiện",
    "Từ khóa",
    "Mô tả",
)
_BLOCKS: Final = frozenset(
    {"Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ", "Căn cứ pháp lý"}
)
"""Stand alone on their line; a sentence that begins with the same words is none of them."""

_HEAD: Final = re.compile(r"^([^:\n]{4,40}):(.*)$")
_CHANNEL: Final = re.compile(r"^\s{0,8}\*\s*Hình thức nộp:\s*(.*)$")
_TERM: Final = re.compile(r"^\s{0,12}Thời hạn giải quyết:(.*)$")
_FEE: Final = re.compile(r"^\s{0,12}Phí, lệ phí:(.*)$")
_ABOUT: Final = re.compile(r"^\s{1,12}Mô tả:(.*)$")
_CASE: Final = re.compile(r"^ {1,3}\[(.*)\]\s*$")
_PAPER: Final = re.compile(r"^ {3,5}-(?: (.*))?$")
_COUNTS: Final = re.compile(r"^\s*Số lượng:\s*Bản chính:\s*(\d{1,6}),?\s*Bản sao:\s*(\d{1,6})\s*$")
_BASIS: Final = re.compile(r"^ {1,3}\* (.*)$")
_NUMBER: Final = re.compile(r"^(.*)\(([^()]{1,200})\)\s*$", re.DOTALL)


@dataclass(slots=True)
class Channel:
    """One way of filing. ``term`` and ``fee`` are texts such as ``3 WORKING_DAY``."""

    kind: str
    term: str = ""
    fee: str = ""
    about: str = ""


@dataclass(slots=True)
class Paper:
    """One line of the dossier. ``case`` is the number of its group, -1 outside all groups."""

    name: str
    originals: int
    copies: int
    case: int


@dataclass(slots=True)
class Basis:
    title: str
    number: str


@dataclass(slots=True)
class Record:
    """Everything a record says; texts keep their lines."""

    heads: dict[str, str]
    channels: list[Channel]
    cases: list[str]
    papers: list[Paper]
    bases: list[Basis]
    strays: list[tuple[str, str]]
    """Heading and text of what could not be placed."""

    def text(self, head: str) -> str:
        """Empty when the record says that it has no information."""
        found = self.heads.get(head, "").strip()
        return "" if found.casefold().rstrip(".").startswith(NOTHING) else found


def read_record(text: str) -> Record:
    """Every heading, block by block. A text that is no record gives one without headings."""
    heads = _split(text.replace("\r\n", "\n").replace("\r", "\n"))
    record = Record(heads, [], [], [], [], [])
    record.channels = _channels(heads.get("Cách thức thực hiện", ""), record)
    _read_papers(heads.get("Thành phần hồ sơ", ""), record)
    record.bases = _bases(heads.get("Căn cứ pháp lý", ""), record)
    return record


def _split(text: str) -> dict[str, str]:
    """Headings count in their order only, so that a quotation of one does not end a block."""
    found: dict[str, list[str]] = {}
    reached = -1
    current: list[str] | None = None
    for line in text.split("\n"):
        match = _HEAD.match(line)
        name = match[1].strip() if match and line[:1] not in (" ", "\t") else ""
        if match and name in HEADS[reached + 1 :] and _may_open(name, match[2]):
            reached = HEADS.index(name)
            current = found.setdefault(name, [])
            current.append(match[2].strip())
        elif current is not None:
            current.append(line)
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}


def _may_open(name: str, rest: str) -> bool:
    rest = rest.strip().casefold()
    return name not in _BLOCKS or not rest or rest.startswith(NOTHING)


def _channels(block: str, record: Record) -> list[Channel]:
    found: list[Channel] = []
    part = ""
    for line in _lines(block):
        if match := _CHANNEL.match(line):
            found.append(Channel(kind=match[1].strip().upper()))
            part = ""
        elif not found:
            record.strays.append(("Cách thức thực hiện", line.strip()))
        elif match := _TERM.match(line):
            part = _put(found[-1], "term", match[1])
        elif match := _FEE.match(line):
            part = _put(found[-1], "fee", match[1])
        elif match := _ABOUT.match(line):
            part = _put(found[-1], "about", match[1])
        elif part:
            setattr(found[-1], part, f"{getattr(found[-1], part)}\n{line.strip()}")
        else:
            record.strays.append(("Cách thức thực hiện", line.strip()))
    return found


def _put(channel: Channel, part: str, text: str) -> str:
    """A second line of the same name goes on where the first one ended."""
    before = getattr(channel, part)
    setattr(channel, part, f"{before}\n{text.strip()}" if before else text.strip())
    return part


def _read_papers(block: str, record: Record) -> None:
    """A paper ends with its counts; a dash before them is a line of the same paper."""
    name: list[str] = []
    case = -1
    for line in _lines(block):
        if match := _COUNTS.match(line):
            _add_paper(record, name, int(match[1]), int(match[2]), case)
            name = []
        elif not name and (match := _CASE.match(line)):
            record.cases.append(match[1].strip())
            case = len(record.cases) - 1
        elif not name and (match := _PAPER.match(line)):
            name = [match[1] or ""]
        elif name or not line.strip().casefold().startswith(NOTHING):
            name.append(line.strip())
    if name:
        _add_paper(record, name, 0, 0, case)


def _add_paper(record: Record, name: list[str], originals: int, copies: int, case: int) -> None:
    text = "\n".join(name).strip()
    if text or originals or copies:
        record.papers.append(Paper(text, min(originals, 99), min(copies, 99), case))


def _bases(block: str, record: Record) -> list[Basis]:
    texts: list[str] = []
    for line in _lines(block):
        if match := _BASIS.match(line):
            texts.append(match[1].strip())
        elif texts:
            texts[-1] += f" {line.strip()}"
        elif not line.strip().casefold().startswith(NOTHING):
            record.strays.append(("Căn cứ pháp lý", line.strip()))
    return [_basis(text) for text in texts]


def _basis(text: str) -> Basis:
    match = _NUMBER.match(text)
    return Basis(match[1].strip(), match[2].strip()) if match else Basis(text, "")


def _lines(block: str) -> Iterator[str]:
    return (line for line in block.split("\n") if line.strip())
