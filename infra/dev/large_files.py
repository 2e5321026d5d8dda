"""A guard for commits: a repository remembers every large file for ever."""

from __future__ import annotations

import sys
from pathlib import Path

LARGEST = 1_000_000


def main(names: list[str]) -> int:
    """Name the files above the limit; returns the exit status."""
    large = [name for name in names if Path(name).is_file() and Path(name).stat().st_size > LARGEST]
    for name in large:
        print(f"{name} is larger than {LARGEST // 1_000_000} MB")
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
