"""Explanations of the quiz: why, with the article, named once and within what Telegram allows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.quizzes import explanation
from bot.translator import tr_for
from content.corpus import Corpus
from content.limits import POLL_EXPLANATION_LIMIT
from content.model import Locale


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_explanation_names_its_article_once(corpus: Corpus, locale: Locale) -> None:
    places = await corpus.question_places()
    assert len(places) > 100
    for identifier in places:
        question = await corpus.question(identifier, locale)
        assert question is not None
        words = explanation(question, tr_for(locale))
        assert words == question.explanation, identifier  # all of them begin with it
        assert len(words) <= POLL_EXPLANATION_LIMIT, identifier


async def test_an_explanation_that_does_not_name_it_gets_it(corpus: Corpus) -> None:
    question = await corpus.question("akim-candidates", Locale.EN)
    assert question is not None
    for words in ("Because.", "x" * 300, "Two of them: see 189 and 8."):
        made = explanation(replace(question, explanation=words), tr_for(Locale.EN))
        assert made.endswith("(art. 89(4))")
        assert len(made) <= POLL_EXPLANATION_LIMIT
