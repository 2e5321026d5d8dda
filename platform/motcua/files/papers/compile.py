"""Runs as a process of its own, on its own interpreter start: reads a job, writes a PDF.

Reads one JSON object from standard input: ``template`` (bare path), ``root``, ``fonts``, ``data``
(text), ``made_at`` (epoch seconds). Imports nothing of ours, so that it starts quickly and holds
no secret. Limits: processor time and memory are capped here, wall time by the parent.
"""

import json
import os
import resource
import sys

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
    pdf = typst.compile(
        job["template"],
        root=job["root"],
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": job["data"]},
        timestamp=job["made_at"],
    )
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
