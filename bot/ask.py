"""``python -m bot ask``: the answer of a private message, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

from bot.translator import tr_for
from content.ask import answered, meant_by
from content.cards import Translator
from content.cards.claims import Impossible, impossible, look_up
from content.cards.results import other_law_card
from content.corpus import Corpus
from content.interpretation import Interpretation, OtherLaw, References
from content.labels import label
from content.model import Edition, Locale, Reference
from handlers.plain_words import as_command, is_greeting, is_thanks


async def ask_lines(
    corpus_file: Path, questions: Iterable[str], locale: Locale, *, as_json: bool
) -> AsyncGenerator[str, None]:
    """One line of JSON for each question, or readable lines."""
    async with Corpus.open(corpus_file) as corpus:
        for question in questions:
            polite = is_greeting(question) or is_thanks(question)
            meant = None if polite else await meant_by(corpus, question, locale, read_as=as_command(question))
            answer = await answered(corpus, question, meant, locale)
            if as_json:
                yield json.dumps(answer, ensure_ascii=False)
                continue
            tr = tr_for(locale)
            for result in answer["results"]:
                ref = Reference(Edition(result["edition"]), result["article"], result["paragraph"])
                yield f"{label(ref, tr)} ({ref.edition}): {result['title']}"
            if not answer["results"]:
                yield await _why_nothing(corpus, meant, tr)


async def _why_nothing(corpus: Corpus, meant: Interpretation | None, tr: Translator) -> str:
    """One sentence where there is no provision to name."""
    match meant:
        case OtherLaw(constitution):
            return other_law_card(tr, constitution=constitution).title
        case References(readings):
            for claim in await look_up(corpus, readings, tr.locale):
                if isinstance(claim.found, Impossible):
                    return impossible(claim.found, claim.elsewhere, tr)
    return tr.gettext("I did not find that in the Constitution.")
