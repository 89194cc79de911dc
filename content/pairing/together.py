"""Reads all articles that hang together by their relations, and finds the likely pairs among them once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from content.corpus import Corpus
from content.model import PREAMBLE, Locale, Provision, Reference
from content.pairing.likely import Likely, likely_pairs
from content.pairing.passages import passages_of

_found: dict[str, dict[Reference, Likely]] = {}
"""Of one corpus, by its fingerprint."""


async def likely_pairs_of(corpus: Corpus, article: Reference) -> Likely:
    """The likely pairs of an article; every language and both wordings that are loaded have a say in them."""
    if corpus.fingerprint not in _found:
        _found.clear()
    known = _found.setdefault(corpus.fingerprint, {})
    if article not in known:
        read = await _together(corpus, article)
        likely = await asyncio.to_thread(
            likely_pairs,
            {reference: partner_places(found) for reference, (found, *_) in read.items()},
            list(dict.fromkeys(one for found, *_ in read.values() for one in found.paragraph_relations)),
            [
                {reference: passages_of(every[at], official=official) for reference, every in read.items()}
                for at in range(len(Locale))
                for official in (True, False)
            ],
        )
        known.update(dict.fromkeys(read, likely))
    return known[article]


def partner_places(found: Provision) -> list[Reference]:
    """The places of the other edition that an article is related to; one preamble always to the other."""
    own = found.reference
    if found.relation is None:
        return [Reference(own.edition.other, PREAMBLE)] if own.article == PREAMBLE else []
    return [p for p in (*found.relation.before, *found.relation.after) if p.edition is not own.edition]


async def _together(corpus: Corpus, article: Reference) -> dict[Reference, Sequence[Provision]]:
    """In every language, the article, its partners, their partners, and so on to the end."""
    read: dict[Reference, Sequence[Provision]] = {}
    waiting = [article]
    while waiting:
        reference = waiting.pop()
        if reference not in read:
            read[reference] = [await corpus.provision(reference, locale) for locale in Locale]
            waiting += [place.whole_article for place in partner_places(read[reference][0])]
    return read
