"""Pure functions from a comparison or a list of changes to the buttons under it."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from content.cards import Translator
from content.cards.overview import KindList
from content.compare import Comparison
from content.labels import citation, dated_label
from content.limits import BUTTONS_IN_ROW
from content.model import Reference
from handlers.callbacks import ArticleButton, CompareButton, KindButton, OverviewButton, PictureButton
from handlers.deep_links import comparison_payload
from handlers.keyboards import button, in_rows, keyboard
from handlers.links import share_button
from handlers.ports import BotName

PARTNERS_SHOWN = 6
"""An article that was split or merged more often names the rest on the card."""


def comparison_keyboard(found: Comparison, tr: Translator, *, bot_name: BotName | None) -> InlineKeyboardMarkup:
    """Both provisions, the comparisons of the partners and of what they touch, the overview, share."""
    own = found.own.reference
    partners = [partner.reference for partner in found.partners[:PARTNERS_SHOWN]]
    opens = [button(dated_label(place, tr), ArticleButton.of(place).pack()) for place in (own, *partners)]
    further = [*(partners if len(partners) > 1 else []), *found.elsewhere[:PARTNERS_SHOWN]]
    compares = [button(f"⇄ {dated_label(place, tr)}", _compare(place)) for place in further]
    tools = [button(tr.gettext("What changed as a whole"), OverviewButton(edition=own.edition).pack())]
    passing: list[InlineKeyboardButton] = []
    if bot_name:
        picture = PictureButton(edition=own.edition, article=own.article, compared=True)
        passing = [
            button(tr.gettext("Picture"), picture.pack()),
            share_button(comparison_payload(own), citation(own, tr.locale), bot_name, tr),
        ]
    return keyboard(*in_rows(opens, 2), *in_rows(compares, 2), tools, passing)


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


def _compare(place: Reference) -> str:
    return CompareButton(edition=place.edition, article=place.article).pack()


def _kind(found: KindList, section: int, page: int = 0) -> str:
    return KindButton(edition=found.edition, kind=found.kind, section=section, page=page).pack()
