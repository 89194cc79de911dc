"""Checks what a schema of one file cannot see: that all sources together are whole and agree."""

from __future__ import annotations

from collections.abc import Iterator

from content.model import PREAMBLE, Edition
from content.outline import article_labels
from content.places import read_place
from content.source_files import Problem, Sources

Path = tuple[str | int, ...]
"""Where in a file something stands, key by key."""


def check_sources(sources: Sources) -> list[Problem]:
    """Faults of structure: what is missing, does not exist or contradicts another file. They stop a build."""
    if sources.editions is None:
        return [Problem("editions.yaml", 1, "expected the file that describes both Constitutions")]
    problems = list(_references(sources))
    problems += _mirrors(sources)
    problems += _course(sources)
    return problems


def missing_files(sources: Sources) -> list[Problem]:
    """Provisions without plain words or a relation, files nobody reviewed: allowed while writing, not in the end."""
    assert sources.editions is not None
    have = {(str(f.edition), f.article) for f in sources.provisions.values() if f.paragraphs or f.summary}
    related = {(str(c.edition), c.article) for c in sources.changes.values()}
    problems = []
    for edition, articles in _known(sources).items():
        for label in articles:
            if (edition, label) not in have:
                problems.append(Problem(f"{edition}/", 1, f"article {label} has no plain words yet"))
            if (edition, label) not in related and not (label == PREAMBLE and edition is Edition.Y1995):
                problems.append(Problem(f"changes/{edition}/", 1, f"article {label} has no relation yet"))
    for group in (sources.provisions, sources.changes, sources.topics, sources.explainers, sources.quiz):
        problems += [
            Problem(name, 1, "expected a review: read for law and for language by somebody else than its writer")
            for name, file in group.items()
            if file.review is None
        ]
    return problems


def _known(sources: Sources) -> dict[Edition, dict[str, set[str]]]:
    """For each edition, its articles and the paragraphs our summaries name."""
    known: dict[Edition, dict[str, set[str]]] = {}
    assert sources.editions is not None
    for entry in sources.editions.editions:
        known[Edition(str(entry.id))] = {label: set() for label, _ in article_labels(entry)}
    for file in sources.provisions.values():
        paragraphs = known[Edition(str(file.edition))].setdefault(file.article, set())
        paragraphs |= {paragraph.number for paragraph in file.paragraphs if paragraph.number}
    return known


def _references(sources: Sources) -> Iterator[Problem]:
    known = _known(sources)
    for name, path, place, edition in _places(sources):
        ref = read_place(place, edition)
        line = sources.line_of(name, *path)
        if ref.article not in known[edition]:
            yield Problem(name, line, f"there is no article {ref.article} in {edition}")
        elif ref.paragraph and known[edition][ref.article] and ref.paragraph not in known[edition][ref.article]:
            yield Problem(name, line, f"article {ref.article} of {edition} has no paragraph {ref.paragraph}")
    for name, explainer in sources.explainers.items():
        if not explainer.after_refs and not explainer.before_refs:
            yield Problem(
                name, 1, "expected at least one place in after_refs or before_refs: every claim is tied to a provision"
            )


def _places(sources: Sources) -> Iterator[tuple[str, Path, str, Edition]]:
    """Every place that a file names: the file, where in it, the place and the edition it is of."""
    for name, file in sources.provisions.items():
        yield name, ("article",), file.article, Edition(str(file.edition))
    for name, change in sources.changes.items():
        edition = Edition(str(change.edition))
        for index, place in enumerate(change.partners):
            yield name, ("partners", index), place, edition.other
        for position, paragraph in enumerate(change.paragraphs):
            own = f"{change.article}({paragraph.paragraph})"
            yield name, ("paragraphs", position, "paragraph"), own, edition
            for index, place in enumerate(paragraph.partners):
                yield name, ("paragraphs", position, "partners", index), place, edition.other
    for name, topic in sources.topics.items():
        for role in ("rights", "limits", "duties"):
            for index, entry in enumerate(getattr(topic, role)):
                yield name, (role, index), entry.ref, Edition.Y2026
        for index, place in enumerate(topic.before):
            yield name, ("before", index), place, Edition.Y1995
    for name, explainer in sources.explainers.items():
        for index, place in enumerate(explainer.after_refs):
            yield name, ("after_refs", index), place, Edition.Y2026
        for index, place in enumerate(explainer.before_refs):
            yield name, ("before_refs", index), place, Edition.Y1995
    for name, quiz in sources.quiz.items():
        yield name, ("ref",), quiz.ref, Edition.Y2026
    for index, gone in enumerate(sources.gone_words.words if sources.gone_words else []):
        for place in gone.before:
            yield "gone-words.yaml", ("words", index, "before"), place, Edition.Y1995
        for place in gone.after:
            yield "gone-words.yaml", ("words", index, "after"), place, Edition.Y2026
    for name, everyday in sources.everyday.items():
        for index, words in enumerate(everyday.entries):
            for place in words.places:
                yield name, ("entries", index, "places"), place, Edition.Y2026


def _mirrors(sources: Sources) -> Iterator[Problem]:
    """Forward and backward maps agree: whoever is named as a partner names back."""
    partners: dict[tuple[int, str], set[str]] = {}
    for change in sources.changes.values():
        own = partners.setdefault((change.edition, change.article), set())
        own |= {read_place(place, Edition.Y1995).article for place in change.partners}
    for name, change in sources.changes.items():
        other = 1995 if change.edition == 2026 else 2026
        listed = partners[change.edition, change.article]
        for article in sorted(listed):
            if (other, article) in partners and change.article not in partners[other, article]:
                yield Problem(
                    name, sources.line_of(name, "partners"),
                    f"names article {article} of {other}, whose file does not name {change.article} back",
                )  # fmt: skip
        for position, paragraph in enumerate(change.paragraphs):
            for place in paragraph.partners:
                article = read_place(place, Edition.Y1995).article
                if article not in listed:
                    yield Problem(
                        name, sources.line_of(name, "paragraphs", position),
                        f"article {article} of {other} is a partner of paragraph {paragraph.paragraph} but not of the article",
                    )  # fmt: skip


def _course(sources: Sources) -> Iterator[Problem]:
    order = sources.course.order if sources.course else []
    ids = {file.id for file in sources.explainers.values()}
    for identifier in order:
        if identifier not in ids:
            yield Problem("course.yaml", 1, f"there is no explainer {identifier}")
    for identifier in sorted(ids - set(order)):
        yield Problem("course.yaml", 1, f"explainer {identifier} has no place in the course")
    if len(set(order)) != len(order):
        yield Problem("course.yaml", 1, "an explainer stands twice")
