from django.db import migrations, models

# Beside each name that is kept, whose it is, so that it can be erased. Events told it all along.
KNOWN = """
UPDATE boundaries_boundaryset AS kept SET by_id = told.by_id FROM core_auditevent AS told
WHERE told.subject_id = kept.id AND told.verb = 'boundaries_read';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('boundaries', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='boundaryset',
            name='by_id',
            field=models.UUIDField(null=True, verbose_name='lest inn av'),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
