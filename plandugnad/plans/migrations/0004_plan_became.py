import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_archive_links'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='became',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.plan', verbose_name='ble til'),
        ),
    ]
