"""Small numbers are not shown, nor can they be had by subtraction."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.figures.progress import LEAST, Group, Progress, lines_by, together

NOW = datetime(2026, 6, 15, tzinfo=UTC)
REST = ""


def lines(sizes, **more):
    groups = {name: Group(None, uuid4(), Progress(submitted=size)) for name, size in sizes.items()}
    named = {id(group): name for name, group in groups.items()}
    found = lines_by(groups.values(), lambda group: named[id(group)], rest=REST)
    return [(name, progress.submitted) for name, progress in found]


def test_few_are_put_together_with_the_next_smallest():
    assert lines({"a": 50, "b": 20, "c": 6}) == [("a", 50), ("b", 20), ("c", 6)]
    assert lines({"a": 50, "b": 3, "c": 4}) == [("a", 50), (REST, 7)]
    # A single small line would follow from the sum: the next smallest hides it.
    assert lines({"a": 50, "b": 20, "c": 2}) == [("a", 50), (REST, 22)]
    assert lines({"a": 3}) == []
    assert lines({"a": 9, REST: 8}) == [("a", 9), (REST, 8)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=12))
def test_every_line_is_large_enough_and_nothing_is_lost(sizes):
    shown = lines({f"n{place}": size for place, size in enumerate(sizes)})
    assert all(size >= LEAST for _name, size in shown)
    if shown:
        assert sum(size for _name, size in shown) == sum(sizes)


def test_the_oldest_of_a_few_is_not_told():
    old = NOW - timedelta(days=40)
    few = Progress(submitted=9, in_hand=4, oldest_at=old)
    group, other = Group(None, uuid4(), few), Group(uuid4(), uuid4(), few)
    (line,) = lines_by([group], lambda _group: "a", rest=REST)
    assert line[1].oldest_at is None
    (line,) = lines_by([group, other], lambda _group: "a", rest=REST)
    assert line[1].oldest_at == old
    assert together([few, few]).in_hand == 8
    assert Progress(on_time=2, late=1).on_time_percent == 67
    assert Progress().on_time_percent is None
