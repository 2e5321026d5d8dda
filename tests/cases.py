"""Many small cases in one test: pytest spends some six milliseconds on each test of its own."""

import traceback
from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

_T = TypeVar("_T")


def try_each(
    cases: Iterable[_T], judge: Callable[[_T], None], *, name: Callable[[_T], str]
) -> None:
    """Try every case, also after one has failed; all that fail are told by name, with the reason.

    Without any case the test fails too: then the list it is made from was lost.
    """
    tried, wrong = 0, []
    for case in cases:
        tried += 1
        try:
            judge(case)
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 -- told with the others
            wrong.append(f"{name(case)}\n{traceback.format_exc(limit=-3)}")
    assert tried
    assert not wrong, f"{len(wrong)} of {tried} cases:\n" + "\n".join(wrong[:20])
