"""Pure functions from a comparison or a list of changes to the buttons under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardMarkup

from content.cards import Translator
from content.cards.overview import KindList
from content.compare import Comparison
from content.labels import citation, dated_label, kind_name
from content.limits import BUTTONS_IN_ROW
from content.model import Edition, Kind, Reference, Section
from content.quotation import Quotation
from handlers.callbacks import ArticleButton, CompareButton, KindButton, OverviewButton, PictureButton, SectionButton
from handlers.deep_links import comparison_payload
from handlers.keyboards import button, in_rows, keyboard
from handlers.links import share_button
from handlers.ports import BotName

PARTNERS_SHOWN = 6
"""An article that was split or merged more often names the rest on the card."""


def comparison_keyboard(found: Comparison, tr: Translator, *, bot_name: BotName, page: int = 0) -> InlineKeyboardMarkup:
    """Both provisions, the comparisons of the partners and of what they touch, back to the lists, share.

    ``page`` is the page of the list of its kind on which the article stands.
    """
    own = found.own.reference
    partners = [partner.reference for partner in found.partners[:PARTNERS_SHOWN]]
    opens = [button(dated_label(place, tr), ArticleButton.of(place).pack()) for place in (own, *partners)]
    further = [*(partners if len(partners) > 1 else []), *found.elsewhere[:PARTNERS_SHOWN]]
    compares = [button(f"⇄ {dated_label(place, tr)}", _compare(place)) for place in further]
    tools = [button(tr.gettext("What changed as a whole"), OverviewButton(edition=own.edition).pack())]
    if kind := found.own.relation and found.own.relation.kind:
        listed = KindButton(edition=own.edition, kind=kind, page=page).pack()
        tools.insert(0, button(tr.gettext("‹ List: {kind}").format(kind=kind_name(kind, tr)), listed))
    picture = PictureButton(edition=own.edition, article=own.article, compared=True)
    passing = [
        button(tr.gettext("Picture"), picture.pack()),
        share_button(comparison_payload(own), citation(own, tr.locale), bot_name, tr),
    ]
    return keyboard(*in_rows(opens, 2), *in_rows(compares, 2), tools, passing)


def section_overview_keyboard(section: Section, kinds: Mapping[str, Kind], tr: Translator) -> InlineKeyboardMarkup:
    """The comparison of each article, the kinds that occur, the section itself, the overview."""
    places = [Reference(section.edition, label) for label in section.articles]
    articles = [button(place.article, _compare(place)) for place in places]
    occurring = [kind for kind in Kind if kind in kinds.values()]
    lists = [
        button(kind_name(kind, tr), KindButton(edition=section.edition, kind=kind, section=section.number).pack())
        for kind in occurring
    ]
    read = button(tr.gettext("Section"), SectionButton(edition=section.edition, number=section.number).pack())
    whole = button(tr.gettext("What changed as a whole"), OverviewButton(edition=section.edition).pack())
    return keyboard(*in_rows(articles, BUTTONS_IN_ROW), *in_rows(lists, 3), [read, whole])


def comparisons_keyboard(places: Sequence[Reference], tr: Translator) -> InlineKeyboardMarkup:
    """The comparison of each of several places."""
    articles = dict.fromkeys(place.whole_article for place in places)
    return keyboard(*in_rows([button(f"⇄ {dated_label(place, tr)}", _compare(place)) for place in articles], 2))


def kind_keyboard(found: KindList, tr: Translator) -> InlineKeyboardMarkup:
    """The articles of the page, the sections that have any, pages, the overview."""
    articles = [button(place.article, _compare(place)) for place in found.articles]
    chosen = found.section.number if found.section else 0
    sections = [button(tr.gettext("All sections"), _kind(found, 0), chosen=not chosen)]
    sections += [button(s.roman, _kind(found, s.number), chosen=s.number == chosen) for s in found.sections]
    around = []
    if found.page > 0:
        around.append(button("«", _kind(found, chosen, found.page - 1)))
    if found.page + 1 < found.pages:
        around.append(button("»", _kind(found, chosen, found.page + 1)))
    back = button(tr.gettext("What changed as a whole"), OverviewButton(edition=found.edition).pack())
    return keyboard(
        around,
        *in_rows(articles, BUTTONS_IN_ROW),
        *in_rows(sections, 6),
        [back],
    )


def quotation_keyboard(found: Quotation, tr: Translator) -> InlineKeyboardMarkup:
    """The places of a passage; where it is no longer in force, the comparison that tells what became of it."""
    shown = found.places[:PARTNERS_SHOWN]
    opens = [button(dated_label(place, tr), ArticleButton.of(place).pack()) for place in shown]
    old = next((place for place in shown if place.edition is Edition.Y1995), None)
    gone = old and (found.nearest or found.reference == old)
    compare = [button(tr.gettext("Compare"), _compare(old))] if old and gone else []
    return keyboard(*in_rows(opens, 2), compare)


def _compare(place: Reference) -> str:
    return CompareButton(edition=place.edition, article=place.article).pack()


def _kind(found: KindList, section: int, page: int = 0) -> str:
    return KindButton(edition=found.edition, kind=found.kind, section=section, page=page).pack()
