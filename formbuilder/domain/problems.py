"""What can be wrong with a form or with its answers."""

from dataclasses import dataclass

from motcua.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the form itself. ``path`` is a JSON pointer, ``subject`` a field or page id."""

    path: str
    code: str
    message: str
    subject: str = ""


class FormInvalid(Invalid):
    """A form that cannot be run. ``details["problems"]`` holds the ``Problem`` list."""

    code = "form_invalid"

    @property
    def problems(self) -> tuple[Problem, ...]:
        found = self.details.get("problems", ())
        return found if isinstance(found, tuple) else ()


class UnknownFormPage(Invalid):
    """The page id belongs to no page of this form."""

    code = "unknown_form_page"
    status = 404


@dataclass(frozen=True, slots=True)
class FieldError:
    """A fault of one answer. ``path`` is the field id, inside groups ``group/row/field``."""

    field_id: str
    path: str
    code: str
    message: str
    part: str = ""

    @property
    def input_name(self) -> str:
        """Name of the input to jump to."""
        return "f-" + self.path.replace("/", "-") + self.part
