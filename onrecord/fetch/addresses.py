"""An http(s) address → its page, fetched within limits and from public addresses only."""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

import httpcore
import httpx

from onrecord.errors import NotAPage, RefusedAddress, Unreachable
from onrecord.fetch.bodies import ContentType, parse_content_type, settle_kind, too_large, unpack
from onrecord.fetch.outside import Outside
from onrecord.fetch.sniffing import FEED_TYPES, XML_TYPES, is_feed
from onrecord.fetch.values import Asked, IsAFeed, Limits
from onrecord.types import Page

Taken = TypeVar("Taken")

AGENT = "Onrecord"  # how robots.txt calls us
HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8",
    "Accept-Encoding": "gzip",
}
RETRIES = 1  # of a connection that fails
NUMBERS_TRIED = 4  # of those a name has
SAVE_IT = "save the page from a browser and run: onrecord read FILE"

NOT_PUBLIC = tuple(  # beside what `ipaddress` knows to be private, reserved or for one link
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # IETF protocol assignments; one cloud's metadata service stands at 192.0.0.192
        "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
        "2002::/16",  # 6to4, which leads to any IPv4 address
        "fec0::/10",  # site-local, withdrawn (RFC 3879)
        "168.63.129.16/32",  # one cloud's host services, under a public number
    )
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is meant


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, its body unpacked, and what it said of it, names in small letters."""

    url: str  # where redirects led
    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def type(self) -> ContentType:
        """What the body was declared as."""
        return parse_content_type(self.headers.get("content-type"))


def fetch_page(address: str, asked: Asked, outside: Outside) -> Page:
    """The page at an address; its `url` is where redirects led.

    A name is resolved once a connection, all its numbers are checked, and the connection goes to a checked
    number: a name cannot change between check and use. Proxies of the environment are not used, for what a
    proxy connects to cannot be checked.
    Raises RefusedAddress, Unreachable, TooLarge, NotAPage.
    """
    return _reach(address, asked.limits, outside, {}, lambda answer: _page(answer, address, asked))


def fetch_answer(
    address: str, limits: Limits, outside: Outside, headers: Mapping[str, str] | None = None
) -> Answer:
    """Whatever stands at an address, or the answer that it does not: with the same care as `fetch_page`.

    Raises RefusedAddress, Unreachable, TooLarge.
    """
    return _reach(address, limits, outside, headers or {}, lambda answer: _answer(answer, address, limits))


def _reach(
    address: str,
    limits: Limits,
    outside: Outside,
    headers: Mapping[str, str],
    take: Callable[[httpx.Response], Taken],
) -> Taken:
    guarded = _Guarded(outside, limits, address)
    try:
        with _client(guarded, limits, headers) as client:
            return _follow(client, address, limits, take)
    except (httpx.InvalidURL, UnicodeError) as error:  # UnicodeError: a name that international names forbid
        raise RefusedAddress(f"{address}: is not an address ({error}); check how it is written") from error
    except httpcore.TimeoutException as error:
        raise Unreachable(f"{address}: took too long to answer; try later, or {SAVE_IT}") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        raise Unreachable(
            f"{address}: no answer ({error}); check the address, try later, or {SAVE_IT}"
        ) from error


def _client(guarded: _Guarded, limits: Limits, more: Mapping[str, str]) -> httpx.Client:
    """A client that keeps cookies between redirects, and takes nothing from the environment."""
    pool = httpcore.ConnectionPool(
        ssl_context=_trusted(),
        retries=RETRIES,
        network_backend=guarded,
        http1=True,
        http2=False,
    )
    headers = {"User-Agent": f"{AGENT}/{_version()} (reads a news page for its record)", **HEADERS, **more}
    timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    return httpx.Client(transport=_Transport(pool), headers=headers, timeout=timeout, trust_env=False)


def _version() -> str:
    """The version that is installed; of a copy of the source alone there is none to tell."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "source"


@cache
def _trusted() -> ssl.SSLContext:
    """The certificate authorities that are believed; reading them takes longer than many an answer."""
    return httpx.create_ssl_context()


