"""Cards and buttons about what is stored: what, why, how long, who answers for it, and how to erase it."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from content.cards import Card, Entry, Paragraph, Translator, plain
from handlers.callbacks import ForgetButton
from handlers.deep_links import MYDATA_PAYLOAD, mydata_payload
from handlers.keyboards import button, keyboard
from handlers.links import link_button
from handlers.ports import BotName, Contact


def privacy_card(tr: Translator, contact: Contact) -> Card:
    """What is stored, why, for how long, and who runs the bot; short enough to be read."""
    lines = [
        tr.gettext(
            "Stored for a chat: its id, language, view, schedule and zone, place in the course, what was delivered when, "
            "quiz counts; in a group also the id of the admin who subscribed it, and while I wait for a time or a city the "
            "id of the one I asked."
        ),
        tr.gettext("Why: to answer in your language and to send one explainer a day, once. Nobody else receives it."),
        tr.gettext(
            "How long: deliveries 90 days; the place in the course 180 days after you stop; quiz counts 180 days; who "
            "was asked for a time or a city about a day; the rest until /forget."
        ),
        tr.gettext("Not stored: names, messages, questions, who shared what. Quiz answers are counted without names."),
        tr.gettext(
            "Words the search did not find are counted as single words, without persons, and can be read only after three "
            "different chats have typed the same word. Until then, for at most 30 days, there is only a mark of word and "
            "chat from which neither can be read."
        ),
        tr.gettext("/forget erases everything at once; backup copies of the operator are gone after at most 35 days."),
        tr.gettext("/mydata sends everything stored about this chat as a file."),
        _who(contact, tr),
    ]
    return Card(title=tr.gettext("Privacy"), blocks=tuple(Entry("•", plain(line)) for line in lines))


def _who(contact: Contact, tr: Translator) -> str:
    if contact:
        return tr.gettext("Who runs this bot: {operator}").format(operator=contact)
    return tr.gettext("Who runs this bot: an independent operator, not a state body, who has left no address here.")


def privacy_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """One button that asks before it erases."""
    return keyboard([button(tr.gettext("Erase everything"), ForgetButton().pack())])


def mydata_elsewhere_card(tr: Translator) -> Card:
    """In a group or a channel everybody would see the file."""
    words = tr.gettext("What is stored about this chat I send to its admins only.")
    return Card(title=tr.gettext("I send it in private, not here."), blocks=(Paragraph(plain(words)),))


def mydata_elsewhere_keyboard(chat_id: int, tr: Translator, bot_name: BotName) -> InlineKeyboardMarkup:
    """What is stored about the one who presses, and what is stored about the chat."""
    return keyboard(
        [link_button(tr.gettext("About me"), bot_name, MYDATA_PAYLOAD)],
        [link_button(tr.gettext("About this chat"), bot_name, mydata_payload(chat_id))],
    )


def mydata_words(tr: Translator) -> str:
    """The line under the file."""
    return tr.gettext("Everything stored about this chat. /privacy says why, /forget erases it.")


def ask_forget_card(tr: Translator) -> Card:
    """What will be lost, before it is."""
    words = tr.gettext(
        "Settings, subscription, place in the course and quiz counts will be gone, and the daily explainer stops. This "
        "cannot be undone."
    )
    return Card(title=tr.gettext("Erase everything stored about this chat?"), blocks=(Paragraph(plain(words)),))


def ask_forget_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """Yes and no."""
    return keyboard(
        [button(tr.gettext("Yes, erase"), ForgetButton(sure=True).pack())],
        [button(tr.gettext("Keep everything"), ForgetButton(keep=True).pack())],
    )


def keep_card(tr: Translator) -> Card:
    """Nothing was erased."""
    return Card(title=tr.gettext("Nothing was erased."))


def forgotten_card(erased: int, tr: Translator) -> Card:
    """The receipt."""
    count = tr.gettext("Entries erased: {number}.").format(number=erased)
    words = tr.gettext("Nothing about this chat is left in the database. If you write again, it begins anew.")
    return Card(
        title=tr.gettext("Done: everything stored about this chat is erased."),
        badge=count,
        blocks=(Paragraph(plain(words)),),
    )
