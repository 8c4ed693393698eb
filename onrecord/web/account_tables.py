"""The tables of the desk's accounts, and the numbered steps that make them."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.store import Migration

metadata = sa.MetaData()
users = sa.Table(
    "desk_users",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("hash", sa.String(256), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("made", sa.String(32), nullable=False),
)
sessions = sa.Table(
    "desk_sessions",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),  # of what the cookie holds, only its hash
    sa.Column("name", sa.String(64), nullable=False, index=True),
    sa.Column("seen", sa.String(32), nullable=False),
    sa.Column("until", sa.String(32), nullable=False),
)
secrets = sa.Table(
    "desk_secrets",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("value", sa.String(128), nullable=False),
)
searches = sa.Table(
    "desk_searches",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("owner", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("query", sa.String(4000), nullable=False),
    sa.Column("made", sa.String(32), nullable=False),
)

tokens = sa.Table(
    "desk_tokens",
    sa.MetaData(),
    sa.Column("hash", sa.String(64), primary_key=True),  # of the token, which is shown once and kept nowhere
    sa.Column("title", sa.String(64), nullable=False, unique=True),
    sa.Column("owner", sa.String(64), nullable=False, index=True),
    sa.Column("writes", sa.Boolean, nullable=False),
    sa.Column("made", sa.String(32), nullable=False),
)

PART = "desk"
STEPS = (
    Migration(1, "accounts, sessions, saved searches", metadata.create_all),
    Migration(2, "tokens for programs", tokens.create),
)
