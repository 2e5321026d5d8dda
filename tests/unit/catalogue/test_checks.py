import pytest

from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.queries.check_service import check_service, errors_in
from motcua.catalogue.registry import PublishCheck, publish_checks
from tests.factories.catalogue import small_document, small_page, small_steps


def codes(document):
    return {(problem.path, problem.code) for problem in check_service(document)}


def page_with(**fields):
    page = small_page()
    page["fields"][0] |= fields
    return {"pages": [page]}


def ref(field_id):
    return {"op": "filled", "args": [{"ref": field_id}]}


def test_the_small_document_is_publishable():
    assert errors_in(check_service(small_document())) == []


@pytest.mark.parametrize(
    ("parts", "path", "code"),
    [
        ({"form": {"pages": []}}, "form", "form.no_pages"),
        ({"form": page_with(visible_if=ref("fld_mat"))}, "form/pag_mot/fld_ho_ten",
         "form.unknown_field"),
        ({"form": page_with(visible_if=ref("fld_ho_ten"))}, "form/pag_mot/fld_ho_ten",
         "form.cycle"),
        ({"components": [{"id": "cmp_a", "name": {"vi": "Ảnh"}, "field_id": "fld_mat"}]},
         "components/cmp_a", "unknown_field"),
        ({"components": [{"id": "cmp_a", "name": {"vi": "Ảnh"}, "field_id": "fld_ho_ten"}]},
         "components/cmp_a", "not_a_file"),
        ({"components": [{"id": "cmp_a", "name": {"en": "Photo"}}]}, "components/cmp_a",
         "no_text"),
        ({"components": [{"id": "cmp_a", "name": {"vi": "Ảnh"}, "required_if": ref("fld_mat")}]},
         "components/cmp_a", "rule.unknown_field"),
        ({"fees": [{"id": "fee_a", "name": {"vi": "Phí"}, "quantity_field": "fld_mat"}]},
         "fees/fee_a", "unknown_field"),
        ({"fees": [{"id": "fee_a", "name": {"vi": "Phí"}, "quantity_field": "fld_ho_ten"}]},
         "fees/fee_a", "not_a_number"),
        ({"fees": [{"id": "fee_a", "name": {"vi": "Phí"}, "currency": "XAU"}]}, "fees/fee_a",
         "unknown_currency"),
        ({"fees": [{"id": "fee_a", "name": {"vi": "Phí"}},
                   {"id": "fee_b", "name": {"vi": "Phí"}, "currency": "USD"}]}, "fees",
         "mixed_currency"),
        ({"fees": [{"id": "fee_a", "name": {"vi": "Phí"}, "waivers": [{"id": "wvr_a"}]}]},
         "fees/fee_a/wvr_a", "no_reason"),
        ({"fees": [{"id": "fee_a", "name": {"vi": "Phí"}, "waivers": [
            {"id": "wvr_a", "reason": {"vi": "x"}, "from_date": "2026-02-01",
             "until_date": "2026-01-01"}]}]}, "fees/fee_a/wvr_a", "bad_dates"),
        ({"process": {"steps": []}}, "process", "no_steps"),
        ({"process": {"steps": [small_steps()[0] | {"name": {}}]}}, "process/stp_tiep_nhan",
         "no_text"),
        ({"clock": {"unit": "working_days", "amount": 0}}, "clock/amount", "no_term"),
        ({"clock": {"unit": "working_days", "amount": 1, "online_unit": "working_hours"}},
         "clock/online_amount", "no_term"),
        ({"clock": {"unit": "working_days", "amount": 9, "extended_amount": 3}},
         "clock/extended_amount", "bad_term"),
        ({"procedure": {"name": {"vi": "x"}, "sector": {"vi": "x"}}}, "procedure/code", "no_code"),
        ({"service": {"slug": "a", "name": {"en": "x"}, "summary": {"vi": "x"}}}, "service/name",
         "no_text"),
        ({"service": {"slug": "a", "name": {"vi": "x"}, "summary": {"vi": "x"}, "channels": []}},
         "service/channels", "no_channel"),
        ({"notices": [{"id": "ntc_a", "event": "issued", "subject": {"vi": "x"}}]},
         "notices/ntc_a", "no_text"),
        ({"notices": [{"id": "ntc_a", "event": "issued", "subject": {"vi": "{settings.key}"},
                       "body": {"vi": "x"}}]}, "notices/ntc_a", "unknown_placeholder"),
        ({"notices": [{"id": "ntc_a", "event": "issued", "subject": {"vi": "{{ case.code }}"},
                       "body": {"vi": "x"}}]}, "notices/ntc_a", "bad_placeholder"),
        ({"result": {"name": {"vi": "Giấy"}}}, "result/blocks", "no_template"),
        ({"result": {"name": {"vi": "x"}, "title": {"vi": "x"}, "blocks": [
            {"id": "blk_a", "kind": "paragraph", "text": {"vi": "{form.mat}"}}]}},
         "result/blk_a", "unknown_placeholder"),
        ({"result": {"name": {"vi": "x"}, "title": {"vi": "x"}, "blocks": [
            {"id": "blk_a", "kind": "group_table", "group_field": "fld_mat"}]}},
         "result/blk_a", "unknown_field"),
        ({"legal_bases": [{"id": "lgl_a"}]}, "legal_bases/lgl_a", "no_text"),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_place(parts, path, code):
    problems = check_service(small_document(**parts))
    assert (path, code) in {(problem.path, problem.code) for problem in problems}
    assert all(problem.message for problem in problems)


def test_a_waiver_without_legal_basis_is_only_warned_of():
    fees = [
        {
            "id": "fee_a",
            "name": {"vi": "Phí"},
            "waivers": [{"id": "wvr_a", "reason": {"vi": "Giảm"}}],
        }
    ]
    problems = check_service(small_document(fees=fees))
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("no_legal_basis", "warning")
    ]
    assert errors_in(problems) == []


def test_higher_apps_add_their_own_checks():
    class Grumpy(PublishCheck):
        key = "test.grumpy"

        def check(self, document):
            yield Problem("service/name", "grumpy", "Không thích tên này.")

    with publish_checks.temporarily(Grumpy()):
        assert ("service/name", "grumpy") in codes(small_document())
    assert ("service/name", "grumpy") not in codes(small_document())
