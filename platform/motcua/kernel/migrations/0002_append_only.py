from django.db import migrations

# One function for all schemas, in public; each table gets its own trigger.
FUNCTION = """
CREATE OR REPLACE FUNCTION public.motcua_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
TRIGGER = """
CREATE TRIGGER kernel_audit_entry_append_only BEFORE UPDATE OR DELETE ON kernel_audit_entry
FOR EACH ROW EXECUTE FUNCTION public.motcua_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(
            TRIGGER, "DROP TRIGGER kernel_audit_entry_append_only ON kernel_audit_entry"
        ),
    ]
