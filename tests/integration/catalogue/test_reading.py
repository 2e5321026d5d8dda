import pytest

from motcua.catalogue import api
from motcua.catalogue.library import demo_services
from motcua.catalogue.models import PublicService, ServiceVersion
from motcua.catalogue.queries.get_version import cache
from motcua.kernel.ids import new_id
from tenants.api import in_tenant
from tests.factories.catalogue import make_publisher, publish, small_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def named(name, **service):
    raw = small_document().to_json()
    raw["service"] |= {"name": {"vi": name}} | service
    return raw


def names(found):
    return [card.name["vi"] for card in found.items]


def test_search_ignores_tone_marks_order_and_knows_codes(inside_province, now):
    for document in demo_services("province"):
        if document.procedure.code in ("2.000635", "1.001193", "1.004873"):
            publish(document, now=now)
    assert names(api.list_published()) == [
        "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
        "Cấp giấy xác nhận tình trạng hôn nhân",
        "Đăng ký khai sinh",
    ]
    assert names(api.list_published("KHAI SINH DANG KY")) == ["Đăng ký khai sinh"]
    assert names(api.list_published("đăng kí khai sinh")) == ["Đăng ký khai sinh"]
    assert names(api.list_published("doc than")) == ["Cấp giấy xác nhận tình trạng hôn nhân"]
    assert names(api.list_published("1.001193")) == ["Đăng ký khai sinh"]
    assert names(api.list_published("001193")) == ["Đăng ký khai sinh"]
    assert len(api.list_published("hộ tịch").items) == 3
    assert names(api.list_published("khai sinh xây dựng")) == []
    assert names(api.list_published("_ _ '; DROP")) == []
    assert api.list_sectors() == ["Hộ tịch"]
    assert api.list_published(sector="Hộ tịch").total == 3
    assert api.list_published(sector="Đất đai").total == 0


def test_a_card_says_what_a_list_needs(inside_province, now):
    version = publish(demo_services("province")[0], now=now)
    (card,) = api.list_published().items
    assert (card.version_id, card.code, card.level) == (version.id, "2.000635", "full")
    assert card.channels == ("online", "counter", "post")
    assert not card.is_free
    assert card.name["en"].startswith("Copies")


def test_pages_and_queries_do_not_grow(inside_province, now, django_assert_num_queries):
    publish(named("Một"), now=now)
    with django_assert_num_queries(2):
        assert api.list_published().total == 1
    for name in ("Hai", "Ba"):
        publish(named(name), now=now)
    with django_assert_num_queries(2):
        found = api.list_published("", 2, 1)
    assert (names(found), found.total, found.limit, found.offset) == (["Hai", "Một"], 3, 2, 1)
    assert api.list_published("", 10_000, -5).limit == 100


def test_the_live_version_is_searched_and_not_the_draft(inside_province, now):
    from tests.factories.catalogue import make_builder

    version = publish(named("Tên cũ"), now=now)
    builder = make_builder()
    draft = api.get_draft(version.service_id, by=builder)
    api.apply_operations(
        service_id=draft.id,
        operations=[{"op": "update", "what": "service", "set": {"name": {"vi": "Tên mới"}}}],
        base_revision=draft.revision,
        by=builder,
        now=now,
    )
    assert names(api.list_published("cũ")) == ["Tên cũ"]
    assert api.list_published("mới").total == 0


def test_a_version_is_read_once_and_then_kept(inside_province, now, django_assert_num_queries):
    version = publish(small_document(), now=now)
    cache.clear()
    with django_assert_num_queries(2):
        api.get_version(version.id)
    with django_assert_num_queries(1):
        again = api.get_version(version.id)
    with django_assert_num_queries(0):
        frozen = api.get_frozen_service(version.id)
    with django_assert_num_queries(1):
        service = api.get_service_by_slug(version.slug)
    assert again.document is frozen.document is service.version.document
    assert again.compiled_form is frozen.compiled_form


def test_unknown_versions_and_services_are_missing(inside_province, now):
    with pytest.raises(api.VersionMissing):
        api.get_version(new_id())
    with pytest.raises(api.ServiceMissing):
        api.get_service(new_id())
    with pytest.raises(api.ServiceMissing):
        api.get_service_by_slug("khong-co")


def _with_the_same_id(version_id, name, now):
    """A version of this tenant that carries another tenant's id."""
    mine = publish(named(name), now=now)
    row = ServiceVersion.objects.get(id=mine.id)
    row.pk, row.number = version_id, 2
    row.save(force_insert=True)
    PublicService.objects.filter(id=row.service_id).update(live_version_id=version_id)
    return mine.slug


def test_the_same_version_id_in_two_tenants_is_two_versions(province, ministry, now):
    with in_tenant(province.schema_name):
        version = publish(named("Của tỉnh"), now=now)
    with in_tenant(ministry.schema_name):
        slug = _with_the_same_id(version.id, "Của bộ", now)
    cache.clear()
    for _ in range(3):
        with in_tenant(province.schema_name):
            assert api.get_version(version.id).document.service.name["vi"] == "Của tỉnh"
            assert names(api.list_published()) == ["Của tỉnh"]
        with in_tenant(ministry.schema_name):
            assert api.get_version(version.id).document.service.name["vi"] == "Của bộ"
            assert api.get_service_by_slug(slug).version.id == version.id
            assert names(api.list_published()) == ["Của bộ"]


def test_withdrawing_in_one_tenant_leaves_the_other(province, ministry, now):
    with in_tenant(province.schema_name):
        version = publish(named("Của tỉnh"), now=now)
    with in_tenant(ministry.schema_name):
        _with_the_same_id(version.id, "Của bộ", now)
    with in_tenant(province.schema_name):
        api.withdraw_service(
            service_id=version.service_id, reason="Bãi bỏ", by=make_publisher(), now=now
        )
        assert api.get_version(version.id).is_withdrawn
    with in_tenant(ministry.schema_name):
        assert not api.get_version(version.id).is_withdrawn


def test_a_neighbour_s_version_is_missing(province, ministry, now):
    with in_tenant(province.schema_name):
        version = publish(small_document(), now=now)
        api.get_version(version.id)
    with in_tenant(ministry.schema_name):
        with pytest.raises(api.VersionMissing):
            api.get_version(version.id)
        with pytest.raises(api.VersionMissing):
            api.get_frozen_service(version.id)
        with pytest.raises(api.ServiceMissing):
            api.get_service_by_slug(version.slug)
