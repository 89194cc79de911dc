"""The exit statuses of the command line, which a service manager can act on; the README lists them."""

EXIT_USAGE = 2
EXIT_DATA = 65
EXIT_UNAVAILABLE = 69
EXIT_TEMPORARY = 75
EXIT_CONFIG = 78
