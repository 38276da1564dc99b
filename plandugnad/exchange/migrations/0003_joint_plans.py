from django.db import migrations, models
from django.db.models import F
from typing import Any


def each_is_its_own(apps: Any, schema_editor: Any) -> None:
    """Until now only those who lead had rows. What their partners have decided comes as the overviews are filled."""
    apps.get_model("exchange", "PublishedPlan").objects.update(plan_id=F("id"))


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_versions")]

    operations = [
        migrations.AddField(
            model_name="publishedplan",
            name="plan_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(each_is_its_own, migrations.RunPython.noop),
    ]
