"""The command `onrecord`: parse, one call, print; results to standard output, all else to standard error."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cells import on_one_line, visible
from onrecord.cli.commands import FINE, MISTAKE, OURS, STOPPED, MisuseError, close_output
from onrecord.errors import MissingExtra, NotKept, OnrecordError, StoreError

if TYPE_CHECKING:
    from onrecord.cli.reading import ReadPages

HELP = "Reads raw news pages and keeps the record: who says what, on whose word, in which words."
USAGE = 2  # typer's own exit code for a wrong command line; ours is MISTAKE

COMMANDS = (  # name, the module that has it, what --help says: a module is imported to run its command, not before
    ("read", "reading", "Reads pages and shows the record of each."),
    ("schema", "reading", "Prints the JSON Schema of what --json and --jsonl print."),
    ("serve", "desk", "Opens the desk: pages over a record kept, for a browser."),
    ("add", "adding", "Reads pages and files them in a record that is kept."),
    (
        "watch",
        "watching",
        "Looks into feeds (RSS, Atom) again and again; tells what came to stand otherwise.",
    ),
    (
        "stories",
        "telling",
        "Lists the stories on record: articles about one matter, how what they tell stands.",
    ),
    ("story", "telling", "Shows a story: what happened and on whose word it stands, who copied whom."),
    ("timeline", "telling", "Shows what happened day by day, how it stands and on whose word."),
    ("contradictions", "telling", "Lists what cannot both hold: counts, actors, places, times, denials."),
    ("search", "asking", "Finds statements, events and articles by their words and by what they are."),
    ("who", "asking", "Everything said by and about somebody: a person, a state, a body."),
    ("changes", "asking", "What articles put on the record otherwise than they did before."),
    (
        "export",
        "exporting",
        "Writes the record for other programs: tables, event rows, linked data, training data.",
    ),
    ("mcp", "assisting", "Serves the record to an assistant by the Model Context Protocol."),
    ("user", "desk", "Accounts of the desk."),
    ("token", "desk", "Tokens of the API, for programs."),
)


def main(arguments: Sequence[str] | None = None, read_pages: ReadPages | None = None) -> int:
    """Runs a command line, the process's own if none is given; returns the exit code."""
    _prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    asked = next((word for word in given if not word.startswith("-")), None)
    try:
        _app(asked)(arguments, prog_name="onrecord", obj=read_pages)
    except SystemExit as stop:
        return MISTAKE if stop.code == USAGE else int(stop.code or FINE)
    except MisuseError as error:
        return _tell(str(error), MISTAKE)
    except KeyboardInterrupt:
        return _tell("stopped: no page read", STOPPED)
    except (
        StoreError,
        NotKept,
        MissingExtra,
    ) as error:  # where the record is, or what is in it: theirs to mend
        return _tell(str(error), MISTAKE)
    except OnrecordError as error:
        return _tell(str(error), OURS)
    except Exception:
        sys.stderr.write(visible(traceback.format_exc()))
        return _tell("a fault in Onrecord; please report it with the lines above and the page", OURS)
    return FINE


def _prepare_streams() -> None:
    """Output as UTF-8 where no terminal says otherwise; logs as plain lines that cannot act on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Visible("onrecord: %(message)s"))
    log = logging.getLogger("onrecord")
    log.handlers, log.propagate = [handler], False
    logging.getLogger().addHandler(
        logging.NullHandler()
    )  # what libraries find odd on a page is not our user's


class _Visible(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def _tell(message: str, code: int) -> int:
    sys.stderr.write(f"onrecord: {on_one_line(message)}\n")
    return code


def _app(asked: str | None) -> typer.Typer:
    """The program, with what the command that was asked for needs, and of the others the name."""
    app = typer.Typer(
        help=HELP,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_onrecord)
    for name, module, short_help in COMMANDS:
        if name == asked:
            found = import_module(f"onrecord.cli.{module}").COMMANDS
            next(command for command in found if command.name == name).add(app)
        else:
            app.command(name, short_help=short_help)(_another)
    return app


def _another() -> None:
    """Stands for a command that was not asked for, in the list of commands."""


def _version(asked: bool) -> None:
    if asked:
        raise typer.Exit(_print(f"onrecord {version('onrecord')}"))


def _onrecord(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What holds for every command: nothing but --version."""


def _print(text: str) -> int:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
    return FINE
