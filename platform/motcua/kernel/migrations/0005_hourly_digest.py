from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_audit_digest")]
    operations = [
        migrations.AlterField("auditdigest", "day", models.DateField()),
        migrations.AddField(
            "auditdigest", "hour", models.PositiveSmallIntegerField(default=24)
        ),
        migrations.AddConstraint(
            "auditdigest",
            models.UniqueConstraint("day", "hour", name="kernel_audit_digest_moment"),
        ),
    ]
