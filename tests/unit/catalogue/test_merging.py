"""What the source changed comes in, own changes stay."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.domain.merging import conflicts, merge

OLD = {"title": "Cũ", "fields": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]}


def test_an_untouched_copy_becomes_the_new_source():
    new = {"title": "Mới", "fields": [{"id": "b", "label": "B"}, {"id": "c", "label": "C"}]}
    assert merge(OLD, new, OLD) == new


def test_own_changes_stay_and_the_rest_follows():
    new = {"title": "Mới", "fields": [{"id": "a", "label": "A2"}, {"id": "b", "label": "B2"}]}
    here = {"title": "Cũ", "fields": [{"id": "a", "label": "Của tôi"}, {"id": "b", "label": "B"}]}
    assert merge(OLD, new, here) == {
        "title": "Mới",
        "fields": [{"id": "a", "label": "Của tôi"}, {"id": "b", "label": "B2"}],
    }
    assert conflicts(OLD, new, here) == ["a/label"]


def test_own_parts_keep_their_place_and_dropped_ones_stay_dropped():
    new = {**OLD, "fields": [*OLD["fields"], {"id": "c", "label": "C"}]}
    here = {**OLD, "fields": [{"id": "a", "label": "A"}, {"id": "mine", "label": "M"}]}
    assert [each["id"] for each in merge(OLD, new, here)["fields"]] == ["a", "mine", "c"]


def test_a_part_the_source_dropped_goes():
    new = {**OLD, "fields": [{"id": "a", "label": "A"}]}
    here = {**OLD, "title": "Tôi"}
    assert merge(OLD, new, here) == {"title": "Tôi", "fields": [{"id": "a", "label": "A"}]}


PARTS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcde"), "label": st.sampled_from("xyz")}),
    max_size=5,
    unique_by=lambda part: part["id"],
)
DOCUMENTS = st.fixed_dictionaries({"title": st.sampled_from("xyz"), "fields": PARTS})


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_one_sided_merges_give_that_side_and_ids_stay_unique(old, new, here):
    assert merge(old, new, old) == new
    assert merge(old, old, here) == here
    ids = [part["id"] for part in merge(old, new, here)["fields"]]
    assert len(ids) == len(set(ids))
