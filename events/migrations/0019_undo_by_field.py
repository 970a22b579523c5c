from django.db import migrations

LOST = "lost"  # see 0012_one_journal


def keep_lost(apps, schema_editor):
    """A row whose earlier time nobody knows is still not taken back."""
    for row in apps.get_model("events", "EditedRow").objects.filter(unchanged__uid=LOST):
        row.before, row.after = ({**side, "uid": LOST} for side in (row.before, row.after))
        row.save(update_fields=["before", "after"])


class Migration(migrations.Migration):
    dependencies = [("events", "0018_names_in_other_languages")]

    operations = [
        migrations.RunPython(keep_lost, migrations.RunPython.noop),
        migrations.RemoveField("editedrow", "unchanged"),
    ]
