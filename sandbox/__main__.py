"""`python -m sandbox` runs the sandbox alone, for any bot that can be pointed at another Bot API server."""

import argparse
import asyncio
import signal
import sys

from sandbox.box import TOKEN, start_sandbox


async def serve(host: str, port: int, token: str) -> None:
    """Runs until Ctrl-C or SIGTERM."""
    box = await start_sandbox(host, port, token=token)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    print(f"Chat page and Bot API: {box.url}\nToken: {token}\nCtrl-C stops.", flush=True)
    try:
        await stop.wait()
    finally:
        await box.stop()


def main() -> int:
    """Reads the command line; the exit status is 2 for a wrong address and 1 for a port that is taken."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--listen", default="127.0.0.1:8080", metavar="HOST:PORT")
    parser.add_argument("--token", default=TOKEN, help="digits:letters; any other token is refused")
    options = parser.parse_args()
    host, _, port = options.listen.rpartition(":")
    if not host or not port.isdigit():
        parser.error(f"--listen must be HOST:PORT, not {options.listen!r}")
    if not options.token.partition(":")[0].isdigit():
        parser.error("--token must look like 1000000001:LETTERS")
    try:
        asyncio.run(serve(host.strip("[]"), int(port), options.token))
    except OSError as error:
        print(f"cannot listen on {options.listen}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
