"""Names of places in the law, as each language writes them, and the citation to copy."""

from __future__ import annotations

from content.cards import Translator
from content.model import PREAMBLE, Kind, Locale, Reference, Section


def label(ref: Reference, tr: Translator) -> str:
    """``Article 17(2)``, ``Статья 17, пункт 2``, ``17-бап, 2-тармақ``; the edition is not named."""
    if ref.article == PREAMBLE:
        return tr.gettext("Preamble")
    return _filled(
        ref,
        tr.gettext("Article {article}"),
        tr.gettext("Article {article}({paragraph})"),
        tr.gettext("Article {article}({paragraph})({subparagraph})"),
        tr.gettext("Article {article}, subparagraph {subparagraph}"),
    )


def short_label(ref: Reference, tr: Translator) -> str:
    """For buttons and lists: ``art. 17(2)``, ``ст. 17 п. 2``, ``17-бап, 2-тармақ``."""
    if ref.article == PREAMBLE:
        return tr.gettext("preamble")
    return _filled(
        ref,
        tr.gettext("art. {article}"),
        tr.gettext("art. {article}({paragraph})"),
        tr.gettext("art. {article}({paragraph})({subparagraph})"),
        tr.gettext("art. {article}, subpara. {subparagraph}"),
    )


def _filled(ref: Reference, article: str, paragraph: str, inner_point: str, bare_point: str) -> str:
    """The form for a place as deep as this one, filled; a bare sub-point stands in an article without paragraphs."""
    if ref.subparagraph:
        form = inner_point if ref.paragraph else bare_point
    else:
        form = paragraph if ref.paragraph else article
    return form.format(article=ref.article, paragraph=ref.paragraph, subparagraph=ref.subparagraph)


def dated_label(ref: Reference, tr: Translator) -> str:
    """A short label with the year of its edition: ``art. 16 (1995)``."""
    return tr.gettext("{label} ({year})").format(label=short_label(ref, tr), year=ref.edition.year)


def section_label(section: Section, tr: Translator) -> str:
    """``Section II. Title``."""
    return tr.gettext("Section {roman}. {title}").format(roman=section.roman, title=section.title)


def kind_name(kind: Kind, tr: Translator) -> str:
    """How a relation is called on cards and in lists."""
    match kind:
        case Kind.KEPT:
            return tr.gettext("kept")
        case Kind.REWORDED:
            return tr.gettext("reworded")
        case Kind.MOVED:
            return tr.gettext("moved")
        case Kind.SPLIT:
            return tr.gettext("split")
        case Kind.MERGED:
            return tr.gettext("merged")
        case Kind.NEW:
            return tr.gettext("new")
        case Kind.DROPPED:
            return tr.gettext("not in the 2026 text")


def citation(ref: Reference, locale: Locale) -> str:
    """The form to copy into a letter or a paper; fixed by usage, so not a matter of translation."""
    year = ref.edition.year
    match locale:
        case Locale.KK:
            if ref.article == PREAMBLE:
                return f"ҚР Конституциясының ({year}) кіріспесі"
            tail = _filled(
                ref,
                "{article}-бабы",
                "{article}-бабының {paragraph}-тармағы",
                "{article}-бабы {paragraph}-тармағының {subparagraph}) тармақшасы",
                "{article}-бабының {subparagraph}) тармақшасы",
            )
            return f"ҚР Конституциясының ({year}) {tail}"
        case Locale.RU:
            parts = []
            if ref.subparagraph:
                parts.append(f"пп. {ref.subparagraph})")
            if ref.paragraph:
                parts.append(f"п. {ref.paragraph}")
            parts.append("преамбула" if ref.article == PREAMBLE else f"ст. {ref.article}")
            return f"{' '.join(parts)} Конституции РК ({year})"
        case Locale.EN:
            place = "preamble" if ref.article == PREAMBLE else f"art. {ref.short.replace('()', '')}"
            return f"Constitution of Kazakhstan ({year}), {place}"
