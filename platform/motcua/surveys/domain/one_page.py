"""All questions on one page: what its pages said by being pages is said by headings."""

from formbuilder.api import CompiledForm, Field, FormPage, FormSection, Rule

PAGE_ID = "pag_all"


def on_one_page(form: FormSection) -> FormSection:
    """The same questions with the same conditions; a page's condition is that of each of its
    parts."""
    sections = {each.id: each.visible_if for each in form.sections}
    fields: list[Field] = []
    for number, page in enumerate(form.pages, start=1):
        inherited = [sections.get(page.section or ""), page.visible_if]
        fields += [_under(each, inherited) for each in (*_words(page, number), *page.fields)]
    first = form.pages[0] if form.pages else FormPage(id=PAGE_ID)
    return FormSection(pages=[FormPage(id=PAGE_ID, title=first.title, fields=fields)])


def _words(page: FormPage, number: int) -> list[Field]:
    found = []
    if number > 1 and page.title:
        found.append(
            Field(id=f"fld_title_{number}", key=f"title_{number}", type="heading", label=page.title)
        )
    if page.intro:
        found.append(
            Field(
                id=f"fld_intro_{number}",
                key=f"intro_{number}",
                type="explanation",
                config={"body": page.intro},
            )
        )
    return found


def _under(field: Field, inherited: list[Rule | None]) -> Field:
    rules = [each for each in (*inherited, field.visible_if) if each is not None]
    if not rules:
        return field
    raw = [each.model_dump(mode="json") for each in rules]
    rule = raw[0] if len(raw) == 1 else {"op": "and", "args": raw}
    return Field.model_validate({**field.model_dump(mode="json"), "visible_if": rule})


def asks_something(compiled: CompiledForm) -> bool:
    return any(each.type.answers for each in compiled.fields.values())
