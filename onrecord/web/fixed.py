"""Style sheets, the script and the icon: files that never change while the desk is open."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.views.style import DARK, LIGHT, style_sheet

FOLDER = Path(__file__).parent / "static"
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"  # the address changes with the content
LIT = (200, 120)  # statements and events of an article whose words light up with their notes


@cache
def fixed_files() -> dict[str, bytes]:
    """Every file by its name; the look of the annotated article is made from its one home, `views.style`."""
    ground = f"html{{background:{LIGHT['paper']}}}body{{margin:0}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{html{{background:{DARK['paper']}}}}}"
    files = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix[1:] in KINDS}
    files["record.css"] = (ground + dark + style_sheet(0, 0, "")).encode()
    files["lit.css"] = style_sheet(*LIT, "").removeprefix(style_sheet(0, 0, "")).encode()
    return files


@cache
def fixed_address(name: str) -> str:
    """Where a file is to be had, with a digest of what it holds."""
    return f"/static/{name}?v={hashlib.sha256(fixed_files()[name]).hexdigest()[:12]}"


def show_file(request: Request) -> Response:
    """The file of that name."""
    name = request.path_params["name"]
    body = fixed_files().get(name)
    if body is None:
        return Response("no such file\n", 404, media_type="text/plain")
    return Response(body, headers={"Cache-Control": FOREVER}, media_type=KINDS[name.rpartition(".")[2]])


def show_robots(_: Request) -> Response:
    """Nothing here is for robots."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


def show_health(_: Request) -> Response:
    """That the desk answers; tells nothing of the record."""
    return Response("the desk is open\n", media_type="text/plain")


ROUTES = (
    Route("/static/{name}", show_file),
    Route("/robots.txt", show_robots),
    Route("/health", show_health),
)
