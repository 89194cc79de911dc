"""Downloads from public addresses over verified https, or from the one place an operator named, and nothing else."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from types import TracebackType

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
    DummyCookieJar,
    InvalidURL,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from content.errors import ImportFailed
from content.importers.limits import MAX_BYTES

MAX_REDIRECTS = 3
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NAT64 = IPv6Network("64:ff9b::/96")
_INCOMPLETE_CHAINS = frozenset(("adilet.zan.kz",))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; an IPv4 address inside an IPv6 one is judged as itself."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.teredo is not None:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Resolver(AbstractResolver):
    """Gives only addresses that may be used, so what was checked is what is connected to."""

    def __init__(self, given: URL | None) -> None:
        self._given = given
        self._system = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._system.resolve(host, port, family)
        if self._given is not None and (host, port) == (self._given.host, self._given.port):
            return found
        usable = [result for result in found if is_public(result["host"])]
        if not usable:
            raise ImportFailed(f"{host} has no public address")
        return usable

    async def close(self) -> None:
        await self._system.close()


class Downloader:
    """An async context manager; ``given`` is the base address an operator named, which may be http and local."""

    def __init__(self, given: URL | None = None) -> None:
        self._given = given

    async def __aenter__(self) -> Downloader:
        # Verification of certificates is the default of the connector and stays it.
        connector = TCPConnector(resolver=_Resolver(self._given), use_dns_cache=False, force_close=True)
        self._session = ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,  # a packed answer could unpack to anything
            headers={"Accept-Encoding": "identity", "User-Agent": "ata-zan"},
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, url: URL) -> bytes:
        """The body, at most 20 MiB. ``ImportFailed`` with the reason; its line does not name the address."""
        try:
            for _ in range(MAX_REDIRECTS + 1):
                self._refuse(url)
                async with self._session.get(url, allow_redirects=False) as response:
                    if response.status not in _REDIRECTS:
                        return await _body(response)
                    url = _next(url, response)
        except ClientError as error:
            raise ImportFailed(_reason(error, url.host or "")) from error
        raise ImportFailed(f"it redirects more than {MAX_REDIRECTS} times")

    def _refuse(self, url: URL) -> None:
        given = self._given
        if given is not None and (url.scheme, url.host, url.port) == (given.scheme, given.host, given.port):
            return
        if url.scheme != "https" or url.host is None or url.user is not None:
            raise ImportFailed("only https addresses are used")
        try:
            public = is_public(url.host)
        except ValueError:
            return  # a name, not a number: the resolver judges it
        if not public:
            raise ImportFailed(f"{url.host} is not a public address")


def _next(url: URL, response: ClientResponse) -> URL:
    try:
        return url.join(URL(response.headers.get("Location", "")))
    except ValueError as error:
        raise ImportFailed("it redirects to something that is no address") from error


async def _body(response: ClientResponse) -> bytes:
    if response.status != 200:
        raise ImportFailed("not found (404)" if response.status == 404 else f"the server answered {response.status}")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ImportFailed("the server packs its answer though asked not to")
    received = bytearray()
    async for chunk in response.content.iter_chunked(2**16):
        received += chunk
        if len(received) > MAX_BYTES:
            raise ImportFailed(f"larger than {MAX_BYTES // 2**20} MiB")
    return bytes(received)


def _reason(error: ClientError, host: str) -> str:
    """Never the error's own words: they carry whole addresses, and an address may carry a password."""
    if isinstance(error, ClientConnectorCertificateError):
        if host in _INCOMPLETE_CHAINS:
            return (
                "the site's certificate chain is known to be incomplete, so it is not trusted; "
                "download the page by hand into a folder and set OFFICIAL_TEXTS to that folder"
            )
        return "its certificate is not trusted"
    if isinstance(error, ClientSSLError):
        return "no secure connection could be made"
    if isinstance(error, ClientConnectorDNSError):
        return "its name was not found"
    if isinstance(error, InvalidURL):
        return "it is no usable address"
    if isinstance(error, ClientPayloadError):
        return "the answer broke off"
    return f"it cannot be reached ({type(error).__name__})"
