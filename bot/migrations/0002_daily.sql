-- The daily explainer: who wants it when, who had what, and the ledger of deliveries. Times are Unix seconds (UTC),
-- dates are local ones as YYYY-MM-DD.
CREATE TABLE subscription (
    chat_id INTEGER PRIMARY KEY,
    thread_id INTEGER,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    days INTEGER NOT NULL,
    rhythm TEXT NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
    silent INTEGER NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('active', 'stopped', 'gone', 'finished')),
    reason TEXT NOT NULL DEFAULT '',
    next_due_at INTEGER,
    next_day TEXT,
    since_day TEXT,
    last_day TEXT,
    paused_until TEXT,
    strike TEXT NOT NULL DEFAULT '',
    strikes INTEGER NOT NULL DEFAULT 0,
    set_by INTEGER,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX subscription_due ON subscription (next_due_at) WHERE standing = 'active';

-- A chat's place in the course is the set of explainers it has had.
CREATE TABLE learned (
    chat_id INTEGER NOT NULL, explainer TEXT NOT NULL, PRIMARY KEY (chat_id, explainer)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    part INTEGER NOT NULL DEFAULT 1,
    contents TEXT NOT NULL DEFAULT '',
    due_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('pending', 'sending', 'sent', 'unknown', 'gone', 'refused', 'expired', 'skipped')
    ),
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    ambiguous INTEGER NOT NULL DEFAULT 0,
    message_id INTEGER,
    changed_at INTEGER NOT NULL,
    UNIQUE (chat_id, day, part)
) STRICT;
CREATE INDEX delivery_pending ON delivery (due_at, id) WHERE state = 'pending';
CREATE INDEX delivery_sending ON delivery (id) WHERE state = 'sending';
CREATE INDEX delivery_by_day ON delivery (day, state);

-- Words that the operator has seen before any reader did.
CREATE TABLE canary (mark TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- A question of ours that waits for typed words: a time or a city.
CREATE TABLE asked (
    chat_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, what TEXT NOT NULL, asked_at INTEGER NOT NULL
) STRICT;

-- Quiz polls and how they were answered, without persons.
CREATE TABLE quiz_poll (
    poll_id TEXT PRIMARY KEY, chat_id INTEGER NOT NULL, question TEXT NOT NULL, correct INTEGER NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0, correctly INTEGER NOT NULL DEFAULT 0, asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quiz_poll_by_chat ON quiz_poll (chat_id);

ALTER TABLE chat ADD COLUMN offered INTEGER NOT NULL DEFAULT 0;
