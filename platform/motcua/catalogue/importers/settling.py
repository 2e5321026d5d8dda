"""The last pass over an imported form: whatever the platform would refuse is taken out and told.

After it a draft opens in the designer, its rules run, and the report says what is missing.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import ValidationError

from formbuilder.api import Problem, check_form, field_types
from motcua.catalogue.domain.document import DocumentInvalid, ServiceDocument, parse_document
from motcua.catalogue.importers.base import ImportRefused
from motcua.catalogue.importers.drafting import Account, Data, walk
from motcua.kernel.errors import DomainError

_ROUNDS: Final = 6
_RULES: Final = ("visible_if", "calculate", "required_if")


def settle(data: Data, account: Account) -> ServiceDocument:
    """A document that can be stored and run. Raises ``ImportRefused``."""
    places = _take_places(data)
    for page in data["form"]["pages"]:
        for question in walk(page["fields"]):
            _fit_settings(question, places, account)
    document = _parse(data)
    for _round in range(_ROUNDS):
        faults = list(_rule_faults(check_form(document.form)))
        if not faults:
            return document
        _drop_rules(data, faults, places, account)
        document = _parse(data)
    _drop_all_rules(data, places, account)
    return _parse(data)


def _parse(data: Data) -> ServiceDocument:
    try:
        return parse_document(data)
    except DocumentInvalid as error:
        faults = error.details.get("faults")
        first = faults[0] if isinstance(faults, list) and faults else {}
        place = f" ({first['path']}: {first['message']})" if first else ""
        raise ImportRefused("not_a_document", error.message + place) from None
    except DomainError as error:
        raise ImportRefused("not_a_document", error.message) from None


def _take_places(data: Data) -> dict[str, str]:
    """Where each question and page came from; the marks themselves are not part of a document."""
    places: dict[str, str] = {}
    for page in data["form"]["pages"]:
        places[page["id"]] = page.pop("_place", page["id"])
        for question in walk(page["fields"]):
            places[question["id"]] = question.pop("_place", question["key"])
    return places


def _fit_settings(question: Data, places: Mapping[str, str], account: Account) -> None:
    """Keep the settings the type takes, leave out the others one by one."""
    model = field_types.get(question["type"]).config
    settings: Data = question.get("config") or {}
    place = places.get(question["id"], question["key"])
    for name in [name for name in settings if name not in model.model_fields]:
        settings.pop(name)
        _lose_setting(account, place, name)
    for _round in range(len(settings) + 1):
        try:
            model.model_validate(settings)
            break
        except ValidationError as error:
            at = error.errors()[0]["loc"]
            name = str(at[0]) if at else ""
            for bad in [name] if name in settings else list(settings):
                settings.pop(bad, None)
                _lose_setting(account, place, bad)
    question["config"] = settings
    _fit_pattern(question, place, account)


def _fit_pattern(question: Data, place: str, account: Account) -> None:
    """A pattern the platform's linear-time engine cannot run is left out."""
    kind, settings = field_types.get(question["type"]), question["config"]
    if not settings.get("pattern"):
        return
    issues = list(kind.check_settings(kind.config.model_validate(settings)))
    if any(issue.code == "pattern" for issue in issues):
        message = _("Mẫu chữ “%(pattern)s” không dùng được.")
        account.lose(place, "pattern", message % {"pattern": str(settings.pop("pattern"))[:100]})


def _lose_setting(account: Account, place: str, name: str) -> None:
    message = _("Thiết lập “%(name)s” không dùng được với loại câu hỏi này.")
    account.lose(place, "setting", message % {"name": name})


def _rule_faults(problems: list[Problem]) -> Iterator[tuple[str, str, str]]:
    """Owner, which rule (empty: any), and why; only of faults a rule has."""
    for problem in problems:
        which = next((rule for rule in _RULES if rule in problem.path), "")
        if which or problem.code in ("cycle", "rules_too_costly", "not_calculable"):
            yield problem.subject, which, problem.message


def _drop_rules(
    data: Data, faults: list[tuple[str, str, str]], places: Mapping[str, str], account: Account
) -> None:
    parts = {part["id"]: part for part in _parts(data)}
    for owner, which, why in faults:
        part = parts.get(owner)
        if part is None:
            _drop_all_rules(data, places, account)
            return
        for rule in [which] if which else list(_RULES):
            if part.pop(rule, None) is not None:
                account.lose(places.get(owner, owner), f"rule.{rule}", why)


def _drop_all_rules(data: Data, places: Mapping[str, str], account: Account) -> None:
    for part in _parts(data):
        for rule in _RULES:
            if part.pop(rule, None) is not None:
                message = _("Quy tắc của biểu mẫu quá lớn hoặc phụ thuộc vòng tròn.")
                account.lose(places.get(part["id"], part["id"]), f"rule.{rule}", message)


def _parts(data: Data) -> Iterator[dict[str, Any]]:
    for page in data["form"]["pages"]:
        yield page
        yield from walk(page["fields"])
