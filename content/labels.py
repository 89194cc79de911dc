"""Names of places in the law, as each language writes them, and the citation to copy."""

from __future__ import annotations

from content.cards import Translator
from content.model import PREAMBLE, Kind, Locale, Reference, Section


def label(ref: Reference, tr: Translator) -> str:
    """``Article 17(2)``, ``Статья 17, пункт 2``, ``17-бап, 2-тармақ``; the edition is not named."""
    if ref.article == PREAMBLE:
        return tr.gettext("Preamble")
    if ref.paragraph and ref.subparagraph:
        form = tr.gettext("Article {article}({paragraph})({subparagraph})")
    elif ref.subparagraph:
        form = tr.gettext("Article {article}, subparagraph {subparagraph}")
    elif ref.paragraph:
        form = tr.gettext("Article {article}({paragraph})")
    else:
        form = tr.gettext("Article {article}")
    return form.format(article=ref.article, paragraph=ref.paragraph, subparagraph=ref.subparagraph)


def short_label(ref: Reference, tr: Translator) -> str:
    """For buttons and lists: ``art. 17(2)``, ``ст. 17 п. 2``, ``17-бап, 2-тармақ``."""
    if ref.article == PREAMBLE:
        return tr.gettext("preamble")
    if ref.paragraph and ref.subparagraph:
        form = tr.gettext("art. {article}({paragraph})({subparagraph})")
    elif ref.subparagraph:
        form = tr.gettext("art. {article}, subpara. {subparagraph}")
    elif ref.paragraph:
        form = tr.gettext("art. {article}({paragraph})")
    else:
        form = tr.gettext("art. {article}")
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
            if ref.paragraph and ref.subparagraph:
                tail = f"{ref.article}-бабы {ref.paragraph}-тармағының {ref.subparagraph}) тармақшасы"
            elif ref.subparagraph:
                tail = f"{ref.article}-бабының {ref.subparagraph}) тармақшасы"
            elif ref.paragraph:
                tail = f"{ref.article}-бабының {ref.paragraph}-тармағы"
            else:
                tail = f"{ref.article}-бабы"
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
