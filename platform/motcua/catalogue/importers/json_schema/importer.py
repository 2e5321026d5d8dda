"""JSON Schema: objects become pages and questions, arrays groups, ``if/then`` conditions.

Local references are followed, remote ones never. Keywords that only describe (``$comment``,
``examples``) are left out in silence; every other keyword without a counterpart is listed.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.assembling import assemble
from motcua.catalogue.importers.base import Imported, Importer, ImportRefused, Source
from motcua.catalogue.importers.bytes_in import read_json
from motcua.catalogue.importers.drafting import Account, Data, FormDraft, all_of
from motcua.catalogue.importers.json_schema.rules import (
    dicts,
    either,
    items,
    names_in,
    negated,
    properties,
    rows_of,
    test_of,
    unread,
)
from motcua.catalogue.importers.json_schema.types import (
    KNOWN,
    Schema,
    is_list_of_choices,
    kind_of,
    options_of,
    settings_of,
    type_of,
)
from motcua.catalogue.importers.wording import clean, without_markup

MAX_NESTING: Final = 12
MAX_STEPS: Final = 20_000
"""Schemas looked into; references make a small file describe a huge form."""


class JsonSchemaForm(Importer):
    """A JSON Schema (draft 7 to 2020-12) whose root is an object."""

    key = "jsonschema"
    label = {"vi": "JSON Schema", "en": "JSON Schema"}
    suffixes = (".json",)
    largest = 5_000_000

    def read(self, source: Source) -> Imported:
        root = read_json(source.content, self.largest)
        if not isinstance(root, dict) or not _is_schema(root):
            message = _("Tệp không phải JSON Schema: không có “properties” ở gốc.")
            raise ImportRefused("not_a_schema", message)
        account = Account()
        stem = clean(source.name.rpartition("/")[2].rpartition(".")[0], limit=120)
        title = clean(root.get("title")) or stem
        walked = _Walk(root, FormDraft(account), title)
        walked.run()
        origin = clean(root.get("$id") or root.get("id"), limit=200)
        about = clean(root.get("description"))
        return assemble(walked.form, title={"vi": title}, origin=origin, about=about)


def _is_schema(root: Schema) -> bool:
    if isinstance(root.get("properties"), dict):
        return True
    return isinstance(root.get("$ref"), str) or isinstance(root.get("allOf"), list)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the walk is: pointer into the schema, prefix of keys, questions to add to."""

    pointer: str
    prefix: str
    home: list[Data]
    depth: int = 0
    group: str = ""
    seen: frozenset[str] = frozenset()
    optional: bool = False
    """Inside an object that may be left out: what it requires is required only with it."""


