from uuid import uuid4

from motcua.catalogue.queries.get_version import VersionCache


def loader(value, size, calls):
    def load():
        calls.append(value)
        return value, size

    return load


def test_an_entry_is_loaded_once_per_schema():
    cache, calls, version = VersionCache(max_entries=5, max_bytes=1_000), [], uuid4()
    for _ in range(3):
        assert cache.get(("a", version), loader("a's", 10, calls)) == "a's"
        assert cache.get(("b", version), loader("b's", 10, calls)) == "b's"
    assert calls == ["a's", "b's"]


def test_the_least_recently_used_goes_first():
    cache, calls = VersionCache(max_entries=2, max_bytes=1_000), []
    keys = [("a", uuid4()) for _ in range(3)]
    cache.get(keys[0], loader(0, 1, calls))
    cache.get(keys[1], loader(1, 1, calls))
    cache.get(keys[0], loader(0, 1, calls))
    cache.get(keys[2], loader(2, 1, calls))
    cache.get(keys[0], loader(0, 1, calls))
    cache.get(keys[1], loader(1, 1, calls))
    assert calls == [0, 1, 2, 1]
    assert len(cache) == 2


def test_large_documents_count_by_size():
    cache, calls = VersionCache(max_entries=100, max_bytes=100), []
    for number in range(5):
        cache.get(("a", uuid4()), loader(number, 40, calls))
    assert len(cache) == 2
    cache.get(("a", uuid4()), loader("huge", 500, calls))
    assert len(cache) == 1
