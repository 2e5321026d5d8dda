"""A value that fits a JSON Schema, as far as schemas of answers go."""

import random
from collections.abc import Mapping
from datetime import date
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

Schema = Mapping[str, Any]
MAX_DEPTH: Final = 8
MAX_STEPS: Final = 2_000


def value_of_schema(schema: Schema, chance: random.Random, words: str, depth: int = 0) -> Any:
    """``None`` where the schema says too little. ``words`` fill texts of no known form."""
    if depth > MAX_DEPTH:
        return None
    if "const" in schema or schema.get("enum"):
        return chance.choice(list(schema.get("enum") or [schema["const"]]))
    for options in (schema.get("anyOf"), schema.get("oneOf")):
        known = [each for each in options or () if each.get("type") != "null"]
        if known:
            return value_of_schema(chance.choice(known), chance, words, depth + 1)
    return _typed(schema, chance, words, depth)


def _typed(schema: Schema, chance: random.Random, words: str, depth: int) -> Any:
    made: Any = None
    match schema.get("type"):
        case "boolean":
            made = chance.random() < 0.5
        case "integer" | "number":
            made = _number(schema, chance)
        case "string":
            made = _text(schema, chance, words)
        case "array":
            made = _list(schema, chance, words, depth)
        case "object":
            made = _record(schema, chance, words, depth)
    return made


def _number(schema: Schema, chance: random.Random) -> int | float:
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    high = schema.get("maximum", schema.get("exclusiveMaximum", low + 20))
    return chance.randint(round(low), max(round(low), round(min(high, low + 1_000))))


def _text(schema: Schema, chance: random.Random, words: str) -> str | None:
    if pattern := schema.get("pattern"):
        try:
            return _Text(chance).of(parser.parse(pattern))
        except (ValueError, OverflowError, RecursionError, parser.error):
            return None
    if schema.get("format") == "date":
        return date(chance.randint(2020, 2025), chance.randint(1, 12), 15).isoformat()
    text = words
    while len(text) < schema.get("minLength", 0):
        text += " mẫu"
    return text[: schema.get("maxLength", 255)]


def _list(schema: Schema, chance: random.Random, words: str, depth: int) -> list[Any]:
    items = schema.get("items", {})
    if schema.get("uniqueItems") and items.get("enum"):
        options = list(items["enum"])
        least = max(1, schema.get("minItems", 1))
        most = min(len(options), schema.get("maxItems", 3))
        return chance.sample(options, min(len(options), chance.randint(least, max(least, most))))
    count = max(1, schema.get("minItems", 1))
    made = [value_of_schema(items, chance, words, depth + 1) for _ in range(min(count, 20))]
    return [each for each in made if each is not None]


def _record(schema: Schema, chance: random.Random, words: str, depth: int) -> dict[str, Any]:
    made = {
        key: value_of_schema(each, chance, words, depth + 1)
        for key, each in schema.get("properties", {}).items()
    }
    return {key: value for key, value in made.items() if value is not None}


class _Text:
    """A text that a simple pattern matches; anchors and look-arounds add nothing.

    Patterns are written by tenants, so the text is bounded whatever they ask to repeat.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left = MAX_STEPS

    def of(self, parsed: Any) -> str:
        return "".join(self._part(str(part), given) for part, given in parsed)

    def _part(self, part: str, given: Any) -> str:
        self._left -= 1
        if self._left < 0:
            raise OverflowError
        made = ""
        match part:
            case "LITERAL":
                made = chr(given)
            case "IN":
                made = _of_set(given, self._chance)
            case "ANY" | "NOT_LITERAL":
                made = "a"
            case "MAX_REPEAT" | "MIN_REPEAT":
                low, high = int(given[0]), int(given[1])
                times = self._chance.randint(low, max(low, min(high, low + 1)))
                made = "".join(self.of(given[2]) for _ in range(min(times, MAX_STEPS)))
            case "SUBPATTERN":
                made = self.of(given[-1])
            case "BRANCH":
                made = self.of(self._chance.choice(given[1]))
        return made


def _of_set(given: Any, chance: random.Random) -> str:
    letters: list[str] = []
    for kind, value in given:
        match str(kind):
            case "LITERAL":
                letters.append(chr(value))
            case "RANGE":
                letters += [chr(code) for code in range(value[0], min(value[1], value[0] + 40) + 1)]
            case "CATEGORY":
                letters += list("0123456789") if "DIGIT" in str(value) else list("abc")
            case "NEGATE":
                return "a"
    return chance.choice(letters) if letters else ""
