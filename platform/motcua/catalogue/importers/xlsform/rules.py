"""Second pass: relevance, requirements, constraints and calculations, when all names are known."""

from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.drafting import Account, Data, accepts, all_of
from motcua.catalogue.importers.expressions import (
    Node,
    NotRead,
    read_xpath,
    write_condition,
)
from motcua.catalogue.importers.expressions.writing import Written, write_typed
from motcua.catalogue.importers.wording import clean
from motcua.catalogue.importers.xlsform.constraints import settings_of
from motcua.catalogue.importers.xlsform.sheets import Row
from motcua.catalogue.importers.xlsform.survey import Asked, Open, SurveyPass

_YES: Final = frozenset({"yes", "true", "true()", "1", "có", "co"})
_NO: Final = frozenset({"", "no", "false", "false()", "0", "không", "khong"})
_MESSAGES: Final = (
    ("constraint_message", "message_invalid"),
    ("required_message", "message_required"),
)


class RulePass:
    def __init__(self, survey: SurveyPass, account: Account) -> None:
        self.survey = survey
        self.targets = survey.targets
        self.account = account
        self._of_groups: dict[int, Data | None] = {}

    def run(self) -> None:
        self._calculations()
        for entry in self.survey.groups:
            rule = self._condition(entry.row, "relevant", self._inside(entry))
            self._of_groups[id(entry)] = rule
            if rule and entry.page is not None:
                entry.page["visible_if"] = rule
            elif rule and entry.repeat is not None:
                entry.repeat["visible_if"] = self._around(entry, rule)
        for asked in self.survey.asked:
            self._question(asked)

    def _inside(self, entry: Open) -> str:
        """Groups inside a repeat may look at its rows; those outside may not."""
        return next((each.repeat["id"] for each in entry.around if each.repeat), "")

    def _around(self, entry: Open, rule: Data) -> Data | None:
        outer = [self._of_groups.get(id(each)) for each in entry.around if each.page is None]
        return all_of(*outer, rule)

    def _calculations(self) -> None:
        """Before all else, as they decide what kind of answer a name stands for.

        Twice: a calculation may use the result of one that stands below it.
        """
        waiting = [asked for asked in self.survey.asked if asked.word == "calculate"]
        for _round in range(2):
            for asked in waiting:
                written = self._typed(asked)
                if written is not None:
                    self.survey.retype(asked, written.kind)

    def _typed(self, asked: Asked) -> Written | None:
        try:
            node = read_xpath(asked.row.get("calculation"))
            return write_typed(node, self.targets, own=asked.row.get("name"), inside=asked.group)
        except NotRead:
            return None

    def _question(self, asked: Asked) -> None:
        row, question = asked.row, asked.question
        outer = [
            self._of_groups.get(id(entry))
            for entry in self._between(asked)
            if entry.kind == "group" and entry.page is None
        ]
        own = self._condition(row, "relevant", asked.group)
        rule = all_of(*outer, own, question.get("visible_if"))
        if rule:
            question["visible_if"] = rule
        self._required(asked)
        if row.get("constraint"):
            self._constraint(asked)
        if row.get("calculation"):
            self._calculate(asked)
        elif row.get("read_only").lower() in _YES and asked.word != "note":
            message = _("Câu hỏi chỉ đọc không có phép tính; người nộp sẽ điền được.")
            self.account.lose(row.place("read_only"), "read_only", message)
        self._messages(asked)

    def _messages(self, asked: Asked) -> None:
        """Own words for errors, where the type takes them."""
        for column, setting in _MESSAGES:
            words = {
                language: clean(text) for language, text in asked.row.text(column).items() if text
            }
            if words and accepts(asked.question["type"], setting):
                asked.question["config"][setting] = words
            elif words:
                message = _("Câu báo lỗi riêng (%(column)s) được thay bằng câu của nền tảng.")
                place = asked.row.place(column)
                self.account.lose(place, "message", message % {"column": column})

    def _between(self, asked: Asked) -> tuple[Open, ...]:
        """Groups whose condition the question must carry itself: those inside its repeat."""
        for index, entry in enumerate(asked.around):
            if entry.repeat is not None:
                return asked.around[index + 1 :]
        return asked.around

    def _required(self, asked: Asked) -> None:
        given = asked.row.get("required")
        if given.lower() in _NO or asked.word in ("note", "calculate"):
            return
        if given.lower() in _YES:
            asked.question["required"] = True
            return
        rule = self._condition(asked.row, "required", asked.group)
        if rule:
            asked.question["required_if"] = rule

    def _constraint(self, asked: Asked) -> None:
        node = self._read(asked.row, "constraint")
        if node is None:
            return
        question = asked.question
        settings, rest = settings_of(node, question["type"], question["config"])
        question["config"] |= settings
        if rest:
            message = _("Phần ràng buộc này không có thiết lập tương ứng: %(text)s")
            text = asked.row.get("constraint")[:200]
            self.account.lose(asked.row.place("constraint"), "constraint", message % {"text": text})

    def _calculate(self, asked: Asked) -> None:
        node = self._read(asked.row, "calculation")
        if node is None:
            return
        try:
            written = write_typed(node, self.targets, own=asked.row.get("name"), inside=asked.group)
        except NotRead as reason:
            self._lose(asked.row, "calculation", str(reason))
            return
        asked.question["calculate"] = written.rule

    def _condition(self, row: Row, column: str, inside: str) -> Data | None:
        if not row.get(column):
            return None
        node = self._read(row, column)
        if node is None:
            return None
        try:
            return write_condition(node, self.targets, own=row.get("name"), inside=inside)
        except NotRead as reason:
            self._lose(row, column, str(reason))
            return None

    def _read(self, row: Row, column: str) -> Node | None:
        try:
            return read_xpath(row.get(column))
        except NotRead as reason:
            self._lose(row, column, str(reason))
            return None

    def _lose(self, row: Row, column: str, reason: str) -> None:
        message = _("Biểu thức không đưa vào được (%(reason)s): %(text)s")
        known = {"reason": reason, "text": row.get(column)[:200]}
        self.account.lose(row.place(column), f"rule.{column}", message % known)
