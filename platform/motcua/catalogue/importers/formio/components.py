"""First pass over Form.io components: pages and questions, without their rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.api import field_types
from motcua.catalogue.importers.base import ImportRefused
from motcua.catalogue.importers.drafting import Data, FormDraft, accepts, option
from motcua.catalogue.importers.expressions import Target
from motcua.catalogue.importers.formio.types import (
    FRAMES,
    NOTHING,
    ROWS,
    WORDS,
    Component,
    kind_of,
    options_of,
    settings_of,
)
from motcua.catalogue.importers.wording import (
    MAX_LABEL,
    MAX_PROSE,
    Names,
    clean,
    has_hidden,
    has_markup,
    name_from,
    without_markup,
)

MAX_NESTING: Final = 20


@dataclass(slots=True)
class Placed:
    """A question or page, the component it came from, and the frames it must obey."""

    part: Data
    component: Component
    around: tuple[Component, ...]
    place: str
    group: str = ""


@dataclass(slots=True)
class Spot:
    """Where the walk is: path in the source, frames around, the rows of a grid if inside one."""

    path: str
    around: tuple[Component, ...] = ()
    home: list[Data] | None = None
    group: str = ""
    depth: int = 0


@dataclass(slots=True)
class ComponentPass:
    form: FormDraft
    title: dict[str, str]
    placed: list[Placed] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    _page: Data | None = None

    def run(self, components: list[Component], *, wizard: bool) -> None:
        """Panels on top are pages, in a wizard and elsewhere; what stands outside has its own."""
        for number, component in enumerate(components):
            spot = Spot(f"components/{number}")
            if component.get("type") == "panel":
                page = self._new_page(component, spot.path)
                self.placed.append(Placed(page, component, (), spot.path))
                self._page = page
                self._inside(component, spot)
                self._page = None
            else:
                self._component(component, spot)
        if wizard and not self.form.pages:
            self.lose("display", "empty", _("Biểu mẫu nhiều trang không có trang nào."))

    def _new_page(self, component: Component, path: str) -> Data:
        title = self.words(component.get("title") or component.get("label"), path)
        return self.form.page(
            {"vi": title} if title else self.title,
            name=str(component.get("key", "")),
            _place=path,
        )

    def _home(self, spot: Spot) -> list[Data]:
        if spot.home is not None:
            return spot.home
        if self._page is None:
            self._page = self.form.page(self.title, name="noi_dung")
        found: list[Data] = self._page["fields"]
        return found

    def _component(self, component: Component, spot: Spot) -> None:
        if spot.depth > MAX_NESTING:
            raise ImportRefused("too_deep", _("Các khung lồng nhau hơn 20 tầng."))
        kind = str(component.get("type", ""))
        if kind in NOTHING:
            if component.get("action", "submit") not in ("submit", "reset", None):
                self.lose(spot.path, "button", _("Nút bấm có hành động riêng."))
        elif kind in WORDS:
            self._words(component, spot)
        elif kind in ROWS:
            self._grid(component, spot)
        elif kind in FRAMES:
            self._frame(component, spot)
        elif kind == "survey":
            self._survey(component, spot)
        else:
            self._question(component, spot)

    def _inside(self, component: Component, spot: Spot, *, around: bool = False) -> None:
        frames = (*spot.around, component) if around else spot.around
        for path, each in _inner(component, spot.path):
            self._component(each, Spot(path, frames, spot.home, spot.group, spot.depth + 1))

    def _frame(self, component: Component, spot: Spot) -> None:
        """Frames are not drawn here; their name stands between the questions."""
        heading = component.get("legend") or (
            component.get("title") or component.get("label")
            if component.get("type") in ("panel", "container")
            and component.get("hideLabel") is not True
            else ""
        )
        words = self.words(heading, spot.path) if heading else ""
        if words:
            self._heading(words, component, spot)
        self._inside(component, spot, around=True)

    def _heading(self, words: str, component: Component, spot: Spot) -> None:
        name = f"{component.get('key', '')}_tieu_de"
        question = self.form.question("heading", {"vi": words}, name=name, place=spot.path)
        question["config"] = {"level": "3"}
        self._home(spot).append(question)
        around = (*spot.around, component)
        self.placed.append(Placed(question, {}, around, spot.path, spot.group))

    def _words(self, component: Component, spot: Spot) -> None:
        raw = component.get("html") or component.get("content") or component.get("label") or ""
        text = clean(without_markup(str(raw)), lines=True, limit=MAX_PROSE)
        if has_markup(str(raw)):
            message = _("Nội dung HTML chỉ giữ phần chữ.")
            self.lose(spot.path, "markup", message)
        if text:
            self._explain({"vi": text}, component, spot)

    def _explain(self, body: dict[str, str], component: Component, spot: Spot) -> None:
        name = f"{component.get('key', '')}_giai_thich"
        question = self.form.question("explanation", {}, name=name, place=spot.path)
        question["config"] = {"body": body, "style": "plain"}
        self._home(spot).append(question)
        self.placed.append(Placed(question, component, spot.around, spot.path, spot.group))

    def _grid(self, component: Component, spot: Spot) -> None:
        if spot.group:
            self.lose(spot.path, "nested_repeat", _("Bảng lặp trong bảng lặp không được hỗ trợ."))
            return
        question = self._make("group", component, spot)
        validate = component.get("validate")
        validate = validate if isinstance(validate, dict) else {}
        for name, setting in (("minLength", "min_rows"), ("maxLength", "max_rows")):
            value = str(validate.get(name))
            if value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= 200:
                question["config"][setting] = int(value)
        question["fields"] = []
        self._home(spot).append(question)
        self._target(component, Target(question["id"], "rows"))
        self.placed.append(Placed(question, component, spot.around, spot.path))
        inside = Spot(spot.path, (), question["fields"], question["id"], spot.depth + 1)
        self._inside(component, inside)

    def _survey(self, component: Component, spot: Spot) -> None:
        """A table of questions with the same answers: one choice for each question."""
        asked = component.get("questions")
        for entry in asked if isinstance(asked, list) else []:
            if isinstance(entry, dict):
                one = {
                    "type": "radio",
                    "key": f"{component.get('key', '')}_{entry.get('value', '')}",
                    "label": entry.get("label"),
                    "values": component.get("values"),
                    "validate": component.get("validate"),
                    "conditional": component.get("conditional"),
                }
                self._question(one, spot)

    def _question(self, component: Component, spot: Spot) -> None:
        kind = kind_of(component)
        if not kind:
            message = _("Loại thành phần “%(type)s” không có ở đây.")
            shown = clean(component.get("type"), limit=60)
            self.lose(spot.path, "type", message % {"type": shown})
            return
        question = self._make(kind, component, spot)
        settings, lost = settings_of(component, kind)
        question["config"] |= settings
        for name in lost:
            message = _("“%(name)s” không được đưa vào.") % {"name": name}
            self.lose(f"{spot.path}/{name}", "setting", message)
        self._messages(component, question, spot)
        if kind == "declaration":
            question["config"] |= {"purpose": "consent", "tick": dict(question["label"])}
        values: dict[str, str] = {}
        if kind in ("single_choice", "multiple_choice"):
            values = self._options(component, question, spot)
        self._home(spot).append(question)
        answer = field_types.get(kind).kind
        self._target(component, Target(question["id"], answer, spot.group, values))
        self.placed.append(Placed(question, component, spot.around, spot.path, spot.group))

    def _make(self, kind: str, component: Component, spot: Spot) -> Data:
        raw = component.get("label") or component.get("title") or component.get("key") or ""
        label = self.words(raw, spot.path) or "Câu hỏi"
        name = str(component.get("key") or label)
        question = self.form.question(kind, {"vi": label}, name=name, place=spot.path)
        hints = [
            clean(without_markup(str(component[key])), lines=True, limit=5_000)
            for key in ("description", "tooltip")
            if component.get(key)
        ]
        if hints:
            question["help"] = {"vi": "\n".join(hints)}
        validate = component.get("validate")
        question["required"] = isinstance(validate, dict) and validate.get("required") is True
        return question

    def _messages(self, component: Component, question: Data, spot: Spot) -> None:
        validate = component.get("validate")
        message = validate.get("customMessage") if isinstance(validate, dict) else None
        if not message:
            return
        if accepts(question["type"], "message_invalid"):
            question["config"]["message_invalid"] = {"vi": clean(message)}
        else:
            self.lose(spot.path, "message", _("Câu báo lỗi riêng không được đưa vào."))

    def _options(self, component: Component, question: Data, spot: Spot) -> dict[str, str]:
        """Options of the question; returns values of the source that are others here."""
        found = options_of(component)
        if found is None:
            source = clean(component.get("dataSrc"), limit=40)
            message = _("Danh sách lựa chọn lấy từ nguồn ngoài (%(source)s) không được đưa vào.")
            self.lose(spot.path, "choice_source", message % {"source": source})
            found = []
        names = Names(limit=60)
        values: dict[str, str] = {}
        options = []
        for each in found[:1_000]:
            raw = str(each.get("value", ""))
            given = names.give(_value(raw))
            if given != raw:
                values.setdefault(raw, given)
            label = self.words(each.get("label"), spot.path) or raw or given
            options.append(option(given, {"vi": label}))
        if len(found) > 1_000:
            self.lose(spot.path, "too_many_options", _("Danh sách có hơn 1.000 lựa chọn."))
        question["config"]["options"] = options
        if component.get("type") == "select" and question["type"] == "single_choice":
            question["config"]["display"] = "select"
        return values

    def _target(self, component: Component, target: Target) -> None:
        name = str(component.get("key", ""))
        if name in self.targets:
            message = _("Có hai thành phần tên “%(name)s”; quy tắc hiểu theo cái đầu.")
            self.lose(name, "double_name", message % {"name": name[:60]})
        self.targets.setdefault(name, target)

    def words(self, raw: Any, path: str) -> str:
        text = "" if raw is None else str(raw)
        if has_markup(text):
            self.lose(path, "markup", _("Nhãn có mã HTML, chỉ giữ phần chữ."))
            text = without_markup(text)
        if has_hidden(text):
            self.lose(path, "hidden_characters", _("Đã bỏ ký tự ẩn trong văn bản."))
        return clean(text, limit=MAX_LABEL)

    def lose(self, path: str, code: str, message: str) -> None:
        self.form.account.lose(path, code, message)


def _value(raw: str) -> str:
    plain = raw and len(raw) <= 60 and all(char.isalnum() or char in "_.-" for char in raw)
    return raw if plain and raw.isascii() else name_from(raw, limit=55, fallback="muc")


def _inner(component: Component, path: str) -> Iterator[tuple[str, Component]]:
    """Components inside one with their paths: plain, in columns, in a table's cells."""
    for key in ("components", "columns", "rows"):
        yield from _listed(component.get(key), f"{path}/{key}")


def _listed(value: Any, path: str) -> Iterator[tuple[str, Component]]:
    if not isinstance(value, list):
        return
    for number, each in enumerate(value):
        place = f"{path}/{number}"
        if isinstance(each, list):
            yield from _listed(each, place)
        elif isinstance(each, dict) and "type" in each:
            yield place, each
        elif isinstance(each, dict):
            yield from _listed(each.get("components"), f"{place}/components")
