from datetime import UTC, date, datetime

import pytest

from motcua.casework.domain.codes import CodePatternInvalid, format_code
from motcua.casework.domain.due_words import due_in_words
from motcua.casework.domain.masking import mask_name, mask_number
from motcua.casework.domain.outcomes import forward_outcome, is_supplement, supplement_outcome
from motcua.casework.domain.sentences import note_of, sentence_of
from tests.factories.workflow import local, official_calendar, usual_table

DAY = date(2026, 6, 15)


def code(pattern, number=7):
    return format_code(pattern=pattern, agency="H36.10", day=DAY, number=number)


def test_codes_follow_the_tenants_pattern():
    assert code("{agency}-{yymmdd}-{number:04d}") == "H36.10-260615-0007"
    assert code("{agency}-{yyyymmdd}-{number:07d}") == "H36.10-20260615-0000007"
    assert code("{agency}-{yymmdd}-{number:04d}", 12345) == "H36.10-260615-12345"


@pytest.mark.parametrize(
    "pattern",
    [
        "{agency.__class__}-{number:04d}",
        "{agency!r}-{number:04d}",
        "{number:>99999999d}",
        "{number:{number}d}",
        "{agency}-{yymmdd}",
        "{settings}-{number:04d}",
        "{agency:>9}-{number:04d}",
        "{",
        "<b>{number:04d}",
    ],
)
def test_other_patterns_are_refused(pattern):
    with pytest.raises(CodePatternInvalid):
        code(pattern)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (local(18, 6, 2026, "17:00"), "còn 3 ngày làm việc", "good"),
        (local(15, 6, 2026, "11:00"), "còn 2 giờ làm việc", "soon"),
        (local(15, 6, 2026, "09:20"), "còn 20 phút", "soon"),
        (local(12, 6, 2026, "17:00"), "quá hạn 2 giờ làm việc", "late"),
        (None, "", "none"),
    ],
)
def test_time_left_in_words(due, words, tone):
    now = local(15, 6, 2026, "09:00")
    said = due_in_words(calendar=official_calendar(), due_at=due, now=now)
    assert (said.text, said.tone) == (words, tone)


def test_a_paused_clock_says_so():
    now = datetime(2026, 6, 15, tzinfo=UTC)
    said = due_in_words(calendar=official_calendar(), due_at=now, now=now, paused=True)
    assert said.tone == "paused"


def test_masking():
    assert mask_name("Nguyễn Văn An") == "N***** V** A*"
    assert mask_name("") == ""
    assert mask_number("001190000123") == "*********123"
    assert mask_number("") == ""


def test_outcomes_are_told_by_meaning():
    table = usual_table()
    assert forward_outcome(table.step("receive"), table).id == "accept"
    assert forward_outcome(table.step("appraise"), table).id == "pass"
    assert supplement_outcome(table.step("appraise"), table).id == "supplement"
    assert supplement_outcome(table.step("sign"), table) is None
    assert not is_supplement(table.step("receive").outcome("refuse"), table)


def test_sentences_survive_missing_facts_and_odd_text():
    assert sentence_of("case.decided", {"step": "Ký", "outcome": "100% đúng"}) == "Ký: 100% đúng"
    assert sentence_of("case.decided", {}) == "–: –"
    assert sentence_of("case.unheard_of", {}) == "case.unheard_of"
    assert note_of({"reason": "", "note": "x"}) == "x"
