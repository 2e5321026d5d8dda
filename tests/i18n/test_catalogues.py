"""The catalogues hold words for every string, with the same gaps to fill."""

import re
from functools import cache

import pytest
from babel.messages.pofile import read_po

from infra.dev import extract_messages

VIETNAMESE = extract_messages.ENGLISH.parents[2] / "vi/LC_MESSAGES/django.po"
EVERY = [extract_messages.ENGLISH, VIETNAMESE, VIETNAMESE.with_name("djangojs.po")]
GAPS = re.compile(r"%%|%\([^)]+\)[-+ #0]*\d*(?:\.\d+)?[a-z]|%[sd]|\{[^{}\s]*\}")
TONES = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
# Vietnamese words that English keeps.
NAMES = re.compile(r"đồng|\bđ\b|NĐ-CP|Motcua")
# "xoá", "khoẻ", "huỷ": the tone on the second vowel, where nothing follows it; "quý" is another.
OTHER_SPELLING = re.compile(r"(?:o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])\b", re.I)


@pytest.fixture(scope="module")
def wanted():
    """Every marked string: reading all sources takes seconds."""
    return extract_messages.marked_strings()


@cache
def catalogue(path):
    with path.open("rb") as handle:
        return read_po(handle)


def pairs(path):
    """Every (source, translation) that must agree; each plural form against each source form."""
    for message in catalogue(path):
        if not message.id:
            continue
        if isinstance(message.id, str):
            yield message.id, message.string
            continue
        for translation in message.string:
            yield message.id[-1], translation


@pytest.fixture(scope="module")
def english():
    return extract_messages.read_catalogue(extract_messages.ENGLISH)


def test_every_string_has_english_words(wanted, english):
    missing = extract_messages.untranslated(english, wanted)
    assert missing == [], "run python -m infra.dev.extract_messages and translate what is new"


def test_english_holds_no_string_that_is_gone(wanted, english):
    gone = [m.id for m in english if m.id and wanted.get(m.id, m.context) is None]
    assert gone == [], "run python -m infra.dev.extract_messages"


def test_vietnamese_is_spelled_one_way(wanted):
    """Not "huỷ" but "hủy", as laws and names of places have it; searching takes both."""
    marked = {form for m in wanted for form in ([m.id] if isinstance(m.id, str) else m.id)}
    translated = {words for path in EVERY[1:] for _, words in pairs(path)}
    assert [text for text in marked | translated if OTHER_SPELLING.search(text)] == []


def test_english_is_english():
    left = [
        text for _, text in pairs(extract_messages.ENGLISH) if TONES.search(NAMES.sub("", text))
    ]
    assert left == []


@pytest.mark.parametrize("path", EVERY, ids=["en", "vi", "vi-js"])
def test_gaps_to_fill_are_the_same(path):
    differ = [
        (source, translation)
        for source, translation in pairs(path)
        if set(GAPS.findall(source)) != set(GAPS.findall(translation))
    ]
    assert differ == []


@pytest.mark.parametrize("path", EVERY, ids=["en", "vi", "vi-js"])
def test_no_translation_is_empty_or_doubtful(path):
    wrong = [m.id for m in catalogue(path) if m.id and (m.fuzzy or not m.string)]
    assert wrong == []


def test_vietnamese_has_one_form_for_every_number():
    vietnamese = catalogue(VIETNAMESE)
    assert vietnamese.num_plurals == 1
    for message in vietnamese:
        if isinstance(message.id, tuple):
            assert len(message.string) == 1, message.id
