import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.i18n import pick
from motcua.notifications.domain.default_texts import DEFAULT_NOTICES
from motcua.notifications.domain.texts import clean_value, fill, misused, one_line

HOSTILE = [
    "{settings.SECRET_KEY}",
    "{{settings.SECRET_KEY}}",
    "{0}",
    "{0.__class__}",
    "{code.__class__.__mro__}",
    "{code[0]}",
    "{code!r}",
    "{code:>1000000000}",
    "{}",
    "{% load static %}",
    "{% include '/etc/passwd' %}",
    "%(code)s",
    "{unknown}",
    "{",
    "}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_placeholder_stays_text(text):
    assert fill(text, {"code": "H36", "settings": "x"}) == text


@pytest.mark.parametrize("text", [text for text in HOSTILE if "{" in text or "}" in text])
def test_what_is_no_placeholder_is_refused_when_it_is_typed(text):
    assert misused(f"Hồ sơ {text}", allowed={"code"})


def test_values_are_not_looked_at_again():
    assert fill("{code}", {"code": "{link}", "link": "bí mật"}) == "{link}"


def test_values_are_one_clean_line():
    assert clean_value("a\r\nBcc: x@y\x00\u202eb") == "a Bcc: x@y b"
    assert len(clean_value("x" * 10_000)) == 300
    assert one_line("a\r\n b") == "a b"


@given(st.text(), st.dictionaries(st.sampled_from(["code", "link"]), st.text()))
def test_filling_never_fails(text, values):
    fill(text, values)
    misused(text, allowed=frozenset(values))


@pytest.mark.parametrize("notice", DEFAULT_NOTICES, ids=lambda notice: notice.key)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_default_texts_use_only_what_their_notice_offers(notice, language):
    assert notice.subject[language]
    assert notice.body[language]
    whole = pick(notice.subject, language) + pick(notice.body, language)
    assert misused(whole, allowed=notice.placeholders) == []
    assert "{name}" not in whole


def test_every_event_of_the_domain_reference_has_words():
    assert {notice.key for notice in DEFAULT_NOTICES} == {
        "submitted", "received", "refused", "supplement_asked", "fee_due", "paid", "step_moved",
        "result_ready", "late_apology", "withdrawn", "staff_work_item",
    }  # fmt: skip
