from django.db import migrations


class Migration(migrations.Migration):
    """Sessions moved to a table of ours. Those in the old one open nothing any more, and tell who was signed in."""

    dependencies = [
        ("accounts", "0004_sessions_of_people"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop),
    ]
