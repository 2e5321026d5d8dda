"""Several papers in one question, each with a name, limits of its own, a sample and a template."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

from formbuilder.domain.document import Label
from formbuilder.domain.limits import MAX_FILES
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    UploadLimits,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.file import File, FileConfig, FileKind, is_file
from motcua.kernel.i18n import pick

MAX_DOCUMENTS: Final = 30
Link = Annotated[
    str, Setting(max_length=500, pattern=r"^(?:https://[^\s\"'<>]+|/[^\s\"'<>/][^\s\"'<>]*)?$")
]
"""An address on this site, or a secure one elsewhere; never a script."""
_FILE: Final = File()


class DocumentKind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Setting(pattern=r"^[a-z][a-z0-9_]{0,39}$"), named("Khóa", "Key")]
    label: Annotated[Label, named("Tên giấy tờ", "Name")] = {}
    note: Annotated[Label, named("Hướng dẫn", "Note")] = {}
    min_count: Annotated[int, Setting(ge=0, le=20), named("Ít nhất (tệp)", "At least")] = 1
    max_count: Annotated[int, Setting(ge=1, le=20), named("Nhiều nhất (tệp)", "At most")] = 1
    kinds: Annotated[
        list[FileKind], Setting(min_length=1, max_length=4), named("Dạng tệp", "Kinds of file")
    ] = ["pdf", "image"]
    max_size_mb: Annotated[int, Setting(ge=1, le=100), named("Mỗi tệp (MB)", "Size (MB)")] = 10
    sample_url: Annotated[Link, named("Địa chỉ bản mẫu đã điền", "Address of a sample")] = ""
    template_url: Annotated[Link, named("Địa chỉ tệp mẫu để điền", "Address of a template")] = ""

    @cached_property
    def limits(self) -> FileConfig:
        return FileConfig(kinds=self.kinds, max_size_mb=self.max_size_mb, max_count=self.max_count)


class DocumentsConfig(AnswerConfig):
    documents: Annotated[
        list[DocumentKind], Setting(max_length=MAX_DOCUMENTS), named("Các giấy tờ", "Papers")
    ] = []

    @cached_property
    def by_key(self) -> dict[str, DocumentKind]:
        return {each.key: each for each in self.documents}


class Documents(FieldType[DocumentsConfig]):
    """Stored as a list of files, each with the key of its paper under ``document``."""

    key = "documents"
    label = {"vi": "Giấy tờ theo tên", "en": "Named papers"}
    group = "files"
    hint = {
        "vi": "Mỗi giấy tờ một ô tải lên, có giới hạn, bản mẫu, tệp mẫu",
        "en": "One upload for each paper, with limits, a sample and a template",
    }
    keywords = ("giấy tờ", "thành phần hồ sơ", "mẫu đơn", "bản mẫu", "tải lên")
    icon = "files"
    kind = "files"
    widget = "documents"
    config = DocumentsConfig

    def endings(self, settings: DocumentsConfig) -> list[str]:
        return [f"-{each.key}" for each in settings.documents] + ["-remove"]

    def upload_limits(self, settings: DocumentsConfig, ending: str = "") -> UploadLimits | None:
        document = settings.by_key.get(ending.removeprefix("-")) if ending else None
        return _FILE.upload_limits(document.limits) if document else None

    def parse(self, posted: Posted, settings: DocumentsConfig, question: Question) -> Parsed:
        added = [
            {**entry, "document": document.key}
            for document in settings.documents
            for entry in posted.files.get(f"{posted.name}-{document.key}", ())
        ]
        removed = set(posted.many("-remove"))
        if not added and not removed:
            return NOT_GIVEN
        before = posted.existing if type(posted.existing) is list else []
        kept = [entry for entry in before if _is_entry(entry) and entry["file_id"] not in removed]
        return Parsed((kept + added)[:MAX_FILES] or None)

    def check(self, value: Any, settings: DocumentsConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not list or not all(_is_entry(entry) for entry in value):
            yield wrong_type(question)
            return
        given = {entry["document"] for entry in value}
        ids = {entry["file_id"] for entry in value}
        if not given <= settings.by_key.keys() or len(ids) != len(value) or len(value) > MAX_FILES:
            yield wrong_type(question)
            return
        for document in settings.documents:
            own = [_bare(entry) for entry in value if entry["document"] == document.key]
            yield from self._check_document(document, own, question)

    def _check_document(
        self, document: DocumentKind, own: list[dict[str, Any]], question: Question
    ) -> Iterator[Issue]:
        asked = Question(_name(document), context=question.context)
        if len(own) < document.min_count:
            yield self._absent(document, len(own))
        elif own:
            for issue in _FILE.check(own, document.limits, asked):
                yield Issue(issue.code, issue.message, f"-{document.key}")

    def _absent(self, document: DocumentKind, there: int) -> Issue:
        known = {"name": _name(document), "count": document.min_count}
        message = _("Tải lên: %(name)s") if not there else _("%(name)s: cần ít nhất %(count)d tệp")
        return Issue("required", message % known, f"-{document.key}")

    def check_settings(self, settings: DocumentsConfig) -> Iterator[Issue]:
        if not settings.documents:
            yield Issue("no_documents", _("chưa có giấy tờ nào"))
        if len(settings.by_key) != len(settings.documents):
            yield Issue("duplicate_part", _("có hai giấy tờ cùng khóa"))
        if any(not pick(each.label) for each in settings.documents):
            yield Issue("unnamed_part", _("có giấy tờ chưa có tên"))
        if any(each.min_count > each.max_count for each in settings.documents):
            yield Issue("bounds", _("số tệp ít nhất lớn hơn số tệp nhiều nhất"))
        if "remove" in settings.by_key or "present" in settings.by_key:
            yield Issue("reserved_key", _("khóa “remove” và “present” không dùng được"))

    def display(self, value: Any, settings: DocumentsConfig, language: str) -> str:
        lines = []
        for document in settings.documents:
            names = [entry["name"] for entry in value if entry.get("document") == document.key]
            if names:
                lines.append(f"{pick(document.label, language)}: {', '.join(names)}")
        return "\n".join(lines)

    def schema(self, settings: DocumentsConfig) -> dict[str, Any]:
        found = _FILE.schema(FileConfig(kinds=["pdf", "image", "word", "excel"], max_size_mb=100))
        items = found["items"]
        items["properties"]["document"] = {"enum": list(settings.by_key)}
        items["required"] = sorted([*items["required"], "document"])
        return found | {"maxItems": MAX_FILES}

    def facts(self, settings: DocumentsConfig, language: str) -> Mapping[str, Any]:
        return {
            "documents": [
                {
                    "key": each.key,
                    "label": pick(each.label, language),
                    "note": pick(each.note, language),
                    "accept": ",".join((*each.limits.extensions, *each.limits.media_types)),
                    "required": each.min_count > 0,
                    "min_count": each.min_count,
                    "max_count": each.max_count,
                    "max_size_mb": each.max_size_mb,
                    "sample_url": each.sample_url,
                    "template_url": each.template_url,
                }
                for each in settings.documents
            ]
        }

    def all_missing(self, settings: DocumentsConfig, question: Question) -> Iterator[Issue]:
        needed = [each for each in settings.documents if each.min_count]
        for document in needed:
            yield self._absent(document, 0)
        if not needed:
            yield self.missing(settings, question)

    def missing(self, settings: DocumentsConfig, question: Question) -> Issue:
        first = f"-{settings.documents[0].key}" if settings.documents else ""
        return Issue("required", _("Tải lên %(noun)s") % {"noun": question.noun}, first)


def _name(document: DocumentKind) -> str:
    return pick(document.label, get_language() or "vi") or document.key


def _is_entry(entry: Any) -> bool:
    return type(entry) is dict and type(entry.get("document")) is str and is_file(_bare(entry))


def _bare(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in entry.items() if key != "document"}
