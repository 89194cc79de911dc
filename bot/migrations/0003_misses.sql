-- Words of searches that found nothing. A word becomes readable only once three chats have typed it; until then there
-- are marks alone, made with a secret that is kept outside this file.
CREATE TABLE miss_trace (
    word BLOB NOT NULL, who BLOB NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (word, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX miss_trace_by_age ON miss_trace (seen_at);
CREATE TABLE miss_word (
    word TEXT PRIMARY KEY, times INTEGER NOT NULL, seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
