"""Texts come from public places or from where the operator says, in time, and every failure is one clear line."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import ClientConnectorCertificateError, web
from aiohttp.client_reqrep import ConnectionKey
from aiohttp.test_utils import TestServer
from yarl import URL

from bot import download
from bot.download import Downloader, is_public
from bot.official import SyncResult, fetch_official
from content.errors import ImportFailed
from content.importers.limits import MAX_BYTES
from content.importers.places import Place, PlaceFormat
from content.model import Edition, Locale
from tests.importers.reading import read, small_docx, small_html
from tests.small import COUNTS, FOLDER, small

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[..., Awaitable[URL]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a local server with the given handlers, for as long as the test lasts."""
    started: list[TestServer] = []

    async def start(routes: dict[str, Handler], tls: ssl.SSLContext | None = None) -> URL:
        app = web.Application()
        for path, handler in routes.items():
            app.router.add_get(path, handler)
        server = TestServer(app, scheme="https" if tls else "http")
        await server.start_server(ssl=tls)
        started.append(server)
        return server.make_url("/")

    yield start
    for server in started:
        await server.close()


def gives(content: str | bytes, status: int = 200, **headers: str) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        body = content.encode() if isinstance(content, str) else content
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=body, status=status, headers=named)

    return handler


def redirects(to: str) -> Handler:
    return gives("", 302, Location=to)


async def hangs(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "5000"})
    await response.prepare(request)
    await response.write(b"---\n")
    assert request.transport is not None
    request.transport.close()
    return response


async def never_ends(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(2 * MAX_BYTES // 2**20):
        await response.write(b"x" * 2**20)
    return response


async def fetch_both(url: URL, seconds: float = 5.0) -> SyncResult:
    return await fetch_official(str(url), expected=COUNTS, timeout=seconds)


async def test_from_an_address_of_the_operator(serve: Serve) -> None:
    base = await serve({"/texts/2026.kk.md": gives(small(Locale.KK)), "/texts/2026.ru.md": gives(small(Locale.RU))})
    result = await fetch_both(base / "texts/")
    assert [text.locale for text in result.texts] == [Locale.KK, Locale.RU]
    assert result.texts[0] == read(small(Locale.KK))
    assert result.problems == tuple(f"1995 {locale} from 127.0.0.1: not found (404)" for locale in ("kk", "ru"))


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (gives("no such page", 500), "the server answered 500"),
        (gives(b"\x1f\x8b", Content_Encoding="gzip"), "packs its answer"),
        (gives(b""), "the file is empty"),
        (gives(small(Locale.RU)), "the text is in ru, not in kk"),
        (gives(small(Locale.KK)[:-900]), "article"),
        (breaks_off, "the answer broke off"),
        (never_ends, "larger than 20 MiB"),
        (redirects("/2026.kk.md"), "redirects more than 3 times"),
        (redirects("http://192.0.2.1:99999/"), "redirects to something that is no address"),
        (redirects("http://127.0.0.1:1/"), "only https addresses are used"),
        (redirects("https://127.0.0.1:1/"), "127.0.0.1 is not a public address"),
        (redirects("https://[::ffff:10.0.0.1]/"), "is not a public address"),
        (redirects("https://169.254.169.254/latest/meta-data/"), "169.254.169.254 is not a public address"),
        (redirects("https://localhost:1/"), "localhost has no public address"),
        (redirects("https://2130706433/"), "no public address|no usable address"),
        (redirects("file:///etc/passwd"), "only https addresses|no address"),
        (redirects("https://user:secret@example.org/"), "only https addresses are used"),
    ],
)
async def test_what_goes_wrong_on_the_way(serve: Serve, handler: Handler, reason: str) -> None:
    base = await serve({"/2026.kk.md": handler})
    result = await fetch_both(base)
    assert result.texts == ()
    line = result.problems[0]
    assert line.startswith("2026 kk from 127.0.0.1: ")
    assert any(part in line for part in reason.split("|")), line
    assert "secret" not in line
    assert "\n" not in line


async def test_a_redirect_within_the_given_place_is_followed(serve: Serve) -> None:
    base = await serve({"/2026.ru.md": redirects("/moved.md"), "/moved.md": gives(small(Locale.RU))})
    assert len((await fetch_both(base)).texts) == 1


async def test_a_server_that_hangs_costs_only_its_time(serve: Serve) -> None:
    base = await serve({"/2026.kk.md": hangs, "/2026.ru.md": gives(small(Locale.RU))})
    result = await fetch_both(base, seconds=3.0)
    assert [text.locale for text in result.texts] == [Locale.RU]
    assert "2026 kk from 127.0.0.1: no answer in time" in result.problems


def place(url: URL | str, locale: Locale = Locale.RU, shape: PlaceFormat = PlaceFormat.MARKDOWN) -> Place:
    return Place(f"{url}", Edition.Y2026, locale, shape, str(url))


