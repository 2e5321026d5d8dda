from django.db import migrations

TRIGGER = """
CREATE TRIGGER submissions_submission_immutable BEFORE UPDATE OR DELETE ON submissions_submission
FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("kernel", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            TRIGGER, "DROP TRIGGER submissions_submission_immutable ON submissions_submission"
        ),
    ]
