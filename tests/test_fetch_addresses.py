"""Addresses: a real server on this machine, and a world in which names lead where the test says."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from onrecord.errors import NotAPage, PageError, RefusedAddress, TooLarge, Unreachable
from onrecord.fetch import FailedPage, Limits, Outside, find_pages
from onrecord.types import Page, PageKind

TODAY = date(2026, 11, 22)
RAIN = b"<html><p>Rain in Split, the mayor said.</p></html>"
OWN = Limits(allow_private=True, read_seconds=2, total_seconds=4)
PUBLIC = "93.184.215.14"


class Handler(BaseHTTPRequestHandler):
    """Answers each path as ROUTES say."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        try:
            ROUTES[self.path.partition("?")[0]](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test says what it saw."""


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.close_connection = True
    while True:
        handler.wfile.write(b"<p>Rain.</p>" * 5000)


def drip(handler: Handler) -> None:
    """A byte now and then, for ever: no read of it times out."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    handler.close_connection = True
    for _ in range(200):
        handler.wfile.write(b"a")
        time.sleep(0.02)


def silent(handler: Handler) -> None:
    handler.server.done.wait(5)  # type: ignore[attr-defined]
    handler.close_connection = True


def cut(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>Rain")
    handler.close_connection = True


def cookie_wall(handler: Handler) -> None:
    if "seen=1" in (handler.headers["Cookie"] or ""):
        return handler.answer(RAIN, Content_Type="text/html")
    return handler.answer(b"", 302, Location="/cookie", Set_Cookie="seen=1")


def redirect(to: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(b"moved", status, Location=to)


def serve(body: bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(body, status, **headers)


ROUTES: dict[str, Callable[[Handler], None]] = {
    "/html": serve(RAIN, Content_Type="text/html; charset=windows-1250"),
    "/xhtml": serve(RAIN, Content_Type="application/xhtml+xml"),
    "/untyped": serve(RAIN),
    "/plain": serve(b"Home\nRain.", Content_Type="TEXT/PLAIN;charset=utf-8"),
    "/raw": serve(RAIN, Content_Type="text/plain"),
    "/oddset": serve(RAIN, Content_Type="text/html; charset=utf8mb4"),
    "/gzip": serve(gzip.compress(RAIN), Content_Type="text/html", Content_Encoding="gzip"),
    "/br": serve(b"\x8b\x03\x80\x01\x02\x00" * 9, Content_Type="text/html", Content_Encoding="br"),
    "/bomb": serve(gzip.compress(b"a" * 50_000_000), Content_Type="text/html", Content_Encoding="gzip"),
    "/pdf": serve(b"%PDF-1.7", Content_Type="application/pdf"),
    "/lie": serve(b"%PDF-1.7", Content_Type="text/html"),
    "/empty": serve(b"", Content_Type="text/html"),
    "/missing": serve(b"<p>no", 404, Content_Type="text/html"),
    "/down": serve(b"<p>no", 503, Content_Type="text/html"),
    "/unchanged": serve(b"", 304),
    "/endless": endless,
    "/drip": drip,
    "/silent": silent,
    "/cut": cut,
    "/to": redirect("/html", 301),
    "/to-loop": redirect("/to-loop"),
    "/to-loopback": redirect("http://127.0.0.1/admin"),
    "/to-inside": redirect("http://inside.example/admin"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-user": redirect("http://me:secret@news.example/html"),
    "/to-nonsense": redirect("http://[::1/"),
    "/cookie": cookie_wall,
}


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.seen = []  # type: ignore[attr-defined]
    server.done = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.done.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


class World(httpcore.NetworkBackend):
    """A network in which every number leads to the test's server; remembers who was connected to."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_port
        self.connected: list[str] = []
        self.dead: set[str] = set()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout)

    def sleep(self, seconds: float) -> None:
        """No waiting in a test."""


def outside(world: World, **names: tuple[str, ...]) -> Outside:
    """A world in which `news` is news.example."""
    return Outside(resolve=lambda host, port: names[host.partition(".")[0]], backend=world)


def fetch(address: str, limits: Limits = OWN, world: Outside | None = None) -> Page | FailedPage:
    (page,) = find_pages(address, limits=limits, outside=world, today=TODAY)
    return page


def own(server: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "body", "kind", "charset"),
    [
        ("/html", RAIN, PageKind.HTML, "windows-1250"),
        ("/xhtml", RAIN, PageKind.HTML, None),
        ("/untyped", RAIN, PageKind.HTML, None),
        ("/plain", b"Home\nRain.", PageKind.FLAT, "utf-8"),
        ("/raw", RAIN, PageKind.HTML, None),
        ("/oddset", RAIN, PageKind.HTML, None),
        ("/gzip", RAIN, PageKind.HTML, None),
    ],
)
def test_a_page_is_fetched_with_its_type_and_charset(
    server: ThreadingHTTPServer, path: str, body: bytes, kind: PageKind, charset: str | None
) -> None:
    address = own(server, path)
    assert fetch(address) == Page(
        id=address, body=body, kind=kind, url=address, charset=charset, fetched=TODAY
    )


def test_the_url_is_where_redirects_led_and_cookies_go_along(server: ThreadingHTTPServer) -> None:
    page = fetch(own(server, "/to"))
    assert isinstance(page, Page)
    assert (page.id, page.url) == (own(server, "/to"), own(server, "/html"))
    assert isinstance(fetch(own(server, "/cookie")), Page)


def test_it_says_who_it_is_and_asks_for_what_it_reads(server: ThreadingHTTPServer) -> None:
    fetch(own(server, "/html?who"))
    (headers,) = (headers for path, headers in server.seen if path == "/html?who")  # type: ignore[attr-defined]
    assert headers["User-Agent"].startswith("Onrecord/")
    assert headers["Accept-Encoding"] == "gzip"
    assert "text/html" in headers["Accept"]


@pytest.mark.parametrize(
    ("path", "error", "said"),
    [
        ("/pdf", NotAPage, "is application/pdf; HTML and plain text are read"),
        ("/lie", NotAPage, "a PDF"),
        ("/br", NotAPage, "packed as 'br'"),
        ("/empty", NotAPage, "empty"),
        ("/missing", Unreachable, "answered 404 Not Found; check the address"),
        ("/down", Unreachable, "answered 503 Service Unavailable; try later"),
        ("/unchanged", Unreachable, "answered 304"),
        ("/cut", Unreachable, "no answer"),
        ("/to-loop", Unreachable, "redirects more than 5 times"),
        ("/to-file", RefusedAddress, "/etc/passwd; only http and https"),
        ("/to-user", RefusedAddress, "holds a user or password"),
        ("/to-nonsense", PageError, "Invalid"),
        ("/endless", TooLarge, "larger than the limit of 1 MB"),
        ("/bomb", TooLarge, "larger than the limit of 1 MB"),
    ],
)
def test_an_answer_that_is_no_page_is_told_why(
    server: ThreadingHTTPServer, path: str, error: type[PageError], said: str
) -> None:
    address = own(server, path)
    failed = fetch(address, Limits(page_bytes=1_000_000, allow_private=True))
    assert isinstance(failed, FailedPage)
    assert failed.id == address
    assert isinstance(failed.error, error)
    assert said in str(failed.error)


@pytest.mark.parametrize(
    ("path", "limits"),
    [
        ("/silent", Limits(read_seconds=0.2, allow_private=True)),
        ("/drip", Limits(total_seconds=0.4, allow_private=True)),
        ("/endless", Limits(total_seconds=0.3, page_bytes=10**12, allow_private=True)),
    ],
)
def test_a_slow_answer_ends_with_the_limit(server: ThreadingHTTPServer, path: str, limits: Limits) -> None:
    begun = time.perf_counter()
    failed = fetch(own(server, path), limits)
    assert time.perf_counter() - begun < 3
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, Unreachable)
    assert "took too long" in str(failed.error)


def test_nobody_listening_is_unreachable(server: ThreadingHTTPServer) -> None:
    world = World(server)
    world.dead = {PUBLIC}
    failed = fetch("http://news.example/html", Limits(), outside(world, news=(PUBLIC,)))
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, Unreachable)
    assert world.connected == [PUBLIC, PUBLIC]  # one retry


def test_a_name_that_stands_for_nothing_is_unreachable() -> None:
    def unknown(host: str, port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    failed = fetch("https://nowhere.example/", Limits(), Outside(resolve=unknown))
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, Unreachable)
    assert "there is no host nowhere.example" in str(failed.error)


def test_the_next_number_of_a_name_is_tried(server: ThreadingHTTPServer) -> None:
    world = World(server)
    world.dead = {PUBLIC}
    page = fetch("http://news.example/html", Limits(), outside(world, news=(PUBLIC, "2606:2800:21f::1")))
    assert isinstance(page, Page)
    assert page.url == "http://news.example/html"
    assert world.connected == [PUBLIC, "2606:2800:21f::1"]


def test_a_public_name_is_connected_to_by_the_number_that_was_checked(server: ThreadingHTTPServer) -> None:
    world = World(server)
    answers = iter([(PUBLIC,), ("127.0.0.1",)])  # a name that turns inward once it has been checked
    page = fetch(
        "http://news.example/html?host",
        Limits(),
        Outside(resolve=lambda host, port: next(answers), backend=world),
    )
    assert isinstance(page, Page)
    assert world.connected == [PUBLIC]
    (headers,) = (headers for path, headers in server.seen if path == "/html?host")  # type: ignore[attr-defined]
    assert headers["Host"] == "news.example"


@pytest.mark.parametrize("path", ["/to-loopback", "/to-inside"])
def test_a_redirect_inward_is_refused(server: ThreadingHTTPServer, path: str) -> None:
    world = World(server)
    names = {"news": (PUBLIC,), "inside": ("10.0.0.7",), "127": ("127.0.0.1",)}
    failed = fetch(f"http://news.example{path}", Limits(), outside(world, **names))
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, RefusedAddress)
    assert f"http://news.example{path}: leads to" in str(failed.error)
    assert world.connected == [PUBLIC]


def test_the_default_refuses_this_machine_before_connecting(server: ThreadingHTTPServer) -> None:
    failed = fetch(own(server, "/html?refused"), Limits())
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, RefusedAddress)
    assert not [path for path, _ in server.seen if path == "/html?refused"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # metadata of clouds
        "100.100.100.200",  # carrier-grade NAT; metadata of a cloud
        "192.0.0.192",
        "168.63.129.16",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "2001:0:7f00:1::1",  # Teredo
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
    ],
)
def test_numbers_that_are_not_public_are_refused(server: ThreadingHTTPServer, number: str) -> None:
    world = World(server)
    failed = fetch("http://news.example/html", Limits(), outside(world, news=(PUBLIC, number)))
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, RefusedAddress)
    assert number in str(failed.error)
    assert world.connected == []


@pytest.mark.parametrize("number", [PUBLIC, "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_numbers_are_fetched_from(server: ThreadingHTTPServer, number: str) -> None:
    page = fetch("http://news.example/html", Limits(), outside(World(server), news=(number,)))
    assert isinstance(page, Page)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://news.example/a", "leads to ftp://news.example/a; only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://x/", "only http and https"),
        ("http:///a", "addresses with a host"),
        ("http://#", "addresses with a host"),
        ("http://a:b@news.example/", "holds a user or password"),
        ("http://a\0b/", "is not an address"),
        ("http://[::1", "is not an address"),
        ("http://xn--/", "is not an address"),
        ("http://ex\u00adample.org/", "is not an address"),
        ("http://\ud800/", "is not an address"),
    ],
)
def test_only_plain_http_addresses_are_fetched(server: ThreadingHTTPServer, address: str, said: str) -> None:
    failed = fetch(address, OWN, outside(World(server)))
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, RefusedAddress)
    assert said in str(failed.error)
    (failed.id + str(failed.error)).encode()


class Secret(httpcore.NetworkStream):
    """A connection that only remembers under which name encryption was asked for."""

    def __init__(self, names: list[str | None]) -> None:
        self.names = names

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        assert ssl_context.check_hostname
        assert ssl_context.verify_mode is ssl.CERT_REQUIRED
        self.names.append(server_hostname)
        raise httpcore.ConnectError("certificate verify failed")

    def close(self) -> None:
        """Nothing is open."""


class SecretWorld(World):
    names: list[str | None]

    def connect_tcp(self, host: str, *args: object, **more: object) -> httpcore.NetworkStream:  # type: ignore[override]
        self.connected.append(host)
        return Secret(self.names)


def test_a_certificate_is_asked_of_the_name_not_of_the_number(server: ThreadingHTTPServer) -> None:
    world = SecretWorld(server)
    world.names = []
    failed = fetch("https://news.example/", Limits(), outside(world, news=(PUBLIC,)))
    assert isinstance(failed, FailedPage)
    assert isinstance(failed.error, Unreachable)
    assert "certificate verify failed" in str(failed.error)
    assert set(world.connected) == {PUBLIC}
    assert set(world.names) == {"news.example"}
