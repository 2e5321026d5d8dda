import motcua.kernel.crypto
import motcua.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('citizens', '0002_relying_sessions'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountClosure',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('account_id', models.UUIDField()),
                ('requested_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('begun_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('done_in', models.JSONField(default=list)),
                ('contact', motcua.kernel.crypto.EncryptedJSONField(null=True, purpose='identity.closure')),
                ('untold', models.CharField(blank=True, choices=[('', 'Nothing'), ('requested', 'Requested'), ('cancelled', 'Cancelled'), ('deleted', 'Deleted')], max_length=10)),
                ('untold_since', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'identity_account_closure',
                'indexes': [models.Index(condition=models.Q(('cancelled_at', None), ('finished_at', None)), fields=['due_at'], name='identity_closure_due'), models.Index(condition=models.Q(('untold', ''), _negated=True), fields=['untold_since'], name='identity_closure_untold')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('account_id',), name='identity_closure_one_open'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('begun_at', None), _connector='OR'), name='identity_closure_begun_is_final')],
            },
        ),
    ]
