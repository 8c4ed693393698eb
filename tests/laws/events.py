"""The laws that bind the events of a record that was read, not made up: for any test that has read one."""

from __future__ import annotations

from onrecord.types import Article, Count, Event, Record, Span


def assert_events_lawful(record: Record) -> None:
    """Fails where an event points at nothing, counts what cannot be, or stands on nothing that the record holds."""
    assert len({event.id for event in record.events}) == len(record.events)
    held = {finding.id for finding in (*record.entities, *record.times, *record.places, *record.statements)}
    for event in record.events:
        named = {argument.entity for argument in event.arguments} | {
            event.time,
            event.place,
            *event.statements,
        }
        named |= {reason.statement for reason in event.because}
        named |= {id_ for account in event.accounts for id_ in (account.statement, account.entity)}
        assert named - {None} <= held, f"{event.id} points at what is not on the record"
        assert event.because, f"{event.id} is {event.status} because of nothing"
        _assert_accounted(event)
        assert len(set(event.mentions) | {event.trigger}) == len(event.mentions) + 1
        for count in event.counts:
            _assert_countable(count)
        _assert_headed(record.article, event)


def _assert_accounted(event: Event) -> None:
    """Every account is of a mention of the event, and what the status rests on is one of them."""
    assert event.accounts, f"{event.id} is {event.status} on nobody's account"
    assert {account.span for account in event.accounts} <= {event.trigger, *event.mentions}
    told = {(account.statement, account.span) for account in event.accounts}
    assert {(reason.statement, reason.span) for reason in event.because} <= told
    assert all(at < len(event.counts) for account in event.accounts for at in account.counts)


def _assert_countable(count: Count) -> None:
    assert count.best is None or count.best >= 0
    bounds = [bound for bound in (count.low, count.best, count.high) if bound is not None]
    assert bounds, "a count that sets no bound is none"
    assert bounds == sorted(bounds), f"low, best and high are out of order: {bounds}"


def _assert_headed(article: Article, event: Event) -> None:
    """What only the headline tells is told nowhere else."""
    if event.headline_only:
        told = (event.trigger, *event.mentions)
        assert all(_is_headed(article, span) for span in told), f"{event.id} is told below the headline too"


def _is_headed(article: Article, span: Span) -> bool:
    return any(part is not None and span in part for part in (article.headline, article.deck))
