import django.db.models.deletion
import motcua.kernel.crypto
import motcua.kernel.ids
from django.db import migrations, models

# What was open before this table was: one work item a dossier.
FILL = """
INSERT INTO casework_holding (id, case_id, item_id, step_id, step_name, kind, role, agency_id,
    agency_name, assignee_id, assignee_name, due_at)
SELECT gen_random_uuid(), id, holder_item_id, holder_step_id, holder_step_name, holder_step_kind,
    holder_role, holder_agency_id, holder_agency_name, holder_assignee_id, holder_assignee_name,
    coalesce(holder_due_at, created_at)
FROM casework_case WHERE holder_item_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_retention")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="entry",
            field=motcua.kernel.crypto.EncryptedJSONField(null=True, purpose="casework.decision"),
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("item_id", models.UUIDField(unique=True)),
                ("step_id", models.CharField(max_length=60)),
                ("step_name", models.CharField(max_length=300)),
                ("kind", models.CharField(max_length=20)),
                ("role", models.CharField(blank=True, max_length=60)),
                ("agency_id", models.UUIDField(null=True)),
                ("agency_name", models.CharField(blank=True, max_length=300)),
                ("assignee_id", models.UUIDField(null=True)),
                ("assignee_name", models.CharField(blank=True, max_length=200)),
                ("due_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holdings",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "db_table": "casework_holding",
                "indexes": [
                    models.Index(fields=["role", "agency_id", "due_at"], name="holding_by_role"),
                    models.Index(fields=["assignee_id", "due_at"], name="holding_by_assignee"),
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
