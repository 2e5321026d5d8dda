"""How long papers and signatures take: the receipt, a register of a hundred dossiers, a PAdES
signature, the four of a result, and judging what a stranger signed.

Needs no database: ``python -m tests.benchmarks.papers``. Each paper is typeset in a process of its
own, its start included.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.benchmarks.report import Figure, at_least, at_most, recorded

NAME = "papers"
ROUNDS: Final = 7
NOW: Final = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
TEMPLATE: Final = "casework/papers/administrative.typ"
UNIT: Final = "Ủy ban nhân dân phường Mẫu"
TARGET_MS: Final = 1_000


def run() -> list[Figure]:
    receipt = milliseconds(lambda: _render(_receipt()))
    book = milliseconds(lambda: _render(_book()))
    signing, whole, size, judged = _signatures()
    return [
        at_most(NAME, "form 01", receipt, "ms", TARGET_MS),
        at_least(NAME, "forms 01, one after another", 1_000 / receipt, "papers/s", 1),
        at_most(NAME, "form 07 of 100 dossiers", book, "ms", 3 * TARGET_MS),
        at_most(NAME, "one PAdES signature, B-LT with time stamp", signing, "ms", TARGET_MS),
        at_most(NAME, "a result: paper, pictures, four signatures", whole, "ms", 3 * TARGET_MS),
        recorded(NAME, "size of a result with four signatures", size / 1024, "KB"),
        recorded(NAME, "judging four signatures, own process", judged, "ms"),
    ]


def milliseconds(work: Callable[[], Any]) -> float:
    work()
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken) * 1e3


def _render(data: dict[str, Any]) -> bytes:
    from motcua.files.papers.render import render_pdf

    return render_pdf(TEMPLATE, data, made_at=NOW)


def _receipt(**more: Any) -> dict[str, Any]:
    from motcua.casework.papers.layout import Sheet, Signature, fields, table, text
    from motcua.files.papers.render import qr_svg

    made = Sheet(
        title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        subtitle="Mã hồ sơ: H36.01-260615-0001",
        agency=("Ủy ban nhân dân tỉnh Mẫu", UNIT),
        number_line="Số: 01/2026/TNHS",
        place_date="Mẫu, ngày 15 tháng 6 năm 2026",
        footer="H36.01-260615-0001",
        blocks=[
            text(f"{UNIT} đã tiếp nhận hồ sơ của:"),
            fields([("Chủ hồ sơ", "Trần Thị Mẫu"), ("Địa chỉ", "Số 1, đường Thử Nghiệm")]),
            table(
                columns=("TT", "Tên giấy tờ", "Bản chính"),
                widths=(1, 8, 2),
                rows=[[str(index), "Giấy chứng sinh", "1"] for index in range(1, 6)],
            ),
        ],
        signatures=[Signature("Người nộp hồ sơ"), Signature("Người tiếp nhận", "Nguyễn Thị Tiếp")],
        qr=qr_svg("https://motcua.example/xac-minh/0123456789abcdef"),
        qr_text="Quét mã này để tra cứu hồ sơ.",
        **more,
    )
    return made.as_data()


def _book() -> dict[str, Any]:
    from motcua.casework.papers import books

    head = books.BookHead(("Tỉnh Mẫu", UNIT), "Mẫu, ngày 15 tháng 6 năm 2026", "motcua", "Văn thư")
    row = [
        "1", "H36.01-260615-0001", "Cấp bản sao trích lục hộ tịch", "Trần Thị Mẫu",
        "Số 1, đường Thử Nghiệm", "09:00 15/06/2026", UNIT, "Đã trả", "17/06/2026", "",
    ]  # fmt: skip
    day = date(2026, 6, 15)
    return books.register_book(head, [row] * 100, since=day, until=day).as_data()


def _signatures() -> tuple[float, float, int, float]:
    """One signature; a whole result and its size; judging it."""
    from motcua.files.signing import authority, pades, stamping
    from motcua.files.signing.keys import read_pkcs12

    made = authority.make_authority(now=NOW)
    pair = authority.issue_certificate(made, name="Lê Ký", organisation=UNIT, now=NOW)
    opened = read_pkcs12(authority.pack(pair, made, passphrase="bench"), passphrase="bench")
    assert opened is not None
    lists = authority.revocation_lists(made, revoked=[], now=NOW)
    trust = pades.Trust((_der(made.root),), (_der(made.issuing),), lists)

    def sign(content: bytes, mark: pades.Mark, *, archival: bool = False) -> bytes:
        stamper = stamping.test_stamper(made, now=NOW)
        return pades.sign_pdf(
            content,
            mark,
            key=opened.signer,
            stamper=stamper,
            trust=trust,
            now=NOW,
            archival=archival,
        )

    def whole() -> bytes:
        content, marks = _marked()
        for index, mark in enumerate(marks):
            content = sign(content, mark, archival=index == len(marks) - 1)
        return content

    content, marks = _marked()
    signing = milliseconds(lambda: sign(content, marks[0]))
    everything = milliseconds(whole)
    signed = whole()
    judged = milliseconds(lambda: _judge(signed, trust))
    return signing, everything, len(signed), judged


def _marked() -> tuple[bytes, list[Any]]:
    from motcua.files.papers.render import render_for_signing, render_picture
    from motcua.files.signing.marks import Box
    from motcua.files.signing.pades import Mark

    made = render_for_signing(TEMPLATE, _receipt(signed=True), made_at=NOW)
    places = {place["name"]: place for place in made.places}
    fields = ("initials", "leader", "number", "number")
    words = {
        "title": "Chủ tịch", "name": "Lê Ký", "organisation": UNIT, "time": "15/06/2026", "note": "",
        "number": "Số: 01/2026", "place_date": "Mẫu, ngày 15 tháng 6 năm 2026",
    }  # fmt: skip
    pictures = render_picture(
        "casework/papers/marks.typ",
        {"marks": [{**words, **places[name], "kind": name} for name in fields]},
        made_at=NOW,
    )
    return made.content, [
        Mark(f"Chu_ky_{index}", Box.from_layout(places[name]), pictures, name, index)
        for index, name in enumerate(fields)
    ]


def _judge(content: bytes, trust: Any) -> None:
    import motcua.files.signing

    job = {
        "roots": [each.hex() for each in trust.roots],
        "others": [each.hex() for each in trust.others],
        "lists": [each.hex() for each in trust.lists],
        "moment": int(NOW.timestamp()),
    }
    child = Path(motcua.files.signing.__file__).with_name("judge.py")
    done = subprocess.run(
        [sys.executable, "-I", str(child)],
        input=json.dumps(job).encode() + b"\n" + content,
        capture_output=True,
        check=True,
    )
    assert [each["outcome"] for each in json.loads(done.stdout)] == ["valid"] * 4


def _der(pair: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization

    made: bytes = pair.certificate.public_bytes(serialization.Encoding.DER)
    return made


if __name__ == "__main__":
    import django
    from django.conf import settings

    from infra.dev.places import ROOT
    from tests.benchmarks.report import table

    settings.configure(USE_I18N=False, MOTCUA_PAPER_FONTS=ROOT / "frontend" / "dist" / "fonts")
    django.setup()
    table(run())
