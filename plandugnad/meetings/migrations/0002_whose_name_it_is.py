from django.db import migrations, models

# Beside each name that is kept, whose it is, so that it can be erased. Events told it all along.
KNOWN = """
UPDATE meetings_meetingimport AS kept SET by_id = told.by_id FROM core_auditevent AS told
WHERE told.subject_id = kept.id AND told.verb = 'meetings_imported' AND told.by_name = kept.by_name;
UPDATE meetings_followup AS kept SET done_by_id = told.by_id FROM core_auditevent AS told
WHERE told.subject_id = kept.id AND told.verb = 'follow_up_done' AND told.by_name = kept.done_by_name;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_audit_cannot_be_edited'),
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.RenameField(model_name='followup', old_name='done_by', new_name='done_by_name'),
        migrations.AddField(
            model_name='followup',
            name='done_by_id',
            field=models.UUIDField(null=True, verbose_name='gjort av'),
        ),
        migrations.AddField(
            model_name='meetingimport',
            name='by_id',
            field=models.UUIDField(null=True, verbose_name='av'),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
