"""The core: the law, words about the law, cards. Knows no Telegram, no clock, no network."""
