"""One posted page turned into answers. The names of the inputs are in the README of this app."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from formbuilder.domain.context import EMPTY_CONTEXT, Context
from formbuilder.domain.evaluation import ROW_ID, Evaluation
from formbuilder.domain.limits import MAX_POSTED_VALUES, MAX_ROWS, MAX_TEXT
from formbuilder.domain.problems import FieldError
from formbuilder.fieldtypes.base import Issue, Parsed, Posted, Question
from formbuilder.fieldtypes.common import reworded
from formbuilder.queries.compile import CompiledField, CompiledForm, evaluate
from formbuilder.queries.validate import AnswerCheck
from motcua.kernel.errors import TooLarge

Inputs = Mapping[str, Sequence[str]]
Files = Mapping[str, Sequence[Mapping[str, Any]]]
_LONGEST: Final = 2 * MAX_TEXT + 1
_NUMBERED: Final = re.compile(r"r([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class PageParse:
    """What a posted page says.

    ``answers`` are all answers of the draft with this page's changes; what could not be read is
    left as it was and named in ``errors``. ``stay`` means the page is to be shown again without
    being an error: a row was added or removed, a file let go, or questions appeared that the
    citizen has not seen yet (``revealed``). ``unknown`` lists posted names no field owns.
    """

    answers: dict[str, Any]
    errors: tuple[FieldError, ...]
    warnings: tuple[FieldError, ...]
    unknown: tuple[str, ...]
    revealed: tuple[str, ...]
    stay: bool
    evaluation: Evaluation

    @property
    def is_valid(self) -> bool:
        return not self.errors


def parse_page(
    compiled: CompiledForm,
    page_id: str,
    posted: Inputs,
    files: Files | None = None,
    existing: Mapping[str, Any] | None = None,
    *,
    context: Context = EMPTY_CONTEXT,
) -> PageParse:
    """Read and check one page.

    ``files`` maps input names to descriptions of files already stored. Raises
    ``UnknownFormPage``, and ``TooLarge`` for an absurd number of inputs.
    """
    if sum(len(values) for values in posted.values()) > MAX_POSTED_VALUES:
        raise TooLarge(_("Trang gửi lên có quá nhiều dữ liệu"))
    shortened = _shortened(posted)
    reader = _PageReader(compiled, page_id, shortened, files or {}, existing or {}, context=context)
    return reader.read()


def _shortened(posted: Inputs) -> Inputs:
    """Text longer than any answer may be is cut to where it is still too long, before it costs."""
    if all(len(value) <= _LONGEST for values in posted.values() for value in values):
        return posted
    return {name: [value[:_LONGEST] for value in values] for name, values in posted.items()}


class _PageReader:
    def __init__(
        self,
        compiled: CompiledForm,
        page_id: str,
        posted: Inputs,
        files: Files,
        existing: Mapping[str, Any],
        *,
        context: Context,
    ) -> None:
        self.compiled, self.context = compiled, context
        self.page = compiled.page(page_id)
        self.posted, self.files = posted, files
        self.answers = dict(existing)
        self.before = evaluate(compiled, existing, context)
        self.language = get_language() or "vi"
        self.issues: dict[str, tuple[CompiledField, Issue]] = {}
        self.absent: dict[str, tuple[CompiledField, dict[str, Any]]] = {}
        """Inputs that were not posted: path to field and the answers it lives in."""
        self.emptied: dict[str, CompiledField] = {}
        """Inputs that were posted empty, as browsers without scripts do with hidden ones."""
        self.known: set[str] = set()
        self.stay = False

    def read(self) -> PageParse:
        for item in self.page.fields:
            if item.type.kind == "rows":
                self._read_group(item)
            else:
                self._read_field(item, item.id, self.answers)
        self._clear_unticked()
        after = evaluate(self.compiled, self.answers, self.context)
        revealed = self._revealed(after)
        errors, warnings = self._check(after, revealed)
        return PageParse(
            answers=self.answers,
            errors=errors,
            warnings=warnings,
            unknown=self._unknown(),
            revealed=revealed,
            stay=self.stay or bool(revealed),
            evaluation=after,
        )

    def _read_field(self, item: CompiledField, path: str, into: dict[str, Any]) -> None:
        name = "f-" + path.replace("/", "-")
        self.known.update(
            name + part for part in (*item.type.endings(item.settings), "", "-present", "-remove")
        )
        if item.is_calculated or not item.type.answers:
            return
        posted = Posted(name, self.posted, self.files, into.get(item.id))
        question = Question(item.label(self.language), item.field.required, self.context)
        parsed = item.type.parse(posted, item.settings, question)
        if item.type.kind == "files" and posted.many("-remove"):
            self.stay = True
        self._keep(item, path, into, parsed)

    def _keep(self, item: CompiledField, path: str, into: dict[str, Any], parsed: Parsed) -> None:
        if not parsed.given:
            self.absent[path] = (item, into)
        elif parsed.issue is not None:
            self.issues[path] = (item, reworded(parsed.issue, item.settings, self.language))
        elif parsed.value is None:
            self.emptied[path] = item
            into.pop(item.id, None)
        else:
            into[item.id] = parsed.value

    def _read_group(self, group: CompiledField) -> None:
        prefix = f"f-{group.id}-"
        self.known.update((prefix + "rows", prefix + "add"))
        ids = self._row_ids(prefix)
        adding = prefix + "add" in self.posted
        if ids is None and not adding:
            self.absent[group.id] = (group, self.answers)
            return
        before = {row["_row"]: row for row in _rows_of(self.answers.get(group.id))}
        ids = list(before) if ids is None else ids
        removed = [row_id for row_id in ids if f"{prefix}{row_id}-remove" in self.posted]
        self.known.update(f"{prefix}{row_id}-remove" for row_id in removed)
        if len(ids) > MAX_ROWS:
            message = _("%(label)s có quá nhiều mục") % {"label": group.label(self.language)}
            self.issues[group.id] = (group, Issue("too_many", message))
        rows = []
        for row_id in ids[:MAX_ROWS]:
            row = dict(before.get(row_id, {})) | {"_row": row_id}
            for item in group.inner:
                self._read_field(item, f"{group.id}/{row_id}/{item.id}", row)
            if row_id not in removed:
                rows.append(row)
        self._store_rows(group, rows, adding=adding, removing=bool(removed))

    def _store_rows(
        self, group: CompiledField, rows: list[dict[str, Any]], *, adding: bool, removing: bool
    ) -> None:
        """Rows left blank are forgotten when the citizen moves on."""
        if adding and len(rows) < group.settings.max_rows:
            rows.append({"_row": _next_row_id(rows)})
        if adding or removing:
            self.stay = True
        else:
            rows = [row for row in rows if len(row) > 1 or self._has_issue(group, row)]
        if rows:
            self.answers[group.id] = rows
        else:
            self.answers.pop(group.id, None)
            self.emptied[group.id] = group

    def _has_issue(self, group: CompiledField, row: Mapping[str, Any]) -> bool:
        return any(f"{group.id}/{row['_row']}/{item.id}" in self.issues for item in group.inner)

    def _row_ids(self, prefix: str) -> list[str] | None:
        """Rows on the posted page in order; ``None`` when the group was not on it."""
        if prefix + "rows" in self.posted:
            given = list(self.posted[prefix + "rows"])
        else:
            names = [*self.posted, *self.files]
            tails = [name[len(prefix) :] for name in names if name.startswith(prefix)]
            given = [tail.partition("-")[0] for tail in tails if "-" in tail]
            if not given:
                return None
        return [row_id for row_id in dict.fromkeys(given) if ROW_ID.fullmatch(row_id)]

    def _clear_unticked(self) -> None:
        """Tick boxes that were on the page and came back empty hold no answer any more."""
        after = None
        for path, (item, into) in self.absent.items():
            if item.type.kind != "choices" or item.id not in into:
                continue
            after = after or evaluate(self.compiled, self.answers, self.context)
            if path in self.before.visible and path in after.visible:
                into.pop(item.id)

    def _revealed(self, after: Evaluation) -> tuple[str, ...]:
        """Visible questions of this page that the citizen cannot have seen yet."""
        unseen = {path: item for path, (item, _into) in self.absent.items()} | self.emptied
        return tuple(
            path
            for path, item in unseen.items()
            if path in after.visible
            and path not in self.before.visible
            and self.page.id in self.before.visible
            and item.field.visible_if is not None
            and f"f-{path.replace('/', '-')}-present" not in self.posted
        )

    def _check(
        self, after: Evaluation, revealed: tuple[str, ...]
    ) -> tuple[tuple[FieldError, ...], tuple[FieldError, ...]]:
        check = AnswerCheck(self.compiled, after, self.context)
        for item in self.page.fields:
            if item.type.answers and item.id in after.values:
                check.field(item, self.answers.get(item.id))
        unread = [
            FieldError(item.id, path, issue.code, issue.message, issue.part)
            for path, (item, issue) in self.issues.items()
            if path in after.visible
        ]
        silent = self.issues.keys() | set(revealed)
        errors = [error for error in check.errors if error.path not in silent]
        place = {item.id: number for number, item in enumerate(self.page.fields)}
        found = sorted(
            [*unread, *errors], key=lambda error: place.get(error.path.partition("/")[0], 0)
        )
        return tuple(found), tuple(check.warnings)

    def _unknown(self) -> tuple[str, ...]:
        names = {*self.posted, *self.files} - self.known
        return tuple(sorted(name[:120] for name in names if name.startswith("f-")))


def _rows_of(value: Any) -> list[dict[str, Any]]:
    if type(value) is not list:
        return []
    return [
        row
        for row in value
        if type(row) is dict and type(row.get("_row")) is str and ROW_ID.fullmatch(row["_row"])
    ]


def _next_row_id(rows: list[dict[str, Any]]) -> str:
    numbers = [int(match[1]) for row in rows if (match := _NUMBERED.fullmatch(row["_row"]))]
    return f"r{max(numbers, default=0) + 1}"