def _follow(
    client: httpx.Client, address: str, limits: Limits, take: Callable[[httpx.Response], Taken]
) -> Taken:
    request = client.build_request("GET", address)
    for _ in range(limits.redirects + 1):
        _refuse_unsafe(request.url, address)
        with closing(client.send(request, stream=True)) as answer:
            if answer.next_request is None:
                return take(answer)
            request = answer.next_request  # the body of a redirect is never read
    raise Unreachable(
        f"{address}: redirects more than {limits.redirects} times; check the address, or {SAVE_IT}"
    )


def _refuse_unsafe(url: httpx.URL, address: str) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise RefusedAddress(
            f"{address}: leads to {str(url)[:80]}; only http and https addresses with a host are fetched, "
            "like https://example.org/news/page.html"
        )
    if url.userinfo:  # it would end up in the record's `url`
        raise RefusedAddress(f"an address at {url.host} holds a user or password; {SAVE_IT}")


def _answer(answer: httpx.Response, address: str, limits: Limits) -> Answer:
    body = _body(answer, address, limits.page_bytes)
    return Answer(str(answer.url), answer.status_code, body, dict(answer.headers))


def _page(answer: httpx.Response, address: str, asked: Asked) -> Page:
    if not answer.is_success:
        raise Unreachable(
            f"{address}: answered {answer.status_code} {answer.reason_phrase}; {_advice(answer)}"
        )
    type = parse_content_type(answer.headers.get("Content-Type"))
    no_page = NotAPage(f"{address}: is {type.name}; HTML and plain text are read")
    if not type.is_page and type.name not in FEED_TYPES | XML_TYPES:
        raise no_page
    body = _body(answer, address, asked.limits.page_bytes)
    if is_feed(type.name, body):
        raise IsAFeed(f"{address}: is a feed, which lists pages; add it: onrecord add {address}")
    if not type.is_page:
        raise no_page
    return Page(
        id=address,
        body=body,
        kind=settle_kind(body, address, told=asked.kind or type.kind),
        url=str(answer.url),
        charset=type.charset,
        fetched=asked.today,
    )


def _advice(answer: httpx.Response) -> str:
    return f"try later, or {SAVE_IT}" if answer.is_server_error else f"check the address, or {SAVE_IT}"


def _body(answer: httpx.Response, address: str, most: int) -> bytes:
    """The body, unpacked by us: the client's own unpacking has no limit."""
    pieces: list[bytes] = []
    size = 0
    for piece in answer.iter_raw():
        size += len(piece)
        if size > most:
            raise too_large(address, most)
        pieces.append(piece)
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    return unpack(b"".join(pieces), encoding, address, most)


class _Transport(httpx.BaseTransport):
    """httpx over a pool of httpcore with a network of ours, which httpx's own transport does not take."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Guarded(httpcore.NetworkBackend):
    """A network that connects to checked numbers only, and to nothing after the deadline."""

    def __init__(self, outside: Outside, limits: Limits, address: str) -> None:
        self._outside = outside
        self._limits = limits
        self._address = address
        self._deadline = time.monotonic() + limits.total_seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for number in self._numbers(host, port)[:NUMBERS_TRIED]:
            try:
                stream = self._outside.backend.connect_tcp(
                    number, port, _left(self._deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure

    def sleep(self, seconds: float) -> None:
        self._outside.backend.sleep(seconds)

    def _numbers(self, host: str, port: int) -> tuple[str, ...]:
        try:
            numbers = self._outside.resolve(host, port)
        except (OSError, UnicodeError) as error:  # UnicodeError: a label of more than 63 letters
            raise Unreachable(
                f"{self._address}: there is no host {host} ({error}); check the address and your connection"
            ) from error
        private = [number for number in numbers if not _is_public(number)]
        if private and not self._limits.allow_private:
            raise RefusedAddress(
                f"{self._address}: leads to {host} at {private[0]}, which is not a public address; "
                "if the server is your own, allow it with --allow-private, or Limits(allow_private=True)"
            )
        return numbers


def _is_public(number: str) -> bool:
    ip = ipaddress.ip_address(number)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = _carried(ip) or ip
    ours = any(ip in network for network in NOT_PUBLIC)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ours)


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that packets to this one end up at: 127.0.0.1 for ::ffff:127.0.0.1."""
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped


class _Timed(httpcore.NetworkStream):
    """A connection on which no read or write outlives the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole page is over")
    return left if timeout is None else min(left, timeout)
