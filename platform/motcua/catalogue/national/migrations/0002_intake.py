from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('national', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='nationalentry',
            name='intake',
            field=models.CharField(db_default='portal', default='portal', max_length=12),
        ),
    ]
