"""Twelve telling pairs of our own sources, approved by eye in three languages and both views."""

from __future__ import annotations

import json

import pytest

from bot.translator import tr_for
from content.cards.comparison import comparison_card
from content.compare import compare
from content.corpus import Corpus
from content.model import Edition, Kind, Locale, Reference
from content.render_plain import render_plain
from content.render_rich import render_rich
from tests.golden import Golden

golden = Golden()

PAIRS = {
    "kept-67": (Edition.Y2026, "67", Kind.KEPT),
    "reworded-17": (Edition.Y2026, "17", Kind.REWORDED),
    "detention-18": (Edition.Y2026, "18", Kind.REWORDED),
    "moved-19": (Edition.Y2026, "19", Kind.MOVED),
    "split-77": (Edition.Y1995, "77", Kind.SPLIT),
    "merged-20": (Edition.Y2026, "20", Kind.MERGED),
    "new-49": (Edition.Y2026, "49", Kind.NEW),
    "dropped-84": (Edition.Y1995, "84", Kind.DROPPED),
    "longest-46": (Edition.Y2026, "46", None),
    "ombudsman-83-1": (Edition.Y1995, "83-1", None),
    "limits-41": (Edition.Y2026, "41", None),
    "preamble": (Edition.Y2026, "preamble", None),
}


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", PAIRS)
async def test_a_telling_pair_looks_as_approved(corpus: Corpus, locale: Locale, name: str) -> None:
    edition, article, kind = PAIRS[name]
    found = await compare(corpus, Reference(edition, article), locale)
    if kind is not None:
        provision = await corpus.provision(Reference(edition, article), locale)
        assert provision.relation is not None
        assert provision.relation.kind is kind
    words = {one: await corpus.edition(one, locale) for one in Edition}
    card = comparison_card(found, words, tr_for(locale))
    plain = "\n---\n".join(page.html for page in render_plain(card))
    golden.check(f"{locale}/compare/{name}.html", plain + "\n")
    golden.check(f"{locale}/compare/{name}.json", json.dumps(render_rich(card), ensure_ascii=False, indent=1) + "\n")
