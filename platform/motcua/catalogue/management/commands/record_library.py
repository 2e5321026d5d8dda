"""Record sample filings of the library's services, for the goldens that guard them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

from formbuilder.api import Context, compile_form, sample_answers
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.recordings import Filing, observe
from motcua.catalogue.library import TenantKind, demo_services

DAY: Final = date(2026, 10, 1)
_FILE: Final = {
    "file_id": "0190aaaa-0000-7000-8000-000000000001",
    "name": "giay-to.pdf",
    "size": 1_000,
    "sha256": "0" * 64,
    "media_type": "application/pdf",
}
_KINDS: Final[tuple[TenantKind, ...]] = ("province", "ministry")


class Command(BaseCommand):
    help = "Write recordings of made-up filings, one file a service; made again, they are equal."
    requires_system_checks: list[str] = []  # it runs where no database is

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for document in (each for kind in _KINDS for each in demo_services(kind)):
            kept = {"code": document.procedure.code, "recordings": list(_recordings(document))}
            text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
            target = folder / f"{document.procedure.code}.json"
            target.write_text(text + "\n", encoding="utf-8")


def _recordings(document: ServiceDocument) -> Iterator[dict[str, Any]]:
    for name, filing in _filings(document):
        yield {
            "name": name,
            "filing": filing.model_dump(mode="json"),
            "expected": observe(document, filing),
        }


def _filings(document: ServiceDocument) -> Iterator[tuple[str, Filing]]:
    """Nothing answered, three complete ones of different people, one before and one at the desk."""
    compiled = compile_form(document.form)
    yield "Chưa trả lời gì", Filing(today=DAY)
    for seed in (1, 2, 3):
        sample = sample_answers(compiled, seed=seed, context=Context(today=DAY))
        made = dict(sample.answers)
        made |= {each.id: [_FILE] for each in sample.unfilled if each.field.type == "file"}
        yield f"Trả lời đủ, lần {seed}", Filing(answers=made, profile={"assurance": 1}, today=DAY)
        if seed == 1:
            yield (
                "Tài khoản định danh mức 2",
                Filing(answers=made, profile={"assurance": 2}, today=DAY),
            )
            yield (
                "Mức 2, trước ngày miễn phí",
                Filing(answers=made, profile={"assurance": 2}, today=date(2026, 8, 1)),
            )
            yield "Nộp tại một cửa", Filing(answers=made, today=DAY, channel="counter")
