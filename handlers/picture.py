"""The picture button: a provision or a comparison as an image to pass on."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from content.cards import Translator
from content.cards.comparison import comparison_card
from content.cards.provision import provision_card
from content.compare import compare
from content.corpus import Corpus
from content.model import Edition
from handlers.callbacks import PictureButton
from handlers.ports import ShowPicture


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.callback_query.register(pictured, PictureButton.filter())
    return made


async def pictured(
    query: CallbackQuery, callback_data: PictureButton, corpus: Corpus, tr: Translator, picture: ShowPicture
) -> None:
    ref = callback_data.reference
    editions = {edition: await corpus.edition(edition, tr.locale) for edition in Edition}
    if callback_data.compared:
        card = comparison_card(await compare(corpus, ref, tr.locale), editions, tr)
    else:
        card = provision_card(await corpus.provision(ref, tr.locale), editions[ref.edition], tr)
    await picture(query, card)
