from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0001_api_tokens")]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="has_two_steps",
            field=models.BooleanField(default=False, verbose_name="laget etter to steg"),
        ),
    ]
