"""Pitfall and answer become the first pair of `pitfalls`, in the blocks and in every revision of their pages.

A revision is where a draft lives, so what is only there moves as well. The way back puts several pairs under
each other, pitfalls with pitfalls and answers with answers: no text is lost.
"""

import json

from django.db import migrations


def paired(pitfall, answer):
    """The stream of one pitfall with its answer; empty when neither says anything."""
    return [{"type": "pair", "value": {"pitfall": pitfall, "answer": answer}}] if pitfall or answer else []


def unpaired(stream):
    """(pitfall, answer) of a stream."""
    pairs = [item.get("value") or {} for item in stream]
    return tuple("\n\n".join(pair[name] for pair in pairs if pair.get(name)) for name in ("pitfall", "answer"))


def pair(apps, schema_editor):
    blocks = apps.get_model("approaches", "BuildingBlock").objects
    for block in blocks.exclude(pitfall="", answer="").iterator():
        blocks.filter(pk=block.pk).update(pitfalls=paired(block.pitfall, block.answer))

    def change(block):
        block["pitfalls"] = json.dumps(paired(block.pop("pitfall", ""), block.pop("answer", "")))

    _change_revisions(apps, change)


def unpair(apps, schema_editor):
    blocks = apps.get_model("approaches", "BuildingBlock").objects
    for block in blocks.exclude(pitfalls=[]).iterator():
        pitfall, answer = unpaired(block.pitfalls)
        blocks.filter(pk=block.pk).update(pitfall=pitfall, answer=answer)

    def change(block):
        block["pitfall"], block["answer"] = unpaired(json.loads(block.pop("pitfalls", "[]")))

    _change_revisions(apps, change)


def _change_revisions(apps, change):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    of_approaches = revisions.filter(content_type__app_label="approaches", content_type__model="approachpage")
    for revision in of_approaches.iterator(chunk_size=100):
        blocks = revision.content.get("building_blocks", [])
        for block in blocks:
            change(block)
        if blocks:
            revisions.filter(pk=revision.pk).update(content=revision.content)


class Migration(migrations.Migration):

    dependencies = [
        ('approaches', '0002_whole_approach'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunPython(pair, unpair),
    ]
