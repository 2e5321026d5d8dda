"""HTML of every page against the standard, by ``html-validate`` (``markup.json`` says what is asked)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from infra.dev.node import node_environment
from infra.dev.places import FRONTEND
from tests.portal.addresses import route_of
from tests.portal.crawl import Document
from tests.portal.findings import Finding

HERE = Path(__file__).parent


def is_here() -> bool:
    return (FRONTEND / "node_modules" / "html-validate").is_dir()


def check_markup(documents: list[Document]) -> list[Finding]:
    """All pages, in one process. Raises ``RuntimeError`` when it does not run."""
    with tempfile.TemporaryDirectory(prefix="motcua-pages-") as folder:
        pages = []
        for number, page in enumerate(documents):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(page.content)
            pages.append({"id": str(number), "file": str(file)})
        done = subprocess.run(
            ["node", str(HERE / "markup.mjs"), str(FRONTEND / "package.json")],
            input=json.dumps(pages), capture_output=True, text=True, check=False,
            env=node_environment(),
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"html-validate does not run: {done.stderr[-800:]}")
    return [_finding(documents[int(each["id"])], each) for each in json.loads(done.stdout)]


def _finding(page: Document, told: dict[str, Any]) -> Finding:
    element = f"{told['selector'] or ''} {told['line'].strip()}".strip()
    rule = f"{told['rule']}: {told['message']}"
    return Finding(page.name, element, rule, (told["rule"], told["message"], route_of(page.url)))