@dataclass(slots=True)
class _Walk:
    root: Schema
    form: FormDraft
    title: str
    _steps: int = 0
    _loose: Data | None = None
    _asked: dict[str, Data] = field(default_factory=dict)
    """Questions by pointer of the property, for conditions."""
    _values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each choice, the values that have another name here."""

    def run(self) -> None:
        """Objects directly below the root are pages; all other properties share the first page."""
        schema, seen = self._resolved(self.root, "#", frozenset())
        self._object(schema, _Spot("#", "", [], 0, "", seen), top=True)

    def _page_of(self, name: str, schema: Schema, pointer: str) -> Data:
        title = clean(schema.get("title")) or name
        intro = clean(schema.get("description"), lines=True, limit=5_000)
        more: Data = {"intro": {"vi": intro}} if intro else {}
        return self.form.page({"vi": title}, name=name, _place=pointer, **more)

    def _object(self, schema: Schema, spot: _Spot, *, top: bool = False) -> None:
        names = set(names_in(schema.get("required")))
        for name, inner in properties(schema).items():
            self._property(name, inner, spot, required=name in names, top=top)
        for number, part in enumerate(dicts(schema.get("allOf"))):
            self._part(part, spot, f"{spot.pointer}/allOf/{number}", top=top)
        self._branches(schema, spot, top=top)
        self._tell(schema, spot.pointer)

    def _part(self, part: Schema, spot: _Spot, pointer: str, *, top: bool) -> None:
        """One member of ``allOf``: more properties, or a condition of its own."""
        resolved, seen = self._resolved(part, pointer, spot.seen)
        inner = replace(spot, pointer=pointer, depth=spot.depth + 1, seen=seen)
        self._deep(inner)
        self._object(resolved, inner, top=top)

    def _deep(self, spot: _Spot) -> None:
        self._steps += 1
        if spot.depth > MAX_NESTING:
            raise ImportRefused("too_deep", _("Các đối tượng lồng nhau hơn 12 tầng."))
        if self._steps > MAX_STEPS:
            raise ImportRefused("too_many_fields", _("Lược đồ mô tả quá nhiều câu hỏi."))

    def _resolved(
        self, schema: Schema, pointer: str, seen: frozenset[str]
    ) -> tuple[Schema, frozenset[str]]:
        """Follow ``$ref`` within the document; what stands beside it wins."""
        for _hop in range(10):
            ref = schema.get("$ref")
            if not isinstance(ref, str):
                return schema, seen
            own = {key: value for key, value in schema.items() if key != "$ref"}
            if not ref.startswith("#"):
                self._lose(pointer, "remote_ref", _("Tham chiếu ra ngoài tệp không được đọc."))
                return own, seen
            if ref in seen:
                self._lose(pointer, "recursive_ref", _("Tham chiếu quay vòng về chính nó."))
                return own, seen
            seen |= {ref}
            schema = {**self._lookup(ref, pointer), **own}
        return schema, seen

    def _lookup(self, ref: str, pointer: str) -> Schema:
        found: Any = self.root
        for part in ref.lstrip("#").split("/")[1:41]:
            name = part.replace("~1", "/").replace("~0", "~")
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, dict):
            return found
        message = _("Tham chiếu “%(ref)s” không có trong tệp.") % {"ref": ref[:80]}
        self._lose(pointer, "missing_ref", message)
        return {}

    def _property(
        self, name: str, raw: Any, spot: _Spot, *, required: bool, top: bool = False
    ) -> None:
        pointer = f"{spot.pointer}/properties/{name}"
        if not isinstance(raw, dict):
            if raw is not True and raw is not False:
                self._lose(pointer, "not_a_schema", _("Thuộc tính không phải lược đồ."))
            return
        schema, seen = self._resolved(raw, pointer, spot.seen)
        inner = replace(spot, pointer=pointer, depth=spot.depth + 1, seen=seen)
        self._deep(inner)
        kind = type_of(schema)
        if kind == "object":
            optional = spot.optional or not required
            self._nested(name, schema, replace(inner, optional=optional), top=top)
        elif kind == "array" and not is_list_of_choices(schema):
            self._array(name, schema, inner, required=required, top=top)
        else:
            self._question(name, schema, inner, required=required, top=top)

    def _nested(self, name: str, schema: Schema, spot: _Spot, *, top: bool) -> None:
        prefix = f"{spot.prefix}{name}_"
        if top:
            home = self._page_of(name, schema, spot.pointer)["fields"]
        else:
            home = self._home(spot, top=top)
            if title := clean(schema.get("title")):
                self._heading(title, prefix, home, spot)
        self._object(schema, replace(spot, prefix=prefix, home=home))

    def _heading(self, title: str, prefix: str, home: list[Data], spot: _Spot) -> None:
        name = f"{prefix}tieu_de"
        question = self.form.question("heading", {"vi": title}, name=name, place=spot.pointer)
        question["config"] = {"level": "3"}
        home.append(question)

    def _array(self, name: str, schema: Schema, spot: _Spot, *, required: bool, top: bool) -> None:
        if spot.group:
            message = _("Danh sách trong danh sách không được hỗ trợ.")
            self._lose(spot.pointer, "nested_repeat", message)
            return
        items_of = schema.get("items")
        raw = items_of if isinstance(items_of, dict) else {}
        inside, seen = self._resolved(raw, f"{spot.pointer}/items", spot.seen)
        question = self._make("group", name, schema, spot, required=required)
        question["config"] = rows_of(schema)
        question["fields"] = []
        self._home(spot, top=top).append(question)
        row = _Spot(
            f"{spot.pointer}/items", f"{spot.prefix}{name}_", question["fields"], spot.depth + 1,
            question["id"], seen,
        )  # fmt: skip
        self._deep(row)
        if type_of(inside) == "object":
            self._object(inside, row)
        elif inside:
            self._question("gia_tri", inside, row, required=True)
        self._tell(schema, spot.pointer)

    def _question(
        self, name: str, schema: Schema, spot: _Spot, *, required: bool, top: bool = False
    ) -> None:
        kind = kind_of(schema)
        if not kind:
            message = _("Không rõ kiểu của thuộc tính “%(name)s”.") % {"name": name[:60]}
            self._lose(spot.pointer, "type", message)
            return
        question = self._make(kind, name, schema, spot, required=required)
        settings, lost = settings_of(schema, kind)
        question["config"] = settings
        if kind in ("single_choice", "multiple_choice"):
            question["config"]["options"], values = options_of(schema, kind)
            self._values[question["id"]] = values
            if values:
                words = ", ".join(f"{old[:40]} → {new}" for old, new in list(values.items())[:20])
                message = _("Giá trị lựa chọn đổi tên: %(words)s") % {"words": words}
                self._lose(spot.pointer, "choice_values", message)
        for keyword in lost:
            self._lose(f"{spot.pointer}/{keyword}", "keyword", unread(keyword))
        self._home(spot, top=top).append(question)
        self._asked[spot.pointer] = question
        self._tell(schema, spot.pointer)

    def _make(self, kind: str, name: str, schema: Schema, spot: _Spot, *, required: bool) -> Data:
        label = clean(without_markup(str(schema.get("title") or name))) or name
        question = self.form.question(
            kind, {"vi": label}, name=f"{spot.prefix}{name}", place=spot.pointer
        )
        about = clean(schema.get("description"), lines=True, limit=5_000)
        if about:
            question["help"] = {"vi": about}
        question["required"] = required and not spot.optional
        if required and spot.optional:
            message = _("“%(name)s” chỉ bắt buộc khi có khai cả mục chứa nó; hãy đặt điều kiện.")
            self.form.account.decide(spot.pointer, "required", message % {"name": label})
        return question

    def _home(self, spot: _Spot, *, top: bool) -> list[Data]:
        """Questions right below the root share one page."""
        if not top:
            return spot.home
        if self._loose is None:
            self._loose = self.form.page({"vi": self.title}, name="noi_dung")
        found: list[Data] = self._loose["fields"]
        return found

    def _branches(self, schema: Schema, spot: _Spot, *, top: bool) -> None:
        """``if``, ``then``, ``else`` and what depends on a property being there."""
        condition = schema.get("if")
        if isinstance(condition, dict):
            rule = self._rule(condition, spot)
            if rule is None:
                self._lose(f"{spot.pointer}/if", "condition", _("Điều kiện không đưa vào được."))
            for key, test in (("then", rule), ("else", negated(rule))):
                self._branch(schema.get(key), test, spot, key, top=top)
        for key in ("dependentRequired", "dependencies"):
            for name, needed in items(schema.get(key)):
                test = self._filled(name, spot)
                if isinstance(needed, list):
                    self._branch({"required": needed}, test, spot, f"{key}/{name}", top=top)
                else:
                    self._branch(needed, test, spot, f"{key}/{name}", top=top)
        for name, needed in items(schema.get("dependentSchemas")):
            test = self._filled(name, spot)
            self._branch(needed, test, spot, f"dependentSchemas/{name}", top=top)

    def _branch(self, branch: Any, rule: Data | None, spot: _Spot, key: str, *, top: bool) -> None:
        """New properties are shown in this case only; others become required in it."""
        if not isinstance(branch, dict):
            return
        pointer = f"{spot.pointer}/{key}"
        names = names_in(branch.get("required"))
        before = set(self._asked)
        known = [name for name in properties(branch) if self._known(name, spot)]
        for name, inner in properties(branch).items():
            if name in known:
                self._lose(
                    f"{pointer}/properties/{name}",
                    "narrowed",
                    _("Ràng buộc thêm trong một trường hợp không được đưa vào."),
                )
            else:
                at = replace(spot, pointer=pointer, depth=spot.depth + 1)
                self._property(name, inner, at, required=name in names, top=top)
        for place in [place for place in self._asked if place not in before]:
            question = self._asked[place]
            question["visible_if"] = all_of(rule, question.get("visible_if"))
        for name in names:
            question_or_none = self._known(name, spot)
            if question_or_none is not None and rule is not None:
                question_or_none["required_if"] = either(question_or_none.get("required_if"), rule)
            elif question_or_none is not None:
                self._lose(f"{pointer}/required", "required", _("Điều kiện bắt buộc không rõ."))
        self._deep(replace(spot, depth=spot.depth + 1))
        if "if" in branch:
            self._lose(f"{pointer}/if", "condition", _("Điều kiện lồng nhau không được đưa vào."))
        self._tell(branch, pointer)

    def _known(self, name: str, spot: _Spot) -> Data | None:
        found = self._asked.get(f"{spot.pointer}/properties/{name}")
        if found is not None:
            return found
        root = spot.pointer.split("/allOf/")[0].split("/then")[0].split("/else")[0]
        return self._asked.get(f"{root}/properties/{name}")

    def _filled(self, name: str, spot: _Spot) -> Data | None:
        question = self._known(name, spot)
        return {"op": "filled", "args": [{"ref": question["id"]}]} if question else None

    def _rule(self, condition: Schema, spot: _Spot) -> Data | None:
        """``properties`` with constants, enumerations and bounds; all of them must hold."""
        if set(condition) - {"properties", "required", "type", "allOf", "anyOf", "not", "$comment"}:
            return None
        rules: list[Data | None] = []
        for name, test in properties(condition).items():
            question = self._known(name, spot)
            rules.append(
                test_of(question, test, self._values.get(question["id"]))
                if question is not None
                else None
            )
        rules += [self._rule(part, spot) for part in dicts(condition.get("allOf"))]
        choices = [self._rule(part, spot) for part in dicts(condition.get("anyOf"))]
        if choices:
            known = [rule for rule in choices if rule]
            rules.append({"op": "or", "args": known} if len(known) == len(choices) else None)
        if isinstance(condition.get("not"), dict):
            rules.append(negated(self._rule(condition["not"], spot)))
        if not rules:
            rules = [self._filled(name, spot) for name in names_in(condition.get("required"))]
        known = [rule for rule in rules if rule]
        return all_of(*known) if known and len(known) == len(rules) else None

    def _tell(self, schema: Schema, pointer: str) -> None:
        for keyword in schema:
            if keyword not in KNOWN and not keyword.startswith(("x-", "$")):
                self._lose(f"{pointer}/{keyword}", "keyword", unread(keyword))

    def _lose(self, place: str, code: str, message: str) -> None:
        self.form.account.lose(place, code, message)
