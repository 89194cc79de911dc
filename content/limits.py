"""Every limit of the platform that an answer must respect, and what we allow our own words within them.

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
INLINE_DESCRIPTION_LIMIT = 140
"""Characters under the title of an inline result; clients show two lines."""
INLINE_BUTTON_LIMIT = 80
"""Characters of the button above inline results; we take no more than a phone shows."""
POLL_QUESTION_LIMIT = 300
POLL_OPTION_LIMIT = 100
POLL_EXPLANATION_LIMIT = 200
TITLE_LIMIT = 60
SUMMARY_LIMIT = 900
EXPLAINER_LIMIT = 900
"""Characters of our own words: of a title, of what a provision says, of an explainer of the day."""
