"""Who is meant: mentions → chains of those that mean the same, precise rules first, then the best earlier mention.

The order is that of Lee et al. 2013 (Deterministic coreference resolution based on entity-centric, precision-ranked
rules); what is left is ranked by weights that `python -m training.coreference` fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.record.entities.naming import group_names
from onrecord.record.entities.offices import find_offices
from onrecord.record.entities.scene import Scene
from onrecord.record.entities.settling import Gathering
from onrecord.record.entities.speakers import source_mention
from onrecord.record.entities.sure import find_aliases, find_sure_pairs
from onrecord.record.entities.traits import find_traits
from onrecord.types import (
    Article,
    Form,
    MentionKind,
    Nominal,
    Reading,
    Span,
    Statement,
)


def find_chains(
    article: Article,
    nominals: Sequence[Nominal],
    sentences: tuple[Span, ...],
    statements: Sequence[Statement],
    reading: Reading,
) -> tuple[tuple[int, ...], ...]:
    """The mentions, as indexes, that mean the same, each in exactly one chain; chains by their first mention."""
    chains = gather(lay_scene(article, nominals, sentences, statements, reading), statements).chains()
    return tuple(sorted(part for chain in chains for part in _without_owned(nominals, chain)))


def _without_owned(nominals: Sequence[Nominal], chain: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The chain, and apart from it what its own pronoun owns: «[its] aircraft» are not the army that has them."""
    opened = {nominals[n].span.start for n in chain if nominals[n].kind is MentionKind.PRONOUN}
    owned = [
        n for n in chain if nominals[n].kind is MentionKind.DESCRIPTION and nominals[n].span.start in opened
    ]
    yield tuple(n for n in chain if n not in owned)
    yield from ((n,) for n in owned)


def lay_scene(
    article: Article,
    nominals: Sequence[Nominal],
    sentences: tuple[Span, ...],
    statements: Sequence[Statement],
    reading: Reading,
) -> Scene:
    """What is known of each mention before any is joined to another."""
    traits = find_traits(article, nominals, sentences, statements)
    sources = {
        n: s.source.kind
        for s in statements
        if s.source and (n := source_mention(article, s.source, nominals)) is not None
    }
    speakers = {
        s.id: n
        for s in statements
        if s.source
        and s.form is Form.DIRECT
        and (n := source_mention(article, s.source, nominals)) is not None
    }
    says: dict[int, frozenset[str]] = {}
    for s in statements:
        n = source_mention(article, s.source, nominals) if s.source else None
        if n is not None:
            says[n] = says.get(n, frozenset()) | {s.id}
    leads: dict[int, int] = {}
    for n, one in enumerate(traits):
        if not one.prepositional and one.form != "relative":
            leads.setdefault(one.sentence, n)
    return Scene(article, nominals, traits, sources, speakers, says, frozenset(leads.values()), reading)


def gather(scene: Scene, statements: Sequence[Statement], *, into: Gathering | None = None) -> Gathering:
    """The chains after all rules and the ranking; `into` is what gathers, if not the plain one."""
    found = into or Gathering(scene)
    for group in group_names(scene.article, scene.nominals):
        for n in group[1:]:
            found.join(group[0], n)
    for n, m in find_aliases(scene):
        found.join(n, m)
    for n, m in tuple(find_sure_pairs(scene, statements)):
        found.join(n, m, only_fitting=True)
    for n, office, standing in find_offices(scene):
        found.give(n, office, standing)
    for n in sorted(range(len(scene.nominals)), key=lambda n: (scene.nominals[n].head.start, n)):
        found.settle(n)
    found.settle_offices()
    return found
