"""What a command is, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

import typer

FINE, MISTAKE, OURS, SOME_FAILED, STOPPED = 0, 1, 2, 3, 130


class MisuseError(Exception):
    """What the user asked for cannot be done; the text says what can."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program: its name, what runs it, and what --help says: "", what its docstring says."""

    name: str
    run: Callable[..., None]
    help: str = ""
    bare: bool = True  # it does something without any word after it; else it shows its help

    def add(self, app: typer.Typer) -> None:
        """Adds it to a program."""
        app.command(self.name, help=self.help or None, no_args_is_help=not self.bare)(_piped(self.run))


@dataclass(frozen=True, slots=True)
class Group:
    """A command that has commands of its own."""

    name: str
    commands: tuple[Command, ...]
    help: str

    def add(self, app: typer.Typer) -> None:
        """Adds it to a program."""
        within = typer.Typer(help=self.help, no_args_is_help=True, rich_markup_mode=None)
        for command in self.commands:
            command.add(within)
        app.add_typer(within, name=self.name)


def close_output() -> None:
    """Whoever read our output has what they wanted ("| head"): nothing is said of it, not at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _piped(run: Callable[..., None]) -> Callable[..., None]:
    """The command, content when whoever reads its output has what they wanted ("| head")."""

    @wraps(run)
    def piped(*given: object, **options: object) -> None:
        try:
            run(*given, **options)
        except BrokenPipeError:
            close_output()

    return piped
