"""Runs as a process of its own, on its own interpreter start: reads a job, writes a PDF.

Reads one JSON object from standard input: ``template`` (bare path), ``root``, ``fonts``, ``data``
(text), ``made_at`` (epoch seconds), ``standards``, ``tags``, ``places``, ``picture`` (0, or dots an
inch of a PNG of the first page). Writes one line of JSON, the places the template marked, and then
the PDF or PNG. Imports nothing of ours, so that it starts quickly
and holds no secret. Limits: processor time and memory are capped here, wall time by the parent.
"""

import json
import os
import resource
import sys
from typing import Any

CPU_SECONDS = 20
MEMORY_BYTES = 3 * 1024**3


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    import typst

    job = json.load(sys.stdin)
    compiler = typst.Compiler(
        job["template"],
        root=job["root"],
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": job["data"]},
    )
    pdf = _picture(compiler, job) if job["picture"] else _archival(typst, compiler, job)
    # The second look at the finished layout costs about a millisecond.
    places = compiler.query("<place>", field="value") if job["places"] else "[]"
    sys.stdout.buffer.write(json.dumps(json.loads(places)).encode() + b"\n" + pdf)
    return 0


def _picture(compiler: Any, job: dict[str, Any]) -> bytes:
    made = compiler.compile(format="png", ppi=job["picture"])
    return bytes(made[0] if isinstance(made, list) else made)


def _archival(typst: Any, compiler: Any, job: dict[str, Any]) -> bytes:
    """What an archive's PDF may not hold (a sign that no typeface has) makes the paper an ordinary
    one; it is made all the same."""
    options = {"format": "pdf", "timestamp": job["made_at"], "pdf_tags": job["tags"]}
    for standards in (job["standards"], ["a-2b"]):
        try:
            return bytes(compiler.compile(pdf_standards=standards, **options))
        except typst.TypstError as error:
            if not any(name in str(error) for name in ("PDF/A", "PDF/UA")):
                raise
    sys.stderr.write("not archival\n")
    return bytes(compiler.compile(**options))


if __name__ == "__main__":
    sys.exit(main())
