from django.db import migrations

TABLES = ("casework_state_change", "casework_decision", "casework_due_change")


def _trigger(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change()",
        f"DROP TRIGGER {table}_append_only ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("kernel", "0002_append_only")]
    operations = [_trigger(table) for table in TABLES]
