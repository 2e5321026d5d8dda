import motcua.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_finding'),
    ]

    operations = [
        migrations.AddField(
            model_name='publicservice',
            name='intake',
            field=models.CharField(choices=[('portal', 'Nộp tại cổng này'), ('back_office', 'Nộp ở Cổng Dịch vụ công quốc gia')], db_default='portal', default='portal', max_length=12),
        ),
        migrations.AddField(
            model_name='publicservice',
            name='has_own_intake',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='IntakePolicy',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('is_only', models.BooleanField(default=True, editable=False, unique=True)),
                ('intake', models.CharField(choices=[('portal', 'Nộp tại cổng này'), ('back_office', 'Nộp ở Cổng Dịch vụ công quốc gia')], max_length=12)),
                ('changed_at', models.DateTimeField()),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'db_table': 'catalogue_intake_policy',
                'constraints': [models.CheckConstraint(condition=models.Q(('is_only', True)), name='intake_one_policy')],
            },
        ),
    ]
