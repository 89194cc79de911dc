"""The places a message names, looked up one by one: what each says, and which of them cannot exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.cards import Block, Card, Entry, Paragraph, Text, Translator, plain, strong
from content.corpus import Corpus
from content.errors import NoSuchArticle, NoSuchParagraph, NoSuchPoint, NoSuchSection
from content.labels import dated_label, section_label
from content.model import Locale, Provision, Reference, Section, SectionReference
from content.reference import Reading

GIST_LIMIT = 500
"""Characters of our words for one place in a list of several."""

Impossible = NoSuchArticle | NoSuchParagraph | NoSuchSection


@dataclass(frozen=True, slots=True)
class Claim:
    """A place somebody named and what stands there; ``elsewhere`` is where that number does exist."""

    place: Reference | SectionReference
    found: Provision | Section | Impossible
    elsewhere: Reference | None = None


async def look_up(corpus: Corpus, readings: Sequence[Reading], locale: Locale) -> list[Claim]:
    """Every place with what stands there, in the order they were named."""
    return [await _look_up(corpus, reading.target, locale) for reading in readings]


async def _look_up(corpus: Corpus, place: Reference | SectionReference, locale: Locale) -> Claim:
    try:
        if isinstance(place, SectionReference):
            return Claim(place, await corpus.section(place.edition, place.number, locale))
        return Claim(place, await corpus.provision(place, locale))
    except NoSuchArticle as failure:
        other = Reference(failure.ref.edition.other, failure.ref.article)
        known = corpus.outline.has(other.edition, other.article)
        return Claim(place, failure, other if known else None)
    except (NoSuchParagraph, NoSuchSection) as failure:
        return Claim(place, failure)


def places_of(claims: Sequence[Claim]) -> list[Reference]:
    """The places that exist and can be opened, each once: what was named, or what was perhaps meant."""
    found: list[Reference] = []
    for claim in claims:
        if isinstance(claim.place, Reference):
            if isinstance(claim.found, Provision):
                found.append(claim.place)
            elif isinstance(claim.found, NoSuchParagraph):
                found.append(claim.found.nearest)
            elif claim.elsewhere:
                found.append(claim.elsewhere)
    return list(dict.fromkeys(found))


def claims_card(claims: Sequence[Claim], tr: Translator) -> Card:
    """One message about all of them."""
    blocks: list[Block] = [Entry(_mark(claim), _words(claim, tr)) for claim in claims]
    blocks.append(Paragraph(plain(tr.gettext("Summary, not the official text."))))
    return Card(title=tr.gettext("What this message refers to"), blocks=tuple(blocks))


def nothing_named_card(tr: Translator) -> Card:
    """A message was pointed at, and it names no place in the law."""
    return Card(title=tr.gettext("This message names no article of the Constitution."))


def _mark(claim: Claim) -> str:
    return "•" if isinstance(claim.found, Provision | Section) else "✗"


def _words(claim: Claim, tr: Translator) -> Text:
    match claim.found:
        case Section() as section:
            return (*strong(section_label(section, tr)), *plain(f" ({section.edition.year})"))
        case Provision() as found:
            title = f" {found.title}." if found.title else ""
            gist = _gist(found)
            return (*strong(dated_label(found.reference, tr)), *plain(f" —{title} {gist}" if gist else f" —{title}"))
        case failure:
            return plain(impossible(failure, claim.elsewhere, tr))


def _gist(found: Provision) -> str:
    """The paragraph, else the outline, else as many whole paragraphs as fit."""
    if found.reference == found.reference.whole_article and found.outline:
        return found.outline
    wanted = found.lines
    words = ""
    for line in wanted:
        points = "; ".join(f"{point.number}) {point.text}" for point in line.points)
        more = f"{line.text} {points}".strip() if points else line.text
        if len(words) + len(more) > GIST_LIMIT:
            return f"{words} …" if words else ""
        words = f"{words} {more}".strip()
    return words


def impossible(failure: Impossible, elsewhere: Reference | None, tr: Translator) -> str:
    """Why a place cannot exist, what there is, and where the number does exist."""
    words = f"{refusal(failure, tr)} {range_of(failure, tr)}".rstrip()
    if elsewhere:
        words += " " + tr.gettext("Perhaps {place} was meant.").format(place=dated_label(elsewhere, tr))
    return words


def range_of(failure: Impossible, tr: Translator) -> str:
    """What there is instead; nothing where the refusal says it."""
    match failure:
        case NoSuchArticle():
            return tr.gettext("Its articles run from 1 to {last}.").format(last=failure.last)
        case NoSuchPoint(points=()):
            return tr.gettext("It has no numbered subparagraphs.")
        case NoSuchPoint():
            return tr.gettext("Its subparagraphs: {points}.").format(points=", ".join(failure.points))
        case NoSuchParagraph(paragraphs=()):
            return tr.gettext("It has no numbered paragraphs.")
        case NoSuchParagraph():
            return tr.gettext("Its paragraphs: {paragraphs}.").format(paragraphs=", ".join(failure.paragraphs))
        case _:
            return ""


def refusal(failure: Impossible, tr: Translator) -> str:
    """One sentence: there is no such place."""
    match failure:
        case NoSuchArticle(ref=ref):
            words = tr.gettext("There is no article {number} in the Constitution of {year}.")
            return words.format(number=ref.article, year=ref.edition.year)
        case NoSuchPoint():
            place = dated_label(failure.nearest, tr)
            return tr.gettext("There is no such subparagraph in {label}.").format(label=place)
        case NoSuchParagraph(ref=ref):
            place = dated_label(ref.whole_article, tr)
            return tr.gettext("There is no such paragraph in {label}.").format(label=place)
        case NoSuchSection(number=number):
            words = tr.gettext("There is no section {number} in the Constitution of {year}; it has {last}.")
            return words.format(number=number, year=failure.edition.year, last=failure.last)
