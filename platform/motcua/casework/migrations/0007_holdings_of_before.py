from django.db import migrations

# Dossiers that were open before holdings were kept: what ``holder_*`` says becomes their row.
FILL = """
INSERT INTO casework_holding (
    id, case_id, item_id, step_id, step_name, kind, role, agency_id, agency_name,
    assignee_id, assignee_name, due_at)
SELECT gen_random_uuid(), id, holder_item_id, holder_step_id, holder_step_name, holder_step_kind,
    holder_role, holder_agency_id, holder_agency_name, holder_assignee_id, holder_assignee_name,
    COALESCE(holder_due_at, deadline_at, due_at, reception_due_at)
FROM casework_case WHERE holder_item_id IS NOT NULL
ON CONFLICT (item_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_parties")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
