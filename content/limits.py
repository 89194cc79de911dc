"""Every limit of the platform that a card must respect, in one place.

Source: core.telegram.org/bots/api (10.3) and the FAQ on limits; budgets keep a margin below the documented value.
"""

TEXT_LIMIT = 4096
"""Characters (UTF-16 units, after entity parsing) of a plain message."""
TEXT_BUDGET = 4000
CAPTION_LIMIT = 1024
RICH_TEXT_LIMIT = 32_768
"""Of one rich message; readers of the documentation differ on characters or bytes, so we count bytes."""
RICH_TEXT_BUDGET = 32_700
RICH_BLOCK_LIMIT = 500
RICH_DEPTH_LIMIT = 16
RICH_COLUMN_LIMIT = 20
CALLBACK_DATA_LIMIT = 64
"""Bytes."""
CALLBACK_ANSWER_LIMIT = 200
COPY_TEXT_LIMIT = 256
DEEP_LINK_LIMIT = 64
BUTTONS_IN_ROW = 8
QUERY_LIMIT = 128
"""Characters of a question that are looked at; the rest is cut."""
MESSAGE_LIMIT = 4096
"""Characters of an incoming message that are looked at."""
INLINE_RESULT_LIMIT = 20
"""Results of one inline answer; the platform takes 50, nobody reads them."""
