"""How words find provisions: folding, stems, spellings, lexicon, ranking, excerpts."""
