"""A page of the form builder inside an officer's form: drawn and read as the citizen's pages are.

Nothing of it is stored until the deed is done. What the last look left (answers read, files stored)
travels with the form, sealed for the one officer and the one page.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from django.core import signing
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from formbuilder.api import (
    CompiledForm,
    Context,
    FieldError,
    PageParse,
    evaluate,
    parse_page,
    present,
)
from motcua.files import api as files
from motcua.formpages.render import PageState, render_page
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.submissions.api import file_input, read_path

KEPT: Final = "kept"
STAY: Final = "stay"
_SALT: Final = "office.page"
# As long as the longest session of staff: whoever comes back later fills in anew.
_AGE_SECONDS: Final = 8 * 3_600
_MOST_FILES: Final = 20


class Keepsake:
    """What travels with a form: answers of its page, files attached to the whole."""

    def __init__(self, text: str, *, key: str, by: Actor) -> None:
        self.key, self.by = key, by
        self.answers: dict[str, Any] = {}
        self.attached: list[dict[str, Any]] = []
        self.is_forged = False
        if text:
            self._open(text)

    def _open(self, text: str) -> None:
        try:
            found = signing.loads(text, salt=_SALT, max_age=_AGE_SECONDS)
        except signing.BadSignature:
            self.is_forged = True
            return
        if found["by"] != self.by.reference or found["key"] != self.key:
            self.is_forged = True
            return
        self.answers, self.attached = found["answers"], found["attached"]

    def sealed(self) -> str:
        if not self.answers and not self.attached:
            return ""
        held = {
            "by": self.by.reference,
            "key": self.key,
            "answers": self.answers,
            "attached": self.attached,
        }
        return signing.dumps(held, salt=_SALT, compress=True)


class OfficePage:
    """``existing``: what the page starts from; ``data``, ``given``: what was posted, if it was."""

    def __init__(
        self,
        form: CompiledForm,
        page_id: str,
        key: str,
        *,
        by: Actor,
        existing: Mapping[str, Any],
        data: QueryDict | None = None,
        given: "MultiValueDict[str, Any] | None" = None,
    ) -> None:
        self.form, self.page_id, self.key, self.by = form, page_id, key, by
        self.existing = existing
        self.is_posted = data is not None
        self.posted = _inputs(data)
        self._given = given
        self._stays = data is not None and STAY in data
        self.refused: list[FieldError] = []

    @cached_property
    def uploads(self) -> dict[str, list[dict[str, Any]]]:
        """Files of this post, stored once; what is wrong with one is in ``refused``."""
        stored: dict[str, list[dict[str, Any]]] = {}
        for name in self._given or ():
            found = file_input(self.form, name)
            if found is None or found[0].page_id != self.page_id:
                continue
            item, path, ending, limits = found
            known = {each["sha256"] for each in _entries(read_path(self.existing, path))}
            for upload in (self._given or MultiValueDict()).getlist(name)[:_MOST_FILES]:
                try:
                    view = files.store_upload(
                        stream=upload,
                        name=upload.name,
                        declared_type=upload.content_type or "",
                        limit_bytes=limits.max_bytes,
                        allowed=limits.media_types,
                        strip_metadata=True,
                        by=self.by,
                        now=timezone.now(),
                    )
                except DomainError as error:
                    fault = FieldError(item.id, path, error.code, error.message, ending)
                    self.refused.append(fault)
                    continue
                if view.sha256 not in known:
                    stored.setdefault(name, []).append(view.as_answer())
        return stored

    @cached_property
    def parsed(self) -> PageParse:
        return parse_page(
            self.form, self.page_id, self.posted, self.uploads, self.existing, context=self._world
        )

    @property
    def stays(self) -> bool:
        """To be shown again without being wrong: a row more, a file less."""
        return self.is_posted and (self._stays or self.parsed.stay)

    @property
    def errors(self) -> tuple[FieldError, ...]:
        if not self.is_posted or self.stays:
            return ()
        found = self.parsed.errors
        refused = {each.path for each in self.refused}
        return (
            *(each for each in found if not (each.code == "required" and each.path in refused)),
            *self.refused,
        )

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.parsed.answers if self.is_posted else self.existing

    def rows(self) -> list[tuple[str, str]]:
        """Questions and answers in words."""
        pages = present(self.form, dict(self.answers), "vi")
        return [(row.label, row.value) for page in pages for row in page.rows if row.value]

    def markup(self) -> SafeString:
        errors = self.errors
        state = PageState(
            answers=self.answers,
            evaluation=evaluate(self.form, self.answers, self._world),
            errors=errors,
            raw=self.posted if errors else {},
            world=self._world,
        )
        drawn = render_page(self.form, self.key, self.page_id, state, heading=3)
        return mark_safe(drawn)  # noqa: S308 -- escaped where it is drawn, as the citizen's pages

    @cached_property
    def _world(self) -> Context:
        return Context(today=timezone.localdate())


def input_name(error: FieldError) -> str:
    """What a link to the fault leads to."""
    return f"f-{error.path.replace('/', '-')}"


def keep_attached(
    uploads: Sequence[Any], before: Sequence[dict[str, Any]], *, by: Actor
) -> list[dict[str, Any]]:
    """Attached to the whole: those of earlier looks, and those of this post, each once.

    Raises ``DomainError`` in the words of what is wrong with a file.
    """
    kept = list(before)
    for upload in uploads:
        view = files.store_upload(
            stream=upload,
            name=upload.name,
            declared_type=upload.content_type or "",
            by=by,
            now=timezone.now(),
        )
        if view.sha256 not in {each["sha256"] for each in kept}:
            kept.append(view.as_answer())
    return kept


def forged_words() -> str:
    return _("Trang đã mở quá lâu hoặc của người khác. Hãy nhập lại và chọn lại tệp.")


def _inputs(data: QueryDict | None) -> dict[str, list[str]]:
    if data is None:
        return {}
    return {name: data.getlist(name) for name in data if name.startswith("f-")}


def _entries(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if "sha256" in each] if isinstance(value, list) else []
