-- Updates that have changed something, so that one that comes again after a restart changes nothing more. No persons.
CREATE TABLE seen_update (update_id INTEGER PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT;
CREATE INDEX seen_update_by_age ON seen_update (seen_at);

-- When the bot was blocked or thrown out, so that what is stored of a chat without a subscription ends as well.
ALTER TABLE chat ADD COLUMN left_at INTEGER;

-- Reasons come from a bounded set; nobody can be told about a group through the accounts that stand for anonymous senders.
UPDATE delivery SET reason = 'unknown refusal' WHERE reason LIKE 'unknown refusal:%';
UPDATE subscription SET set_by = NULL WHERE set_by IN (1087968824, 136817688);
