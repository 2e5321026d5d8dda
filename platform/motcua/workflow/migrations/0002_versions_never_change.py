from django.db import migrations

TRIGGER = """
CREATE TRIGGER workflow_process_version_immutable
BEFORE UPDATE OR DELETE ON workflow_process_version
FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial"), ("kernel", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            TRIGGER,
            "DROP TRIGGER workflow_process_version_immutable ON workflow_process_version",
        ),
    ]
