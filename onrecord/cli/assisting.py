"""`onrecord mcp`: the record for an assistant, over standard input and output."""

from __future__ import annotations

from onrecord.assistant import make_server
from onrecord.cli.commands import Command
from onrecord.cli.options import Db, opened

MCP_HELP = """
Serves the record to an assistant by the Model Context Protocol, over standard input and output.

It can search, open stories and timelines, ask who said what, and quote words with where they stand. It changes nothing.

\b
  onrecord mcp --db record.db                   what an assistant's settings name as the command to run
"""


def mcp(db: Db = None) -> None:
    with opened(db) as kept:
        make_server(kept).run("stdio")


COMMANDS = (Command("mcp", mcp, MCP_HELP),)
