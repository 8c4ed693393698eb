"""To whom the desk answers, and what it refuses before it answers anybody."""

import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from onrecord.kept import open_record
from onrecord.types import Page, PageKind
from onrecord.web.opening import NotOpened, Opening, settle
from tests.build import crossing


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
def test_on_this_machine_it_needs_no_account_and_answers_to_no_other_name(host):
    settings = settle(Opening(host=host, author="ana"), has_accounts=False)
    assert settings.open_to is not None
    assert settings.open_to.name == "ana"
    assert set(settings.hosts) == {"localhost", "127.0.0.1", "::1", host}


@pytest.mark.parametrize(
    "opening",
    [
        Opening(host="0.0.0.0"),
        Opening(host="::"),
        Opening(host="10.0.0.7"),
        Opening(host="desk.example"),
        Opening(behind_proxy=True),
    ],
)
def test_anywhere_else_it_needs_accounts(opening):
    with pytest.raises(NotOpened, match="onrecord user add"):
        settle(opening, has_accounts=False)
    assert settle(opening, has_accounts=True).open_to is None


def test_with_accounts_everybody_signs_in_on_this_machine_too():
    assert settle(Opening(), has_accounts=True).open_to is None


def test_behind_a_proxy_cookies_are_for_https():
    assert settle(Opening(behind_proxy=True), has_accounts=True).https
    assert not settle(Opening(host="0.0.0.0"), has_accounts=True).https


def test_a_certificate_needs_its_key_and_both_must_be_there(tmp_path):
    (tmp_path / "c.pem").touch()
    for opening in (
        Opening(certificate=tmp_path / "c.pem"),
        Opening(certificate=tmp_path / "c.pem", key=tmp_path / "no"),
    ):
        with pytest.raises(NotOpened):
            settle(opening, has_accounts=False)


def serve(*arguments):
    command = [sys.executable, "-m", "onrecord", "serve", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def record(tmp_path):
    address = tmp_path / "record.db"
    with open_record(address) as kept:
        list(kept.file([(Page("crossing", b"words", PageKind.FLAT), crossing())]))
    return str(address)


def test_the_command_opens_it_where_it_says_and_closes_it(record):
    with serve(record, "--port", "0", "--as", "ana") as desk:
        told = desk.stderr.readline()
        assert "the desk is open at http://127.0.0.1:" in told
        address = told.split(" at ")[1].split(" ")[0]
        assert "Zakho" in urllib.request.urlopen(f"{address}articles", timeout=30).read().decode()
        elsewhere = urllib.request.Request(address, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="421"):
            urllib.request.urlopen(elsewhere, timeout=30)
        desk.terminate()
        desk.wait(30)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "onrecord user add"),
        (["--key", "x"], "go together"),
        (["--db", "other.db"], "once"),
    ],
)
def test_what_cannot_be_opened_says_how_it_can(record, arguments, told):
    with serve(record, "--port", "0", *arguments) as desk:
        assert told in desk.stderr.read()
        assert desk.wait(30) == 1
