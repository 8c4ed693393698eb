"""The commands of the desk: `serve` opens it, `user` and `token` look after who may come in."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.commands import Command, Group, MisuseError
from onrecord.kept import open_record
from onrecord.web.accounts import AccountError, Accounts, find_accounts_address, open_accounts
from onrecord.web.opening import NotOpened, Opening, open_desk
from onrecord.web.values import Role

DB_HELP = "The record: a file or a PostgreSQL address; else ONRECORD_DB, else ./record.db."
DB = typer.Option("--db", metavar="ADDRESS", help=DB_HELP)
NAME = typer.Argument(metavar="NAME", help="Who it is for: the name judgements are kept under.")
ROLE = typer.Option(
    help="reader looks; reviewer also keeps pages and judges; admin also looks after accounts."
)
TITLE = typer.Argument(metavar="TITLE", help="What it is for: the program that uses it.")
STDIN = typer.Option("--password-stdin", help="Take the password from standard input, not from the keyboard.")


SERVE_HELP = """
Opens the desk: pages over a record kept, for a browser.

It answers only on this machine, and whoever sits there may do everything. With --host others reach it
too, and everybody needs an account (onrecord user add).

\b
  onrecord serve record.db                    open it here
  onrecord serve --port 9000 --as ana         on another port, judging as Ana
  onrecord serve --host 0.0.0.0 --certificate desk.pem --key desk.key
  onrecord serve --behind-proxy               behind a server that speaks https
"""
RECORD = typer.Argument(metavar="RECORD", help="The record, as --db names it.", show_default=False)
HOST = typer.Option(help="The address to answer on; any but this machine's own needs accounts.")
NAMES = typer.Option("--name", metavar="NAME", help="A name browsers know it by; may be given several times.")
AUTHOR = typer.Option("--as", metavar="NAME", help="Whose judgements they are at a desk without accounts.")
CERTIFICATE = typer.Option(metavar="FILE", help="A certificate, to speak https.")
KEY = typer.Option(metavar="FILE", help="Its key.")
PROXY = typer.Option("--behind-proxy", help="A server that speaks https stands in front.")
PRIVATE = typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")
READERS = typer.Option(min=1, max=16, help="Processes that read pages handed in.")


def _serve(  # noqa: PLR0913, PLR0917  (one parameter an option)
    record: Annotated[str | None, RECORD] = None,
    db: Annotated[str | None, DB] = None,
    host: Annotated[str, HOST] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    name: Annotated[list[str] | None, NAMES] = None,
    author: Annotated[str | None, AUTHOR] = None,
    certificate: Annotated[Path | None, CERTIFICATE] = None,
    key: Annotated[Path | None, KEY] = None,
    behind_proxy: Annotated[bool, PROXY] = False,
    allow_private: Annotated[bool, PRIVATE] = False,
    readers: Annotated[int, READERS] = 1,
    model: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A reader of your own.")] = None,
) -> None:
    if record and db:
        raise MisuseError("name the record once: RECORD or --db")
    opening = Opening(
        host, port, tuple(name or ()), author, certificate, key, behind_proxy, allow_private, readers, model
    )
    address = find_address(record or db)
    with open_record(address, create=False) as kept, _accounts(address) as accounts:
        try:
            open_desk(kept, accounts, opening, lambda told: sys.stderr.write(f"onrecord: {told}\n"))
        except NotOpened as error:
            raise MisuseError(str(error)) from error


def _add(
    name: Annotated[str, NAME],
    role: Annotated[Role, ROLE] = Role.READER,
    stdin: Annotated[bool, STDIN] = False,
    db: Annotated[str | None, DB] = None,
) -> None:
    """Makes an account; asks for its password twice."""
    with _accounts(db) as accounts:
        accounts.add(name, _ask_password(stdin), role)


def _list(db: Annotated[str | None, DB] = None) -> None:
    """Shows every account with its role."""
    with _accounts(db) as accounts:
        for user in accounts.users():
            sys.stdout.write(f"{user.name}\t{user.role}\n")


def _role(
    name: Annotated[str, NAME],
    role: Annotated[Role, typer.Argument(help="reader, reviewer or admin.")],
    db: Annotated[str | None, DB] = None,
) -> None:
    """Gives an account another role."""
    with _accounts(db) as accounts:
        accounts.set_role(name, role)


def _password(
    name: Annotated[str, NAME],
    stdin: Annotated[bool, STDIN] = False,
    db: Annotated[str | None, DB] = None,
) -> None:
    """Gives an account another password, and signs it out everywhere."""
    with _accounts(db) as accounts:
        accounts.set_password(name, _ask_password(stdin))


def _remove(name: Annotated[str, NAME], db: Annotated[str | None, DB] = None) -> None:
    """Takes an account away; what it judged stays under its name."""
    with _accounts(db) as accounts:
        accounts.remove(name)


def find_address(db: str | None) -> str:
    """The record that is meant: the one named, else ONRECORD_DB's, else ./record.db."""
    return db or os.environ.get("ONRECORD_DB") or "record.db"


def _add_token(
    title: Annotated[str, TITLE],
    owner: Annotated[
        str, typer.Option("--owner", metavar="NAME", help="The account in whose name it is used.")
    ],
    write: Annotated[
        bool, typer.Option("--write", help="It may do what its owner may; else it only reads.")
    ] = False,
    db: Annotated[str | None, DB] = None,
) -> None:
    """Makes a token and prints it, this once."""
    with _accounts(db) as accounts:
        sys.stdout.write(f"{accounts.add_token(title, owner, writes=write)}\n")


def _list_tokens(db: Annotated[str | None, DB] = None) -> None:
    """Shows every token's title, owner and leave."""
    with _accounts(db) as accounts:
        for token in accounts.tokens():
            sys.stdout.write(f"{token.title}\t{token.owner}\t{'write' if token.writes else 'read'}\n")


def _remove_token(title: Annotated[str, TITLE], db: Annotated[str | None, DB] = None) -> None:
    """Takes a token back: nobody comes in with it any more."""
    with _accounts(db) as accounts:
        accounts.remove_token(title)


@contextmanager
def _accounts(db: str | None) -> Iterator[Accounts]:
    address = find_accounts_address(find_address(db))
    if "://" not in address and not Path(address).parent.is_dir():
        raise MisuseError(
            f"there is no folder {Path(address).parent}; make it, or name another record with --db"
        )
    accounts = open_accounts(address)
    try:
        yield accounts
    except AccountError as error:
        raise MisuseError(str(error)) from error
    finally:
        accounts.close()


def _ask_password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise MisuseError("a password is asked for at a terminal; elsewhere hand it in with --password-stdin")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("The same again: "):
        raise MisuseError("the two are not the same; nothing was changed")
    return first


COMMANDS = (
    Command("serve", _serve, SERVE_HELP),
    Group(
        "user",
        (
            Command("add", _add), Command("list", _list), Command("role", _role),
            Command("password", _password), Command("remove", _remove),
        ),
        "Accounts of the desk.",
    ),
    Group(
        "token",
        (Command("add", _add_token), Command("list", _list_tokens), Command("remove", _remove_token)),
        "Tokens of the API, for programs.",
    ),
)  # fmt: skip
