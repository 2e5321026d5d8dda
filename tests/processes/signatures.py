"""Results signed by a test authority, and every signature judged by pyHanko and by poppler."""

import io
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature

from motcua.casework.models import Paper, PaperKind
from motcua.files.api import open_file
from motcua.files.operations.sign_paper import trust_of


def signed_papers() -> list[bytes]:
    found = []
    for paper in Paper.objects.filter(kind=PaperKind.RESULT).order_by("created_at", "id"):
        with open_file(paper.file_id) as stream:
            found.append(stream.read())
    return found


def count_signatures(papers: list[bytes], *, now: datetime) -> tuple[int, int]:
    """All, and those pyHanko finds good: unchanged, trusted, not expired."""
    context = trust_of(now=now).context(now, strict=True)
    total = valid = 0
    for content in papers:
        for each in PdfFileReader(io.BytesIO(content)).embedded_regular_signatures:
            total += 1
            valid += bool(validate_pdf_signature(each, context).bottom_line)
    return total, valid


def count_by_poppler(papers: list[bytes]) -> int | None:
    """How many ``pdfsig`` calls valid; ``None`` where Debian's poppler-utils is not there."""
    program = shutil.which("pdfsig")
    if program is None:
        return None
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        for content in papers:
            path.write_bytes(content)
            run = subprocess.run(
                [program, "-nocert", path], capture_output=True, text=True, check=False
            )
            found += run.stdout.count("Signature is Valid")
    return found
