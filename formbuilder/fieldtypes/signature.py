"""A signature: the name typed by who signs, and the hand's own line where it can be drawn.

The typed name alone is a full answer, so nobody needs a pointer, a script or a steady hand. A
drawing is kept as a list of points: small, searchable for nothing, and unable to carry a script.
It is no electronic signature under the law; where one is needed the process asks for it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.domain.operators.base import RuleType
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    wrong_type,
)
from formbuilder.fieldtypes.common import AnswerConfig, named
from formbuilder.fieldtypes.short_text import ShortText, ShortTextConfig
from motcua.kernel.text import fold

WIDTH: Final = 1_000
HEIGHT: Final = 400
LONGEST: Final = 20_000
# Strokes parted by ";", points by a blank: "10,20 30,40;50,60".
_STROKES: Final = re.compile(r"[0-9]{1,4},[0-9]{1,4}(?:[ ;][0-9]{1,4},[0-9]{1,4})*")
_NAME: Final = ShortTextConfig(form="person_name", max_length=120)
_TYPED: Final = ShortText()


class SignatureConfig(AnswerConfig):
    drawing: Annotated[bool, named("Cho vẽ chữ ký", "Offer to draw")] = True
    """Offer to draw by finger, pen or mouse, besides typing the name."""

    @cached_property
    def size(self) -> tuple[int, int]:
        return WIDTH, HEIGHT


class Signature(FieldType[SignatureConfig]):
    """Stored as ``{"name": "Trần Văn Bình", "drawn": "10,20 30,40"}``."""

    key = "signature"
    label = {"vi": "Chữ ký", "en": "Signature"}
    group = "person"
    hint = {
        "vi": "Gõ họ tên để ký, hoặc vẽ thêm chữ ký",
        "en": "The name typed to sign, with a drawing if wanted",
    }
    keywords = ("ký tên", "chữ ký", "người khai ký", "vẽ")
    icon = "signature"
    kind = "parts"
    widget = "signature"
    config = SignatureConfig
    parts = ("-name", "-drawn")

    def parse(self, posted: Posted, settings: SignatureConfig, question: Question) -> Parsed:
        name = _TYPED.parse(Posted(f"{posted.name}-name", posted.values), _NAME, question)
        drawn = posted.one("-drawn")
        if not name.given and drawn is None:
            return NOT_GIVEN
        if name.issue is not None:
            return Parsed(issue=Issue(name.issue.code, name.issue.message, "-name"))
        value = {"name": name.value} if name.value else {}
        if drawn and settings.drawing:
            if not _is_drawing(drawn):
                return Parsed(issue=_unreadable_drawing(question))
            value["drawn"] = drawn
        return Parsed(value or None)

    def check(self, value: Any, settings: SignatureConfig, question: Question) -> Iterator[Issue]:
        if type(value) is not dict or not value.keys() <= {"name", "drawn"}:
            yield wrong_type(question)
            return
        if "drawn" in value and not _is_drawing(value["drawn"]):
            yield wrong_type(question)
        elif "name" not in value:
            yield self.missing(settings, question)
        else:
            for issue in _TYPED.check(value["name"], _NAME, question):
                yield Issue(issue.code, issue.message, "-name")

    def warn(self, value: Any, settings: SignatureConfig, question: Question) -> Iterator[Issue]:
        own = question.context.profile.get("full_name")
        if type(own) is str and own and fold(own) != fold(value["name"]):
            message = _("%(label)s: họ tên khác với tên trong tài khoản của ông/bà")
            yield Issue("other_person", message % {"label": question.label}, "-name")

    def display(self, value: Any, settings: SignatureConfig, language: str) -> str:
        if "drawn" not in value:
            return str(value["name"])
        note = "có chữ ký vẽ" if language.startswith("vi") else "with a drawn signature"
        return f"{value['name']} ({note})"

    def export(self, value: Any, settings: SignatureConfig) -> Any:
        return {"name": value["name"], "svg_path": path_of(value)}

    def schema(self, settings: SignatureConfig) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 120},
                "drawn": {"type": "string", "maxLength": LONGEST},
            },
            "required": ["name"],
            "additionalProperties": False,
        }

    def rule_parts(self, settings: SignatureConfig) -> dict[str, RuleType]:
        return {"name": "text", "drawn": "text"}

    def inputs(self, value: Any, settings: SignatureConfig) -> dict[str, list[str]]:
        if type(value) is not dict:
            return {}
        return {f"-{key}": [str(text)] for key, text in value.items() if key in ("name", "drawn")}

    def missing(self, settings: SignatureConfig, question: Question) -> Issue:
        message = _("Gõ họ và tên để ký: %(noun)s") % {"noun": question.noun}
        return Issue("required", message, "-name")


def path_of(value: Mapping[str, Any]) -> str:
    """The drawing as the path of an SVG of 1000 × 400; digits and letters M and L only."""
    drawn = value.get("drawn")
    if type(drawn) is not str or not _is_drawing(drawn):
        return ""
    return " ".join("M" + " L".join(stroke.split(" ")) for stroke in drawn.split(";"))


def _is_drawing(drawn: Any) -> bool:
    if type(drawn) is not str or len(drawn) > LONGEST or not _STROKES.fullmatch(drawn):
        return False
    points = (point.split(",") for point in re.split("[ ;]", drawn))
    return all(int(x) <= WIDTH and int(y) <= HEIGHT for x, y in points)


def _unreadable_drawing(question: Question) -> Issue:
    message = _("%(label)s: không đọc được nét vẽ. Xóa đi rồi vẽ lại, hoặc chỉ gõ họ tên")
    return Issue("drawing", message % {"label": question.label}, "-name")
