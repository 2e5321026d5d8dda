from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.form import all_fields, check_condition, top_fields
from motcua.catalogue.domain.checks.texts import check_placeholders, has_vietnamese
from motcua.catalogue.domain.components import Requirement
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.domain.result import Block, GroupTable, Heading, Paragraph, Rows
from motcua.kernel.i18n import pick


def check_components(document: ServiceDocument) -> Iterator[Problem]:
    for component in document.components:
        yield from _component(document, component)


def _component(document: ServiceDocument, component: Requirement) -> Iterator[Problem]:
    path = f"components/{component.id}"
    name = {"name": pick(component.name) or component.id}
    if not has_vietnamese(component.name):
        yield Problem(path, "no_text", _("Giấy tờ %(name)s chưa có tên tiếng Việt.") % name)
    place = _("giấy tờ “%(name)s”") % name
    yield from check_condition(document, component.required_if, name=place, path=path)
    if component.field_id is None:
        return
    field = all_fields(document.form).get(component.field_id)
    if field is None:
        message = _("Giấy tờ “%(name)s” gắn với một câu hỏi không còn trong biểu mẫu.")
        yield Problem(path, "unknown_field", message % name)
    elif field.type != "file":
        message = _("Giấy tờ “%(name)s” phải gắn với câu hỏi loại tệp đính kèm.")
        yield Problem(path, "not_a_file", message % name)


def check_result(document: ServiceDocument) -> Iterator[Problem]:
    result = document.result
    if not has_vietnamese(result.name):
        yield Problem("result/name", "no_text", _("Kết quả giải quyết chưa có tên tiếng Việt."))
    if not has_vietnamese(result.title) or not result.blocks:
        yield Problem(
            "result/blocks", "no_template", _("Giấy kết quả chưa có tiêu đề hoặc nội dung.")
        )
    if result.copies_field and result.copies_field not in top_fields(document.form):
        message = _("Số bản của giấy kết quả lấy từ một câu hỏi không còn trong biểu mẫu.")
        yield Problem("result/copies_field", "unknown_field", message)
    for text in (*result.title.values(), *result.name.values()):
        yield from check_placeholders(document, text, path="result/title", place=_("Giấy kết quả"))
    for block in result.blocks:
        yield from _block(document, block)


def _block(document: ServiceDocument, block: Block) -> Iterator[Problem]:
    path, place = f"result/{block.id}", _("Giấy kết quả")
    yield from check_condition(document, block.visible_if, name=place, path=path)
    if isinstance(block, GroupTable):
        fields = all_fields(document.form)
        if any(each not in fields for each in (block.group_field, *block.columns)):
            message = _("Bảng trong giấy kết quả dùng một câu hỏi không còn trong biểu mẫu.")
            yield Problem(path, "unknown_field", message)
        return
    for text in _texts(block):
        yield from check_placeholders(document, text, path=path, place=place)


def _texts(block: Heading | Paragraph | Rows) -> Iterator[str]:
    if isinstance(block, Rows):
        for row in block.rows:
            yield from (*row.label.values(), *row.value.values())
    else:
        yield from block.text.values()
