"""What an import changed is kept by the journal alone; what was kept beside it goes there."""

from datetime import datetime

from django.core.management.color import no_style
from django.db import migrations, models
from django.db.models import F, Max

PARTS = 500
LOST = "lost"  # stands for a time that nobody knows any more: no row has it, so that nothing is taken back by it


def move(apps, schema_editor):
    """Of imports from before there was a journal too, unless they were taken back."""
    run, edit, row = (apps.get_model("events", name) for name in ("ImportRun", "Edit", "EditedRow"))
    older = list(run.objects.filter(edit=None, state="applied").exclude(effects=[]).order_by("applied_at", "pk"))
    if older:
        make_room(edit, row, len(older))
    for number, each in enumerate(older, 1):
        said = {"summary": f"Imported “{each.name}”"[:500], "source": "import", "made_by": each.applied_by}
        edit.objects.create(pk=number, event=each.event, run=each, **said)
        edit.objects.filter(pk=number).update(made_at=each.applied_at)
        effects = list(in_words_of_the_journal(apps, each))
        names = {
            (model, key): name_of(model, after if before is None else before) for model, key, before, after in effects
        }
        row.objects.bulk_create([row(edit_id=number, **kept(*effect, names)) for effect in effects], batch_size=PARTS)
    for sql in schema_editor.connection.ops.sequence_reset_sql(no_style(), [edit]):
        schema_editor.execute(sql)
    for each in run.objects.exclude(edit=None).exclude(pk__in=[each.pk for each in older]).iterator(chunk_size=1):
        rows = {(found.model, found.key): found for found in each.edit.rows.all()}
        for model, key, before, after in in_words_of_the_journal(apps, each):
            if before and after and (found := rows.get((model, key))) and found.after:
                found.unchanged = {name: value for name, value in after.items() if name not in found.after}
                found.save(update_fields=["unchanged"])


def make_room(edit, row, number):
    """Edits are taken back in the order of their numbers: the first ones become free."""
    by = max(edit.objects.aggregate(last=Max("pk"))["last"] or 0, number)
    edit.objects.update(id=F("id") + by)
    row.objects.update(edit_id=F("edit_id") + by)


def in_words_of_the_journal(apps, run):
    """Of each row that it changed: model, key, fields before and after, as events.rows has them."""
    spans = {slot.pk: (slot.start.isoformat(), slot.end and slot.end.isoformat()) for slot in run.event.slots.all()}
    days = {day.pk: day.date.isoformat() for day in run.event.days.all()}
    for effect in run.effects:
        fields = effect["after"] or effect["before"]
        if effect["model"] == "events.timeslot":
            spans[effect["pk"]] = (moment(fields["start"]), moment(fields["end"]))
        elif effect["model"] == "events.day":
            days[effect["pk"]] = fields["date"]
    slots = {pk: f"{start}/{end or ''}" for pk, (start, end) in spans.items()}
    for effect in run.effects:
        model, sides = effect["model"].rpartition(".")[2], [effect["before"], effect["after"]]
        if model == "timeslot":
            yield model, slots[effect["pk"]], *(None if side is None else {} for side in sides)
        elif model == "day":
            yield model, days[effect["pk"]], *(None if side is None else {"theme": side["theme"]} for side in sides)
        else:
            yield model, str(effect["pk"]), *(side and plain(model, side, slots, days) for side in sides)


def plain(model, fields, slots, days):
    changed = {"embargo": moment(fields["embargo"])} if "embargo" in fields else {}
    if model == "panel":
        changed["slot"] = slots.get(fields["slot"], LOST) if fields["slot"] else None
        changed["day"] = days.get(fields["day"], LOST) if fields["day"] else None
    return {**fields, **changed}


def moment(text):
    return text and datetime.fromisoformat(text).isoformat()


def name_of(model, fields):
    return fields.get("title") or fields.get("name") or ""


def kept(model, key, before, after, names):
    """A row of the journal: of one that was changed only what differs, and beside it what does not."""
    fields = after if before is None else before
    panel = str(fields["panel"]) if model == "appearance" else ""
    who = names.get(("speaker", str(fields.get("speaker"))), "") or fields.get("billing") or fields.get("role", "")
    name = who if model == "appearance" else name_of(model, fields) or key
    unchanged = {}
    if before is not None and after is not None:
        unchanged = {name: value for name, value in after.items() if before.get(name) == value}
        if LOST in before.values():
            unchanged["uid"] = LOST
        before, after = ({n: v for n, v in side.items() if n not in unchanged} for side in (before, after))
    return {
        "model": model,
        "key": key,
        "panel": panel,
        "name": name[:500],
        "before": before,
        "after": after,
        "unchanged": unchanged,
    }


class Migration(migrations.Migration):
    dependencies = [("events", "0011_sheets")]

    operations = [
        migrations.AddField("editedrow", "unchanged", models.JSONField(default=dict)),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
