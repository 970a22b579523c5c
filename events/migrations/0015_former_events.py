from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0014_erased_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerEvent',
            fields=[
                ('slug', models.SlugField(max_length=80, primary_key=True, serialize=False)),
            ],
        ),
    ]
