-- What a chat has chosen. No names, no texts.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE chat (
    chat_id INTEGER PRIMARY KEY,
    locale TEXT CHECK (locale IN ('kk', 'ru', 'en')),
    view TEXT NOT NULL DEFAULT 'rich' CHECK (view IN ('rich', 'plain')),
    changed_at INTEGER NOT NULL
) STRICT;
