"""Set-up that a hundred tests share: done by the product once a process, then by its own SQL.

The first test that needs a step does it; the statements that wrote something are kept, and the
next test at the same point sends them again in one round trip. The same rows are there then, with
the same keys. "The same point" is proved, not assumed: the same steps, in the same order, in a
test's transaction in which nothing else was written. Any other writing statement, or a rollback,
ends the story, and from there on everything is done for real.

What a step leaves elsewhere: files are written again when they are gone; the cache is emptied where
a story begins, for keys come back in test after test.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection

from motcua.files.models import StoredFile
from motcua.files.storage import private_storage
from motcua.kernel.schemas import current_schema

T = TypeVar("T")
_READS: Final = re.compile(r"\s*(SELECT|WITH|SAVEPOINT|RELEASE|SHOW|FETCH|CLOSE|DECLARE)\b")
_LOCKS: Final = re.compile(r"\bFOR (NO KEY )?UPDATE\b")
_WRITES: Final = re.compile(r"\b(INSERT|UPDATE|DELETE)\b")
_CHOOSES: Final = "set_config('search_path'"
_ROLLBACK: Final = "ROLLBACK"


@dataclass(frozen=True, slots=True)
class _Kept:
    statements: str
    files: tuple[str, ...]
    result: Any


_kept: dict[tuple[Hashable, ...], _Kept] = {}
_contents: dict[str, bytes] = {}


class Story:
    """The steps of one test so far; ``over`` once something else was written."""

    def __init__(self) -> None:
        self.steps: tuple[Hashable, ...] = ()
        self.over = True
        self._recorded: list[str] | None = None

    def begin(self) -> None:
        """Where nothing was written yet a new story begins; else the one that goes on goes on."""
        if self._recorded is not None:
            return
        if not _is_a_test_s_own():
            self.over = True
        elif _is_untouched():
            self.steps, self.over = (), False
            cache.clear()

    def step(self, key: Hashable, do: Callable[[], T]) -> T:
        """What ``do`` returns must hold nothing that a test changes."""
        if self.over or self._recorded is not None:
            return do()
        self.steps = (*self.steps, (current_schema(), key))
        kept = _kept.get(self.steps)
        if kept is None:
            kept = self._record(do)
        else:
            _send(kept.statements)
            _put_back(kept.files)
        result: T = kept.result
        return result

    def _record(self, do: Callable[[], Any]) -> _Kept:
        self._recorded = []
        try:
            result = do()
        except BaseException:
            self.over = True
            raise
        finally:
            recorded, self._recorded = self._recorded, None
        kept = _Kept(";\n".join(recorded), _read_files(), result)
        if not self.over:
            _kept[self.steps] = kept
        return kept

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        """See every statement of the connection (Django's ``execute_wrappers``)."""
        if not self.over:
            self._look_at(str(sql), params, many, context)
        return execute(sql, params, many, context)

    def _look_at(self, sql: str, params: Any, many: bool, context: Any) -> None:
        chooses = _CHOOSES in sql
        if not chooses and _READS.match(sql) and not _WRITES.search(_LOCKS.sub("", sql)):
            return
        if self._recorded is None:
            self.over = self.over or not chooses
        elif sql.startswith(_ROLLBACK):
            self.over = True
        else:
            sets = params if many else [params]
            self._recorded += [_text(context["cursor"].cursor, sql, each) for each in sets]


story = Story()


def current_story() -> Story:
    """The story of this connection, which is told of every statement from now on."""
    if story not in connection.execute_wrappers:
        connection.execute_wrappers.append(story)
    story.begin()
    return story


def _is_a_test_s_own() -> bool:
    """Inside the transaction that Django rolls back after the test."""
    blocks: Any = connection.atomic_blocks
    return bool(blocks) and blocks[0]._from_testcase


def _is_untouched() -> bool:
    """No row was written or locked in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NULL")
        return bool(cursor.fetchone()[0])


def _read_files() -> tuple[str, ...]:
    """Keys of the files of the current schema; what is in them is kept, too."""
    keys = tuple(StoredFile.objects.values_list("key", flat=True))
    for key in keys:
        if key not in _contents:
            with private_storage().open(key) as stream:
                _contents[key] = stream.read()
    return keys


def _put_back(files: tuple[str, ...]) -> None:
    storage = private_storage()
    for key in files:
        if not storage.exists(key):
            storage.save(key, ContentFile(_contents[key]))


def _text(cursor: Any, sql: str, params: Any) -> str:
    return cursor.mogrify(sql, params) if params is not None else sql


def _send(statements: str) -> None:
    with connection.cursor() as cursor:
        # Past the wrappers, and without parameters: the text is complete.
        cursor.cursor.execute(statements)
    # What was chosen last may not be what Django thinks.
    connection.search_path_set_schemas = None
