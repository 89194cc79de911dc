"""Pure functions from what a card is about, the law and its topics, to the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from content.cards import Translator
from content.cards.results import PAGE, page_of
from content.cards.topic import group_name
from content.compare import partner_articles
from content.labels import dated_label, kind_name, short_label
from content.limits import COPY_TEXT_LIMIT
from content.model import PREAMBLE, Edition, Kind, Provision, Reference, Section, Topic
from content.search import Hit
from handlers.callbacks import (
    ArticleButton,
    CompareButton,
    ContentsButton,
    KindButton,
    OverviewButton,
    PictureButton,
    RightsButton,
    SearchButton,
    SectionButton,
    SectionTextButton,
    TopicButton,
    inside,
)
from handlers.deep_links import Target, article_payload, named_payload
from handlers.links import share_button
from handlers.ports import BotName

BUTTON_WIDTH = 48
"""Letters of a button that has a row to itself."""


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """A keyboard of the rows that are not empty."""
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows if row])


def button(text: str, data: str, *, chosen: bool = False) -> InlineKeyboardButton:
    """A callback button; the one that is in force is marked."""
    return InlineKeyboardButton(text=text, callback_data=data, style="primary" if chosen else None)


def in_rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """The same buttons, ``width`` to a row."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def provision_keyboard(
    found: Provision,
    tr: Translator,
    *,
    citation: str,
    bot_name: BotName,
    other_readings: Sequence[Reference] = (),
    also: Sequence[Hit] = (),
) -> InlineKeyboardMarkup:
    """Previous, next, compare, the pair in the other edition, contents, copy, picture, share; other hits by title."""
    ref = found.reference
    pairs = [button(dated_label(p, tr), ArticleButton.of(p).pack()) for p in partner_articles(found)[:3]]
    tools = [button(tr.gettext("Compare"), CompareButton(edition=ref.edition, article=ref.article).pack())]
    if ref != ref.whole_article:
        tools.append(button(short_label(ref.whole_article, tr), ArticleButton.of(ref.whole_article).pack()))
    readings = [button(dated_label(r, tr), ArticleButton.of(r).pack()) for r in other_readings]
    hits = [[button(_titled(hit, tr), ArticleButton.of(hit.reference).pack())] for hit in also]
    picture = PictureButton(edition=ref.edition, article=ref.article, paragraph=inside(ref))
    passing = [
        button(tr.gettext("Picture"), picture.pack()),
        share_button(article_payload(ref), citation, bot_name, tr),
    ]
    lists = [_list_around(found, tr), copy_button(citation, tr)]
    return keyboard(_neighbours(found, tr), tools, pairs, readings, *hits, lists, passing)


def copy_button(citation: str, tr: Translator) -> InlineKeyboardButton:
    """Puts the citation on the clipboard."""
    copied = CopyTextButton(text=citation[:COPY_TEXT_LIMIT])
    return InlineKeyboardButton(text=tr.gettext("Copy citation"), copy_text=copied)


def _neighbours(found: Provision, tr: Translator) -> list[InlineKeyboardButton]:
    around = []
    if found.previous:
        before = Reference(found.reference.edition, found.previous)
        around.append(button(f"◀ {short_label(before, tr)}", ArticleButton.of(before).pack()))
    if found.next:
        after = Reference(found.reference.edition, found.next)
        around.append(button(f"{short_label(after, tr)} ▶", ArticleButton.of(after).pack()))
    return around


def _list_around(found: Provision, tr: Translator) -> InlineKeyboardButton:
    """The list an article stands in: its section, or for the preamble the contents."""
    edition = found.reference.edition
    if found.section:
        return button(tr.gettext("Section"), SectionButton(edition=edition, number=found.section.number).pack())
    return button(tr.gettext("Contents"), ContentsButton(edition=edition).pack())


def contents_keyboard(sections: Sequence[Section], edition: Edition, tr: Translator) -> InlineKeyboardMarkup:
    """A button for the preamble and for each section, and the other edition."""
    first = button(tr.gettext("Preamble"), ArticleButton(edition=edition, article=PREAMBLE).pack())
    numbers = [
        button(section.roman, SectionButton(edition=edition, number=section.number).pack()) for section in sections
    ]
    return keyboard([first], *in_rows(numbers, 6), edition_row(edition, tr))


def edition_row(chosen: Edition, tr: Translator) -> list[InlineKeyboardButton]:
    """Both editions, the one on show marked."""
    return [
        button(
            tr.gettext("Constitution of {year}").format(year=e.year),
            ContentsButton(edition=e).pack(),
            chosen=e is chosen,
        )
        for e in (Edition.Y2026, Edition.Y1995)
    ]


