"""Accounts → status: on whose word an event stands, by one decision table for one article as for many.

`keys` tell who is of one side, `telling` says in plain words who says what; `decide` finds the first row that fits.
"""

from onrecord.standing.table import Decision, Fact, decide

__all__ = ["Decision", "Fact", "decide"]
