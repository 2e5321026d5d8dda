"""Logic-less templates: ``{name}`` is replaced by a value, nothing else means anything.

No attribute access, no filters, no includes; an unknown name is refused at publishing and prints
as nothing afterwards.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{([a-z]+(?:\.[A-Za-z][A-Za-z0-9_]{0,63})?)\}")
_BRACES: Final = re.compile(r"\{[^{}\n]{0,80}\}?|\}")

CASE_NAMES: Final = frozenset(
    {
        "case.code",
        "case.reference",
        "case.submitted_at",
        "case.received_at",
        "case.due_at",
        "case.applicant_name",
        "case.applicant_number",
        "case.reason",
        "case.link",
        "case.fee_total",
        "service.name",
        "procedure.code",
        "procedure.name",
        "agency.name",
        "agency.address",
        "agency.phone",
        "tenant.name",
        "result.name",
        "result.number",
        "result.issued_on",
        "result.signer_name",
        "result.signer_title",
        "result.copies",
        "result.link",
    }
)
"""Names a template may use besides ``form.<key of a question>``."""


def names_in(text: str) -> Iterator[str]:
    return (match[1] for match in _PLACEHOLDER.finditer(text))


def broken_braces(text: str) -> list[str]:
    """Braces that are no placeholder: most likely a typing error of the author."""
    return [match[0] for match in _BRACES.finditer(_PLACEHOLDER.sub("", text))]


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with every placeholder replaced once; values are never looked at again."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), text)