def section_keyboard(section: Section, last: int, tr: Translator) -> InlineKeyboardMarkup:
    """A button for every article, and the sections around."""
    articles = [
        button(label, ArticleButton(edition=section.edition, article=label).pack()) for label in section.articles
    ]
    around = []
    for number, arrow in ((section.number - 1, "◀"), (section.number + 1, "▶")):
        if 1 <= number <= last:
            around.append(button(arrow, SectionButton(edition=section.edition, number=number).pack()))
    around.insert(len(around) and 1, button(tr.gettext("Contents"), ContentsButton(edition=section.edition).pack()))
    whole = SectionTextButton(edition=section.edition, number=section.number).pack()
    return keyboard(*in_rows(articles, 6), [button(tr.gettext("Read the whole section"), whole)], around)


def section_text_keyboard(section: Section, tr: Translator) -> InlineKeyboardMarkup:
    """Back from a whole section to its articles."""
    back = SectionButton(edition=section.edition, number=section.number).pack()
    return keyboard([button(tr.gettext("Articles of this section"), back)])


def rights_keyboard(groups: Sequence[str], tr: Translator) -> InlineKeyboardMarkup:
    """One button for each group of life situations."""
    return keyboard(*in_rows([button(group_name(g, tr), RightsButton(group=g).pack()) for g in groups], 2))


def group_keyboard(topics: Sequence[Topic], tr: Translator) -> InlineKeyboardMarkup:
    """One button for each life situation of a group."""
    rows = [[button(topic.title, TopicButton(id=topic.id).pack())] for topic in topics]
    return keyboard(*rows, [button(tr.gettext("All situations"), RightsButton().pack())])


def resting_keyboard(place: Reference, topics: Sequence[Topic], tr: Translator) -> InlineKeyboardMarkup:
    """One button for each life situation that rests on a place, and the place."""
    rows = [[button(topic.title, TopicButton(id=topic.id).pack())] for topic in topics]
    here = button(short_label(place, tr), ArticleButton.of(place).pack())
    return keyboard(*rows, [here, button(tr.gettext("All situations"), RightsButton().pack())])


def topic_keyboard(topic: Topic, tr: Translator, bot_name: BotName) -> InlineKeyboardMarkup:
    """The articles a life situation rests on, the catalogue, share."""
    refs = dict.fromkeys(line.reference.whole_article for line in (*topic.rights, *topic.limits, *topic.duties))
    articles = [button(short_label(ref, tr), ArticleButton.of(ref).pack()) for ref in list(refs)[:8]]
    compare = []
    if topic.rights:
        ref = topic.rights[0].reference
        compare = [button(tr.gettext("Compare"), CompareButton(edition=ref.edition, article=ref.article).pack())]
    back = button(tr.gettext("All situations"), RightsButton().pack())
    share = share_button(named_payload(Target.TOPIC, topic.id), topic.title, bot_name, tr)
    return keyboard(*in_rows(articles, 4), [*compare, back], [share])


def references_keyboard(refs: Sequence[Reference], tr: Translator) -> InlineKeyboardMarkup:
    """A button for each place, with its edition."""
    return keyboard(*[[button(dated_label(ref, tr), ArticleButton.of(ref).pack())] for ref in refs])


def results_keyboard(
    hits: Sequence[Hit], page: int, topic: Topic | None, words: str | None, tr: Translator
) -> InlineKeyboardMarkup:
    """A button for each provision on the page, the life situation, and the pages around."""
    shown = page_of(hits, page)
    places = [button(dated_label(hit.reference, tr), ArticleButton.of(hit.reference).pack()) for hit in shown]
    situation = [button(topic.title, TopicButton(id=topic.id).pack())] if topic else []
    around = []
    if words is not None and page > 0:
        around.append(button("«", SearchButton(words=words, page=page - 1).pack()))
    if words is not None and (page + 1) * PAGE < len(hits):
        more = tr.gettext("Other results")
        around.append(button(f"{more} »", SearchButton(words=words, page=page + 1).pack()))
    return keyboard(*in_rows(places, 2), situation, around)


def overview_keyboard(edition: Edition, kinds: Sequence[Kind], tr: Translator) -> InlineKeyboardMarkup:
    """A button for each kind of relation, and the view from the other edition."""
    buttons = [button(kind_name(kind, tr), KindButton(edition=edition, kind=kind).pack()) for kind in kinds]
    other = button(
        tr.gettext("Seen from {year}").format(year=edition.other.year), OverviewButton(edition=edition.other).pack()
    )
    return keyboard(*in_rows(buttons, 3), [other])


def _titled(hit: Hit, tr: Translator) -> str:
    """``art. 17 (2026). The right to life``, as much as a button shows on a phone."""
    words = f"{dated_label(hit.reference, tr)}. {hit.title}"
    return words if len(words) <= BUTTON_WIDTH else f"{words[: BUTTON_WIDTH - 1].rstrip(' ,.')}…"
