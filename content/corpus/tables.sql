-- The corpus: one immutable file, rebuilt aside and swapped in. No personal data, ever.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE edition (
    id TEXT NOT NULL, locale TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL, status TEXT NOT NULL,
    adopted TEXT NOT NULL, in_force_from TEXT NOT NULL, in_force_until TEXT, links TEXT NOT NULL,
    PRIMARY KEY (id, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
    edition TEXT NOT NULL, number INTEGER NOT NULL, locale TEXT NOT NULL, title TEXT NOT NULL,
    PRIMARY KEY (edition, number, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    edition TEXT NOT NULL, label TEXT NOT NULL, position INTEGER NOT NULL, section INTEGER, excluded TEXT,
    PRIMARY KEY (edition, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_words (
    edition TEXT NOT NULL, label TEXT NOT NULL, locale TEXT NOT NULL, title TEXT NOT NULL, outline TEXT NOT NULL,
    PRIMARY KEY (edition, label, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE summary (
    id INTEGER PRIMARY KEY,
    edition TEXT NOT NULL, article TEXT NOT NULL, locale TEXT NOT NULL, position INTEGER NOT NULL,
    paragraph TEXT, subparagraph TEXT, text TEXT NOT NULL
) STRICT;
CREATE INDEX summary_by_article ON summary (edition, article, locale, position);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY, edition TEXT NOT NULL, article TEXT NOT NULL, paragraph TEXT, kind TEXT NOT NULL
) STRICT;
CREATE INDEX relation_by_article ON relation (edition, article);
CREATE TABLE relation_partner (
    relation INTEGER NOT NULL REFERENCES relation (id), position INTEGER NOT NULL, article TEXT NOT NULL,
    paragraph TEXT, subparagraph TEXT, PRIMARY KEY (relation, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_partner_by_article ON relation_partner (article);
CREATE TABLE relation_note (
    relation INTEGER NOT NULL REFERENCES relation (id), locale TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (relation, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE official_text (
    edition TEXT NOT NULL, locale TEXT NOT NULL, title TEXT NOT NULL, requisite TEXT NOT NULL,
    version_date TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (edition, locale)
) STRICT, WITHOUT ROWID;
CREATE TABLE official_section (
    edition TEXT NOT NULL, locale TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL,
    PRIMARY KEY (edition, locale, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE official_clause (
    id INTEGER PRIMARY KEY,
    edition TEXT NOT NULL, locale TEXT NOT NULL, article TEXT NOT NULL, position INTEGER NOT NULL,
    paragraph TEXT, subparagraph TEXT, text TEXT NOT NULL
) STRICT;
CREATE INDEX official_clause_by_article ON official_clause (edition, article, locale, position);
CREATE TABLE official_note (
    edition TEXT NOT NULL, locale TEXT NOT NULL, article TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (edition, locale, article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (id TEXT PRIMARY KEY, grouping TEXT NOT NULL, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE topic_words (
    topic TEXT NOT NULL REFERENCES topic (id), locale TEXT NOT NULL, title TEXT NOT NULL, situation TEXT NOT NULL,
    changed TEXT NOT NULL, everyday TEXT NOT NULL, PRIMARY KEY (topic, locale)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_entry (
    topic TEXT NOT NULL REFERENCES topic (id), role TEXT NOT NULL, position INTEGER NOT NULL, edition TEXT NOT NULL,
    article TEXT NOT NULL, paragraph TEXT, subparagraph TEXT, PRIMARY KEY (topic, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_entry_by_article ON topic_entry (edition, article);
CREATE TABLE topic_entry_words (
    topic TEXT NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL, locale TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (topic, role, position, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE explainer (id TEXT PRIMARY KEY, position INTEGER NOT NULL, tags TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE explainer_words (
    explainer TEXT NOT NULL REFERENCES explainer (id), locale TEXT NOT NULL, title TEXT NOT NULL, gives TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, matters TEXT NOT NULL, PRIMARY KEY (explainer, locale)
) STRICT, WITHOUT ROWID;
CREATE TABLE explainer_place (
    explainer TEXT NOT NULL REFERENCES explainer (id), position INTEGER NOT NULL, edition TEXT NOT NULL,
    article TEXT NOT NULL, paragraph TEXT, subparagraph TEXT, PRIMARY KEY (explainer, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, paragraph TEXT, subparagraph TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE question_words (
    question TEXT NOT NULL REFERENCES question (id), locale TEXT NOT NULL, text TEXT NOT NULL, options TEXT NOT NULL,
    explanation TEXT NOT NULL, PRIMARY KEY (question, locale)
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
    code TEXT PRIMARY KEY, kk TEXT NOT NULL, ru TEXT NOT NULL, en TEXT NOT NULL, note TEXT NOT NULL, avoid TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE gone_word (id TEXT PRIMARY KEY, words TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE gone_word_note (
    word TEXT NOT NULL REFERENCES gone_word (id), locale TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (word, locale)
) STRICT, WITHOUT ROWID;
-- Words of the official text of 1995 that stand nowhere in that of 2026, counted where both are loaded.
CREATE TABLE departed_word (
    term TEXT PRIMARY KEY, word TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Everyday words and the places they mean; words for matters of which no Constitution speaks.
CREATE TABLE everyday_word (id INTEGER PRIMARY KEY, words TEXT NOT NULL, places TEXT NOT NULL) STRICT;
CREATE TABLE beside_word (locale TEXT NOT NULL, phrase TEXT NOT NULL, PRIMARY KEY (locale, phrase))
    STRICT, WITHOUT ROWID;

-- The index of the search: texts as terms (content/finding/words.py), and how well each term fits each text (bm25).
CREATE VIRTUAL TABLE search USING fts5 (terms, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE search_1995 USING fts5 (terms, content='', tokenize="unicode61 remove_diacritics 0");
CREATE TABLE search_unit (id INTEGER PRIMARY KEY, field TEXT NOT NULL, topic TEXT, size INTEGER NOT NULL) STRICT;
-- All of it is read once, as a whole: no keys, numbers instead of names, gaps instead of numbers, shares in hundredths.
CREATE TABLE search_spot (
    id INTEGER PRIMARY KEY, edition TEXT NOT NULL, article TEXT NOT NULL, paragraph TEXT, subparagraph TEXT
) STRICT;
CREATE TABLE search_place (unit INTEGER NOT NULL, spot INTEGER NOT NULL, share INTEGER NOT NULL) STRICT;
CREATE TABLE search_fit (edition TEXT NOT NULL, term TEXT NOT NULL, gaps TEXT NOT NULL, fits TEXT NOT NULL) STRICT;
CREATE TABLE search_form (form TEXT NOT NULL, term TEXT NOT NULL, strong INTEGER NOT NULL) STRICT;
