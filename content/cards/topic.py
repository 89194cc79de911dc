"""Rights by life situation: the catalogue, and one situation with rights, limits and duties side by side."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Block, Card, Entry, Heading, Paragraph, Translator, aside, plain, strong
from content.labels import dated_label, short_label
from content.model import EditionWords, Reference, Topic, TopicLine


def group_name(group: str, tr: Translator) -> str:
    """The heading under which a situation stands in the catalogue."""
    return group_names(tr)[group]


def group_names(tr: Translator) -> dict[str, str]:
    """Every group of the catalogue with its heading."""
    return {
        "person": tr.gettext("Life, dignity, freedom"),
        "private-life": tr.gettext("Private life and data"),
        "home-property": tr.gettext("Home and property"),
        "work-social": tr.gettext("Work, health, support"),
        "family-culture": tr.gettext("Family, education, culture"),
        "speech-belief": tr.gettext("Speech, belief, assembly"),
        "state": tr.gettext("Citizen and state"),
        "justice": tr.gettext("Court and defence"),
        "duties": tr.gettext("Duties and limits"),
    }


def catalogue_card(groups: Sequence[tuple[str, Sequence[Topic]]], tr: Translator, unknown: str = "") -> Card:
    """All life situations by group; above them, that none is called by the ``unknown`` name."""
    blocks: list[Block] = []
    if unknown:
        none = tr.gettext("There is no life situation called “{name}” here. These are all there are:")
        blocks.append(Paragraph(plain(none.format(name=" ".join(unknown.split())[:80]))))
    for group, topics in groups:
        blocks.append(Heading(group_name(group, tr)))
        blocks += [Entry("•", plain(topic.title)) for topic in topics]
    return Card(title=tr.gettext("Rights, freedoms and duties"), blocks=tuple(blocks))


def group_card(group: str, topics: Sequence[Topic], tr: Translator) -> Card:
    """The life situations of one group, each with the sentence that describes it."""
    lines = tuple(Entry("•", (*strong(topic.title), *plain(f" — {topic.situation}"))) for topic in topics)
    return Card(title=group_name(group, tr), blocks=lines)


def resting_card(place: Reference, topics: Sequence[Topic], tr: Translator) -> Card:
    """The life situations that rest on one place."""
    lines = tuple(Entry("•", (*strong(topic.title), *plain(f" — {topic.situation}"))) for topic in topics)
    title = tr.gettext("Life situations that rest on {place}").format(place=dated_label(place, tr))
    return Card(title=title, blocks=lines)


def topic_card(topic: Topic, edition: EditionWords, tr: Translator) -> Card:
    """One life situation; every line names its article and paragraph."""
    blocks: list[Block] = [Paragraph(aside(topic.situation))]
    for heading, lines in (
        (tr.gettext("Rights and guarantees"), topic.rights),
        (tr.gettext("Limits"), topic.limits),
        (tr.gettext("Duties"), topic.duties),
    ):
        if lines:
            blocks.append(Heading(heading))
            blocks += [_line(line, tr) for line in lines]
    if topic.changed:
        blocks += [Heading(tr.gettext("What changed")), Paragraph(plain(topic.changed))]
    if topic.before:
        listed = ", ".join(dated_label(ref, tr) for ref in topic.before)
        blocks.append(Paragraph(aside(tr.gettext("Before: {places}").format(places=listed))))
    return Card(
        title=topic.title,
        badge=f"{edition.name} · {edition.status}",
        blocks=tuple(blocks),
        footer=(plain(tr.gettext("Summary, not the official text.")),),
    )


def _line(line: TopicLine, tr: Translator) -> Entry:
    return Entry("•", (*plain(f"{line.text} "), *aside(f"({short_label(line.reference, tr)})")))
