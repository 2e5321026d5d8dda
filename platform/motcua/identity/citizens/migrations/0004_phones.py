import django.db.models.deletion
import motcua.kernel.crypto
import motcua.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0003_account_closure'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountPhone',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', motcua.kernel.crypto.EncryptedJSONField(purpose='identity.phone')),
                ('number_index', models.CharField(max_length=64, unique=True)),
                ('proven_at', models.DateTimeField()),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'identity_account_phone',
            },
        ),
        migrations.CreateModel(
            name='PhoneCode',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('sign_in', 'Sign In'), ('set', 'Set'), ('confirm', 'Confirm')], max_length=8)),
                ('number', motcua.kernel.crypto.EncryptedJSONField(purpose='identity.phone_code')),
                ('account_id', models.UUIDField(null=True)),
                ('code_hash', models.CharField(max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(db_index=True)),
                ('proven_at', models.DateTimeField(null=True)),
                ('spent_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'identity_phone_code',
            },
        ),
    ]
