"""``python -m bot ask``: the answer of a private message, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

from bot.translator import tr_for
from content.ask import ask, miss
from content.corpus import Corpus
from content.labels import label
from content.model import Edition, Locale, Reference
from handlers.plain_words import as_command, is_greeting, is_thanks


async def ask_lines(
    corpus_file: Path, questions: Iterable[str], locale: Locale, *, as_json: bool
) -> AsyncGenerator[str, None]:
    """One line of JSON for each question, or readable lines."""
    async with Corpus.open(corpus_file) as corpus:
        for question in questions:
            if is_greeting(question) or is_thanks(question):
                answer = miss(question)
            else:
                answer = await ask(corpus, question, locale, read_as=as_command(question))
            if as_json:
                yield json.dumps(answer, ensure_ascii=False)
                continue
            tr = tr_for(locale)
            for result in answer["results"]:
                ref = Reference(Edition(result["edition"]), result["article"], result["paragraph"])
                yield f"{label(ref, tr)} ({ref.edition}): {result['title']}"
            if not answer["results"]:
                yield tr.gettext("I did not find that in the Constitution.")
