"""Official texts are read exactly, from every format, and nothing hostile gets through."""
