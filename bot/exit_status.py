"""The exit statuses of the command line, which a service manager can act on; the README lists them."""

EXIT_USAGE = 2
EXIT_DATA = 65
EXIT_UNAVAILABLE = 69
EXIT_TEMPORARY = 75
EXIT_CONFIG = 78


class StartError(Exception):
    """The bot cannot start; the message is one line that says what is wrong and what to do."""

    def __init__(self, message: str, status: int = EXIT_UNAVAILABLE) -> None:
        super().__init__(message)
        self.status = status
