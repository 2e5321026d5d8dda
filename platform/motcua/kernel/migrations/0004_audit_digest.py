import motcua.kernel.ids
from django.db import migrations, models

TRIGGER = """
CREATE TRIGGER kernel_audit_digest_append_only BEFORE UPDATE OR DELETE ON kernel_audit_digest
FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change();
CREATE TRIGGER kernel_audit_key_append_only BEFORE UPDATE OR DELETE ON kernel_audit_key
FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change()
"""
UNDO = """
DROP TRIGGER kernel_audit_digest_append_only ON kernel_audit_digest;
DROP TRIGGER kernel_audit_key_append_only ON kernel_audit_key
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_erasing")]
    operations = [
        migrations.CreateModel(
            name="AuditDigest",
            fields=[
                ("id", models.UUIDField(default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("day", models.DateField(unique=True)),
                ("taken_at", models.DateTimeField()),
                ("chains", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("content_hash", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("key_number", models.PositiveSmallIntegerField()),
                ("signature", models.BinaryField()),
            ],
            options={"db_table": "kernel_audit_digest"},
        ),
        migrations.CreateModel(
            name="AuditKey",
            fields=[
                ("id", models.UUIDField(default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("public", models.BinaryField()),
                ("sealed", models.BinaryField()),
                ("created_at", models.DateTimeField()),
            ],
            options={"db_table": "kernel_audit_key"},
        ),
        migrations.RunSQL(TRIGGER, UNDO),
    ]
