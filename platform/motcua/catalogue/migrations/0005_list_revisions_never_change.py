from django.db import migrations

TABLE = "catalogue_reference_revision"


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_maintained_lists"),
        ("kernel", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE}"
            " FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change()",
            f"DROP TRIGGER {TABLE}_append_only ON {TABLE}",
        )
    ]
