"""Files: the form keeps what is needed to find and prove them, never their content."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.cleaning import is_clean
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
from formbuilder.fieldtypes.common import AnswerConfig

MEBIBYTE: Final = 1024 * 1024
FileKind = Literal["pdf", "image", "word", "excel"]
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES: Final[Mapping[FileKind, tuple[str, ...]]] = {
    "pdf": ("application/pdf",),
    "image": ("image/jpeg", "image/png"),
    "word": (_WORD,),
    "excel": (_EXCEL,),
}
EXTENSIONS: Final[Mapping[FileKind, tuple[str, ...]]] = {
    "pdf": (".pdf",),
    "image": (".jpg", ".jpeg", ".png"),
    "word": (".docx",),
    "excel": (".xlsx",),
}
_KEYS: Final = {"file_id", "name", "size", "sha256", "media_type"}
_FILE_ID: Final = re.compile(r"[0-9A-Za-z-]{8,64}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class FileConfig(AnswerConfig):
    kinds: Annotated[list[FileKind], Setting(min_length=1, max_length=4)] = ["pdf", "image"]
    max_size_mb: Annotated[int, Setting(ge=1, le=100)] = 10
    max_count: Annotated[int, Setting(ge=1, le=MAX_FILES)] = 5

    @property
    def media_types(self) -> tuple[str, ...]:
        return tuple(media for kind in self.kinds for media in MEDIA_TYPES[kind])

    @property
    def extensions(self) -> tuple[str, ...]:
        return tuple(ending for kind in self.kinds for ending in EXTENSIONS[kind])


class File(FieldType[FileConfig]):
    """Stored as a list of ``{"file_id", "name", "size", "sha256", "media_type"}``.

    Newly stored files are added to those that are there; the values of ``…-remove`` are file ids
    to let go.
    """

    key = "file"
    label = {"vi": "Tệp đính kèm", "en": "Files"}
    group = "files"
    hint = {"vi": "Tải lên ảnh hoặc tài liệu", "en": "Upload pictures or documents"}
    keywords = ("tệp", "bản chụp", "bản scan", "đính kèm", "tải lên", "hồ sơ")
    icon = "paperclip"
    kind = "files"
    widget = "file"
    config = FileConfig

    def parse(self, posted: Posted, settings: FileConfig, question: Question) -> Parsed:
        added = [dict(entry) for entry in posted.files.get(posted.name, ())]
        removed = set(posted.many("-remove"))
        if not added and not removed:
            return NOT_GIVEN
        before = posted.existing if type(posted.existing) is list else []
        kept = [entry for entry in before if is_file(entry) and entry["file_id"] not in removed]
        return Parsed((kept + added)[:MAX_FILES] or None)

    def upload_limits(self, settings: FileConfig, ending: str = "") -> UploadLimits | None:
        if ending:
            return None
        return UploadLimits(
            settings.max_size_mb * MEBIBYTE, settings.media_types, settings.max_count
        )

    def check(self, value: Any, settings: FileConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not list or not all(is_file(entry) for entry in value):
            yield wrong_type(question)
            return
        if len({entry["file_id"] for entry in value}) != len(value):
            yield wrong_type(question)
        if len(value) > settings.max_count:
            known = {"label": question.label, "count": settings.max_count}
            yield Issue("too_many", _("%(label)s: nộp nhiều nhất %(count)d tệp") % known)
        for entry in value:
            yield from self._check_file(entry, settings)

    def _check_file(self, entry: dict[str, Any], settings: FileConfig) -> Iterator[Issue]:
        known = {"name": entry["name"], "size": settings.max_size_mb}
        if entry["size"] > settings.max_size_mb * MEBIBYTE:
            yield Issue("too_big", _("Tệp “%(name)s” lớn hơn %(size)d MB") % known)
        if entry["size"] == 0:
            yield Issue("empty_file", _("Tệp “%(name)s” không có nội dung") % known)
        if entry["media_type"] not in settings.media_types:
            known["kinds"] = ", ".join(ending[1:].upper() for ending in settings.extensions)
            yield Issue("file_kind", _("Tệp “%(name)s” phải có dạng %(kinds)s") % known)

    def display(self, value: Any, settings: FileConfig, language: str) -> str:
        return ", ".join(str(entry["name"]) for entry in value)

    def schema(self, settings: FileConfig) -> dict[str, Any]:
        return {
            "type": "array",
            "maxItems": settings.max_count,
            "items": {
                "type": "object",
                "properties": {
                    "file_id": {"type": "string"},
                    "name": {"type": "string", "maxLength": 255},
                    "size": {"type": "integer", "maximum": settings.max_size_mb * MEBIBYTE},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "media_type": {"enum": list(settings.media_types)},
                },
                "required": sorted(_KEYS),
                "additionalProperties": False,
            },
        }

    def missing(self, settings: FileConfig, question: Question) -> Issue:
        return Issue("required", _("Tải lên %(noun)s") % {"noun": question.noun})

    def attributes(self, settings: FileConfig) -> dict[str, str]:
        return {"accept": ",".join(settings.extensions)}

    def facts(self, settings: FileConfig, language: str) -> dict[str, Any]:
        return {"accept": ",".join((*settings.extensions, *settings.media_types))}


def is_file(entry: Any) -> bool:
    if type(entry) is not dict or entry.keys() != _KEYS:
        return False
    name, size = entry["name"], entry["size"]
    return (
        all(type(entry[key]) is str for key in _KEYS - {"size"})
        and type(size) is int
        and size >= 0
        and 0 < len(name) <= 255
        and is_clean(name)
        and _FILE_ID.fullmatch(entry["file_id"]) is not None
        and _SHA256.fullmatch(entry["sha256"]) is not None
    )