class _Given(Downloader):
    """Takes the local server for a place of the list, so that the order of places can be seen."""

    def _refuse(self, url: URL) -> None:
        return


async def test_places_are_tried_in_order(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.official.Downloader", _Given)
    page = gives(small_html(Locale.RU))
    base = await serve({"/gone": gives("", 404), "/hangs": hangs, "/page": page, "/text": gives(small(Locale.RU))})
    listed = [place(base / "gone"), place(base / "hangs"), place(base / "page", shape=PlaceFormat.HTML)]
    result = await fetch_official(None, places=[*listed, place(base / "text")], expected=COUNTS, timeout=5.0)
    assert result.problems == (), "a text that was had in the end is no problem"
    (text,) = result.texts
    assert text.source == str(base / "page")
    result = await fetch_official(None, places=listed[:1], expected=COUNTS)
    assert result == SyncResult((), ("2026 ru from 127.0.0.1: not found (404)",))


@pytest.mark.parametrize(
    "url", ["http://example.org/a", "https://127.0.0.1/a", "https://localhost/a", "https://[::1]/"]
)
async def test_listed_places_are_public_and_https(url: str) -> None:
    result = await fetch_official(None, places=[place(url)], expected=COUNTS)
    assert result.texts == ()
    assert "only https" in result.problems[0] or "public address" in result.problems[0]


async def test_a_name_is_judged_by_what_it_resolves_to(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(self: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
        common = {"hostname": host, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
        return [{**common, "host": "10.0.0.7"}, {**common, "host": "127.0.0.1"}]

    monkeypatch.setattr("bot.download.ThreadedResolver.resolve", resolve)
    result = await fetch_official(None, places=[place("https://law.example.org/a")], expected=COUNTS)
    assert result.problems == ("2026 ru from law.example.org: law.example.org has no public address",)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True)),
        *(("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.0.1", False), ("0.0.0.0", False)),
        *(("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False)),
        *(("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False)),
        *(("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2001:0:1::", False)),
        *(("::ffff:93.184.215.14", True), ("64:ff9b::5db8:d70e", True)),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_broken_chain_says_what_to_do() -> None:
    key = ConnectionKey("adilet.zan.kz", 443, True, True, None, None, None)
    said = download._reason(ClientConnectorCertificateError(key, ssl.SSLCertVerificationError()), "adilet.zan.kz")
    assert "certificate chain is known to be incomplete" in said
    assert "by hand" in said
    assert "OFFICIAL_TEXTS" in said


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        [openssl, *asked.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_a_certificate_is_always_verified(serve: Serve, self_signed: ssl.SSLContext) -> None:
    base = await serve({"/2026.ru.md": gives(small(Locale.RU))}, self_signed)
    result = await fetch_both(base)
    assert result.texts == ()
    assert "2026 ru from 127.0.0.1: its certificate is not trusted" in result.problems


async def test_from_a_folder(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.md"):
        shutil.copy(file, tmp_path)
    (tmp_path / "again.docx").write_bytes(small_docx(Locale.RU))
    (tmp_path / "README.md").write_text("# About\n")
    (tmp_path / "wrong.md").write_text("# Уха\n")
    (tmp_path / "notes.txt").write_text("x")
    result = await fetch_official(str(tmp_path), expected=COUNTS)
    assert [(text.edition, text.locale) for text in result.texts] == [
        (Edition.Y2026, Locale.KK),
        (Edition.Y2026, Locale.RU),
    ]
    assert result.texts[1].source.startswith("https://"), "Markdown says more of itself than Word"
    assert result.problems == ('wrong.md: no article has an anchor like <a id="st1"></a>',)


async def test_from_a_folder_with_a_page_saved_by_hand(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(small_html(Locale.KK))
    (text,) = (await fetch_official(str(tmp_path), expected=COUNTS)).texts
    assert text.sections == read(small(Locale.KK)).sections


async def test_folders_that_give_nothing(tmp_path: Path) -> None:
    for where, reason in ((tmp_path, "has no .md, .docx or .html file"), (tmp_path / "none", "is not a folder")):
        result = await fetch_official(str(where))
        assert result.texts == ()
        assert len(result.problems) == 1
        assert reason in result.problems[0]
    for number in range(21):
        (tmp_path / f"{number}.md").write_text("x")
    assert "more than 20 texts" in (await fetch_official(str(tmp_path))).problems[0]


async def test_no_time_at_all(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "small.ru.md", tmp_path)
    result = await fetch_official(str(tmp_path), expected=COUNTS, timeout=0.0)
    assert result == SyncResult((), ("small.ru.md: no time was left to read it",))


async def test_what_is_no_address() -> None:
    assert (await fetch_official("https://[")).problems == ("OFFICIAL_TEXTS: not a web address",)
    with pytest.raises(ImportFailed, match="only https"):
        async with Downloader() as downloader:
            await downloader.get(URL("ftp://example.org/a"))
