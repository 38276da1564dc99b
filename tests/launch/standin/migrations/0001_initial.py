from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.RunSQL("CREATE TABLE core_installation (is_demo boolean NOT NULL)"),
        migrations.RunSQL("CREATE TABLE standin_note (id serial PRIMARY KEY, text text NOT NULL)"),
    ]
