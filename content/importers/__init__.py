"""Official texts as published (Markdown, Word, the page of the legal portal) become one model, or fail with one line.

``guard.read_limited`` is the door: it reads a file in a subprocess with limits. ``detect.read_text`` does the same
work in this process and is for input we trust. Nothing is imported here, so that the subprocess starts fast.
"""
