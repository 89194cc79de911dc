"""One file per command, thin: parse, look up, compose, show."""
