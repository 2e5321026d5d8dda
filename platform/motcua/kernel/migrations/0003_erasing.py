from django.db import migrations

# What never changes may still be erased when its time is over: by the owner of the table alone,
# inside the functions that say so. A tenant's role owns nothing, and cannot pretend.
FUNCTION = """
CREATE OR REPLACE FUNCTION public.motcua_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('motcua.erasing', true) = 'on' AND pg_has_role(
        current_user, (SELECT relowner FROM pg_catalog.pg_class WHERE oid = TG_RELID), 'USAGE'
    ) THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_append_only")]
    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
