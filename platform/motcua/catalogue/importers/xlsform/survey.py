"""First pass over the survey: groups, repeats and questions, without their rules."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from formbuilder.api import field_types
from motcua.catalogue.importers.base import ImportRefused
from motcua.catalogue.importers.drafting import Data, FormDraft
from motcua.catalogue.importers.expressions import Target
from motcua.catalogue.importers.wording import MAX_PROSE, clean, has_hidden
from motcua.catalogue.importers.xlsform.choices import ChoiceList
from motcua.catalogue.importers.xlsform.sheets import Row
from motcua.catalogue.importers.xlsform.types import (
    KNOWN_APPEARANCES,
    METADATA,
    kind_of,
    range_settings,
)

MAX_NESTING: Final = 20
_UNREAD: Final = (
    "default", "trigger", "choice_filter", "media::image", "media::audio", "media::video", "image",
    "audio", "video", "autoplay", "accuracythreshold", "save_to", "big-image",
)  # fmt: skip


@dataclass(slots=True)
class Open:
    """A group or repeat that has begun: its row, its field when it repeats, its page on top."""

    row: Row
    kind: str
    around: tuple["Open", ...] = ()
    repeat: Data | None = None
    page: Data | None = None


@dataclass(slots=True)
class Asked:
    """A question, the row it came from, and what surrounds it."""

    question: Data
    row: Row
    around: tuple[Open, ...]
    word: str
    group: str = ""


@dataclass(slots=True)
class SurveyPass:
    form: FormDraft
    lists: dict[str, ChoiceList]
    title: dict[str, str]
    asked: list[Asked] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    opened: list[Open] = field(default_factory=list)
    groups: list[Open] = field(default_factory=list)
    _loose: Data | None = None
    _skipped: int = 0

    def run(self, rows: list[Row]) -> None:
        for row in rows:
            word = " ".join(row.get("type").lower().split())
            if not word:
                if row.get("name") or row.text("label"):
                    self._lose(row, "no_type", _("Dòng không có loại câu hỏi."))
                continue
            self._row(row, word)
        if self.opened:
            row = self.opened[-1].row
            raise ImportRefused(
                "unclosed_group", _("Nhóm ở dòng %(at)d không được đóng.") % {"at": row.number}
            )

    def _row(self, row: Row, word: str) -> None:
        plain = word.replace(" ", "_")
        if plain in ("begin_group", "begin_repeat"):
            self._open(row, plain)
        elif plain in ("end_group", "end_repeat"):
            self._close(row, plain)
        elif self._skipped:
            self._lose(row, "nested_repeat", _("Câu hỏi nằm trong nhóm lặp lồng nhau."))
        else:
            self._question(row, word)

    def _open(self, row: Row, plain: str) -> None:
        if len(self.opened) >= MAX_NESTING:
            raise ImportRefused("too_deep", _("Các nhóm lồng nhau hơn 20 tầng."))
        entry = Open(row, plain.removeprefix("begin_"), tuple(self.opened))
        inside = next((each for each in self.opened if each.repeat), None)
        if entry.kind == "repeat":
            if inside or self._skipped:
                self._skipped += 1
                self._lose(row, "nested_repeat", _("Nhóm lặp trong nhóm lặp không được hỗ trợ."))
            else:
                if not self.opened:
                    self._loose = self.form.page(
                        self._label(row) or self.title, name=row.get("name"), _place=row.place()
                    )
                entry.repeat = self._repeat(row)
        elif not self.opened:
            entry.page = self.form.page(
                self._label(row) or self.title, name=row.get("name"), _place=row.place()
            )
            self._loose = None
        elif self._label(row) and not self._skipped:
            self._heading(row)
        self.opened.append(entry)
        self.groups.append(entry)
        self._tell_unread(row)

    def _close(self, row: Row, plain: str) -> None:
        if not self.opened or self.opened[-1].kind != plain.removeprefix("end_"):
            raise ImportRefused(
                "unclosed_group", _("Dòng %(at)d đóng một nhóm chưa mở.") % {"at": row.number}
            )
        entry = self.opened.pop()
        if entry.kind == "repeat" and self._skipped:
            self._skipped -= 1
        elif not self.opened:
            self._loose = None

    def _repeat(self, row: Row) -> Data:
        label = self._label(row)
        question = self.form.question(
            "group", label or {"vi": row.get("name")}, name=row.get("name"), place=row.place()
        )
        question["fields"] = []
        count = row.get("repeat_count")
        if count.isdigit() and 1 <= int(count) <= 200:
            question["config"] = {"min_rows": int(count), "max_rows": int(count)}
        elif count:
            self._lose(row, "repeat_count", _("Số lần lặp tính theo biểu thức không được hỗ trợ."))
        self._page()["fields"].append(question)
        self.targets[row.get("name")] = Target(question["id"], "rows")
        return question

    def _heading(self, row: Row) -> None:
        """An inner group has no frame here; its name stands between the questions."""
        label = self._label(row)
        question = self.form.question(
            "heading", label, name=f"{row.get('name')}_tieu_de", place=row.place()
        )
        question["config"] = {"level": "3"}
        self._place(question, row, "note")

    def _page(self) -> Data:
        """Where the next question goes: the page of the outermost group, else the loose one."""
        if self.opened and self.opened[0].page:
            return self.opened[0].page
        if self._loose is None:
            self._loose = self.form.page(self.title, name="noi_dung")
        return self._loose

    def _place(self, question: Data, row: Row, word: str) -> None:
        repeat = next((each.repeat for each in self.opened if each.repeat), None)
        home = repeat["fields"] if repeat else self._page()["fields"]
        home.append(question)
        group = repeat["id"] if repeat else ""
        self.asked.append(Asked(question, row, tuple(self.opened), word, group))

    def _question(self, row: Row, word: str) -> None:
        name = row.get("name")
        head = word.partition(" ")[0]
        if head in METADATA:
            self._lose(row, "metadata", _("“%(type)s” do máy khảo sát ghi.") % {"type": head})
            return
        if head in ("select_one", "select_multiple", "rank", "select", "select1"):
            self._choice(row, head, row.get("type").split()[1:])
            return
        if head == "acknowledge":
            self._acknowledge(row)
            return
        if head in ("calculate", "hidden"):
            self._calculated(row)
            return
        found = kind_of(head, row.get("appearance"))
        if found is None:
            message = _("Loại câu hỏi “%(type)s” không có ở đây.") % {"type": word[:60]}
            self._lose(row, "type", message)
            return
        kind, settings = found
        if head in ("barcode", "datetime"):
            message = _("“%(type)s” thành câu hỏi chữ.") % {"type": head}
            self._lose(row, "type_changed", message)
        question = self._make(row, kind, name)
        question["config"] = settings
        self._parameters(row, head, question)
        if kind == "explanation":
            body = question["label"]
            question["label"] = {}
            question["config"]["body"] = {
                language: clean(text, lines=True, limit=MAX_PROSE)
                for language, text in body.items()
            }
        self._finish(question, row, head)

    def _parameters(self, row: Row, head: str, question: Data) -> None:
        if not row.get("parameters"):
            return
        rest = row.get("parameters")
        if head == "range":
            settings, rest = range_settings(rest)
            question["config"] |= settings
        if rest:
            message = _("Tham số “%(text)s” không được dùng.") % {"text": rest[:100]}
            self._lose(row, "parameters", message, "parameters")

    def _choice(self, row: Row, head: str, words: list[str]) -> None:
        if not words or words[0] not in self.lists:
            name = words[0] if words else ""
            message = _("Không có danh sách lựa chọn “%(name)s”.") % {"name": name[:60]}
            self._lose(row, "choice_list", message)
            return
        found = self.lists[words[0]]
        several = head in ("select_multiple", "rank", "select")
        question = self._make(row, "multiple_choice" if several else "single_choice", "")
        question["config"] = {"options": [dict(each) for each in found.options]}
        if head == "rank":
            self._lose(row, "type_changed", _("Câu xếp hạng thành câu chọn nhiều."))
        looks = row.get("appearance").lower().split()
        if not several and {"minimal", "dropdown", "autocomplete", "search"} & set(looks):
            question["config"]["display"] = "select"
        other = words[1:] == ["or_other"]
        if other:
            known = {each["value"] for each in question["config"]["options"]}
            if "other" not in known:
                question["config"]["options"].append(
                    {"value": "other", "label": {"vi": "Khác", "en": "Other"}}
                )
        self._finish(question, row, head, values=found.values)
        if other:
            self._other(row, question, several=several)

    def _other(self, row: Row, question: Data, *, several: bool) -> None:
        asked = self.form.question(
            "short_text", {"vi": "Ghi rõ", "en": "Please specify"},
            name=f"{row.get('name')}_other", place=row.place(),
        )  # fmt: skip
        test = {"op": "contains" if several else "eq",
                "args": [{"ref": question["id"]}, {"value": "other"}]}  # fmt: skip
        asked["visible_if"] = test
        asked["required"] = True
        self._place(asked, Row(row.sheet, row.number), "other")

    def _acknowledge(self, row: Row) -> None:
        question = self._make(row, "declaration", "")
        question["label"] = question["label"] or {"vi": "Tôi đồng ý"}
        question["config"] = {"purpose": "consent", "tick": dict(question["label"])}
        self._finish(question, row, "acknowledge", values={"OK": "true"})

    def _calculated(self, row: Row) -> None:
        """The type follows from the rule, which the second pass reads."""
        question = self._make(row, "short_text", "")
        if not row.get("calculation"):
            message = _("“%(name)s” không có phép tính nên không đưa vào.")
            self._lose(row, "type", message % {"name": row.get("name")[:60]})
            return
        question["label"] = question["label"] or {"vi": row.get("name")}
        self._finish(question, row, "calculate")

    def _make(self, row: Row, kind: str, name: str) -> Data:
        question = self.form.question(
            kind, self._label(row), name=name or row.get("name") or "cau_hoi", place=row.place()
        )
        hints: dict[str, str] = {}
        for column in ("hint", "guidance_hint"):
            for language, text in row.text(column).items():
                added = clean(text, lines=True, limit=5_000)
                hints[language] = f"{hints[language]}\n{added}" if hints.get(language) else added
        question["help"] = {language: text for language, text in hints.items() if text}
        if any(has_hidden(text) for words in row.words.values() for text in words.values()):
            self._lose(row, "hidden_characters", _("Đã bỏ ký tự ẩn trong văn bản."))
        return question

    def _finish(
        self, question: Data, row: Row, word: str, *, values: dict[str, str] | None = None
    ) -> None:
        name = row.get("name")
        if name in self.targets:
            message = _("Có hai câu hỏi tên “%(name)s”; quy tắc hiểu theo câu đầu.")
            self._lose(row, "double_name", message % {"name": name[:60]}, "name")
        self._place(question, row, word)
        kind = field_types.get(question["type"]).kind
        group = self.asked[-1].group
        self.targets.setdefault(name, Target(question["id"], kind, group, values or {}))
        self._tell_unread(row)

    def retype(self, asked: Asked, kind: str) -> None:
        """A calculation that can be read is never asked; ``kind`` is what it gives."""
        asked.question["type"], asked.question["config"] = "hidden", {}
        name = asked.row.get("name")
        if self.targets[name].field_id == asked.question["id"]:
            self.targets[name] = Target(asked.question["id"], kind, asked.group)

    def _label(self, row: Row) -> dict[str, str]:
        found = {}
        for language, text in row.text("label").items():
            if "${" in text:
                message = _("Nhãn chèn câu trả lời “%(text)s”; chỉ giữ chữ.")
                self._lose(row, "label_reference", message % {"text": text[:60]}, "label")
            if cleaned := clean(text.replace("${", "").replace("}", "") if "${" in text else text):
                found[language] = cleaned
        return found

    def _tell_unread(self, row: Row) -> None:
        for column in _UNREAD:
            if row.get(column):
                message = _("Cột “%(column)s” không được đưa vào.") % {"column": column}
                self._lose(row, "column", message, column)
        strange = set(row.get("appearance").lower().split()) - KNOWN_APPEARANCES
        if strange:
            message = _("Cách trình bày “%(words)s” không có ở đây.")
            words = ", ".join(sorted(strange))[:100]
            self._lose(row, "appearance", message % {"words": words}, "appearance")

    def _lose(self, row: Row, code: str, message: str, column: str = "") -> None:
        self.form.account.lose(row.place(column), code, message)
