"""Many dossiers made by one statement: what lists see of them is real, the rest is left out.

Six in a hundred are open, two in three of these in somebody's hands; one unit in fifty is the one
that is measured. Names come from lists of common family, middle and given names.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

_CASES = """
INSERT INTO casework_case (
    id, submission_id, first_submission_id, draft_id, reference, code, service_id, version_id,
    service_slug, service_name, procedure_code, owner_name, submitter_name, receiver_name, parties,
    search_text, national_state, fee_state, channel, submitted_at, reception_due_at, received_at,
    original_due_at, due_at, deadline_at, finished_at, returned_at, receiving_agency_id,
    support_point, agency_ids, shared_with, holder_item_id, holder_step_id, holder_step_name,
    holder_step_kind, holder_role, holder_agency_id, holder_agency_name, holder_assignee_id,
    holder_assignee_name, holder_due_at, supplement_count, created_at, updated_at{more_columns})
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
    'NH-' || to_char(n, 'FM00000000'),
    CASE WHEN state <> 1 THEN 'H99-' || to_char(at, 'YYMMDD') || '-' || to_char(n, 'FM0000000') END,
    %(service)s::uuid, %(version)s::uuid, 'do-kiem', '{{"vi": "Thủ tục đo kiểm"}}', '1.000001', name,
    name, name, '\\x'::bytea, folded || ' nh-' || to_char(n, 'FM00000000'), state, 'none', 'online',
    at, at + interval '8 hours', CASE WHEN state <> 1 THEN at END, CASE WHEN state <> 1 THEN due END,
    CASE WHEN state <> 1 THEN due END, CASE WHEN is_open THEN due END,
    CASE WHEN NOT is_open THEN due - interval '1 day' END,
    CASE WHEN state = 10 THEN due END, agency, '', ARRAY[agency], '{{}}',
    CASE WHEN is_open THEN gen_random_uuid() END, CASE WHEN is_open THEN 'stp_' || role ELSE '' END,
    CASE WHEN is_open THEN 'Thẩm định' ELSE '' END,
    CASE WHEN is_open THEN (CASE role WHEN 'receptionist' THEN 'reception' WHEN 'leader'
        THEN 'approve' ELSE 'review' END) ELSE '' END,
    CASE WHEN is_open THEN role ELSE '' END, CASE WHEN is_open THEN agency END,
    CASE WHEN is_open THEN 'Đơn vị' ELSE '' END, CASE WHEN is_open THEN holder END,
    CASE WHEN is_open AND holder IS NOT NULL THEN 'Cán bộ' ELSE '' END,
    CASE WHEN is_open THEN due END, 0, at, at{more_values}
FROM (
    SELECT n, is_open, role, agency, at, due,
        CASE WHEN role <> 'receptionist' AND n %% 3 > 0 THEN
            (%(people)s::uuid[])[1 + place * 8 + n %% 8] END AS holder,
        CASE WHEN NOT is_open THEN 9 + n %% 2 WHEN role = 'receptionist' THEN 1 ELSE 4 END AS state,
        family || ' ' || middle || ' ' || given AS name,
        lower(translate(family || ' ' || middle || ' ' || given, %(marks)s, %(plain)s)) AS folded
    FROM (
        SELECT n, n %% 50 AS place, (n / 50) %% 100 < 6 AS is_open,
            (ARRAY['specialist', 'specialist', 'specialist', 'leader', 'receptionist'])
                [1 + (n / 5000) %% 5] AS role,
            (%(agencies)s::uuid[])[1 + n %% 50] AS agency,
            %(now)s::timestamptz - ((%(last)s - n) * interval '40 seconds') AS at,
            %(now)s::timestamptz + ((n::bigint * 7919) %% 40000 - 8000) * interval '1 minute' AS due,
            (ARRAY['Nguyễn','Trần','Lê','Phạm','Hoàng','Huỳnh','Phan','Vũ','Đặng','Bùi'])
                [1 + (n / 3) %% 10] AS family,
            (ARRAY['Văn','Thị','Đức','Hữu','Ngọc','Minh','Thanh','Quang'])[1 + (n / 7) %% 8] AS middle,
            (ARRAY['An','Bình','Chi','Dũng','Giang','Hà','Khánh','Lan','Mai','Nam','Oanh','Phúc',
                'Quân','Sơn','Tâm','Uyên','Vinh','Xuân','Yến','Đạt'])[1 + (n / 11) %% 20] AS given
        FROM generate_series(%(first)s, %(last)s) AS n
    ) AS drawn
) AS made
"""
_HOLDINGS = """
INSERT INTO casework_holding (id, case_id, item_id, step_id, step_name, kind, role, agency_id,
    agency_name, assignee_id, assignee_name, due_at)
SELECT gen_random_uuid(), id, holder_item_id, holder_step_id, holder_step_name, holder_step_kind,
    holder_role, holder_agency_id, holder_agency_name, holder_assignee_id, holder_assignee_name,
    holder_due_at
FROM casework_case WHERE holder_item_id IS NOT NULL
ON CONFLICT (item_id) DO NOTHING
"""
_MARKS = "ễầêạàỳũặùăịứữọáểảôấơâươịđĐÁếề"
_PLAIN = "eaeaayuauaiuuoaeaoaoauoiddaee"


def make_dossiers(
    *,
    first: int,
    last: int,
    agencies: Sequence[UUID],
    people: Sequence[UUID],
    service: UUID,
    version: UUID,
    now: datetime,
) -> None:
    """Numbers ``first`` to ``last`` in the current tenant; fifty agencies, eight people each."""
    values = {
        "first": first,
        "last": last,
        "agencies": list(agencies),
        "people": list(people),
        "service": service,
        "version": version,
        "now": now,
        "marks": _MARKS,
        "plain": _PLAIN,
    }
    columns, filled = _newer_columns()
    with connection.cursor() as cursor:
        cursor.execute(_CASES.format(more_columns=columns, more_values=filled), values)
        cursor.execute(_HOLDINGS)
        cursor.execute("ANALYZE casework_case")
        cursor.execute("ANALYZE casework_holding")


def _newer_columns() -> tuple[str, str]:
    """Columns that must be filled and are not named above: blank, false or nought."""
    named = {each.strip() for each in _CASES.split("(", 1)[1].split("{", 1)[0].split(",")}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = "
            "current_schema() AND table_name = 'casework_case' AND is_nullable = 'NO' "
            "AND column_default IS NULL"
        )
        missing = [(name, kind) for name, kind in cursor.fetchall() if name not in named]
    blanks = {"boolean": "false", "smallint": "0", "integer": "0", "ARRAY": "'{}'", "jsonb": "'{}'"}
    columns = "".join(f", {name}" for name, _kind in missing)
    return columns, "".join(f", {blanks.get(kind, chr(39) * 2)}" for _name, kind in missing)
