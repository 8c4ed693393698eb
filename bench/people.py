"""Who is who, on GUM's development part, news and interviews: B-cubed of the mentions of persons.

By the rule of the CoNLL scorer (Pradhan & al. 2014): mentions that only one side has count against precision or recall.
A mention of ours is a gold one if their heads, by GUM's trees, are the same word; of "researcher Ana Ruiz" the name
does. Relative pronouns, which GUM has as parts of what they relate to, are left out. Interviews are read as on their
pages, each turn with its speaker's name before it; those names are no mentions. GUM has every noun phrase for a
mention, generic ones and groups of people too ("primary school children"); OntoNotes has only those mentioned twice,
and so the figure without singletons is the one that others report. What is asked for, 75, does not say which is meant:
both are held against it. The third figure compares only what both sides have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import Figure, Setup, balance
from bench.records import as_page, read_pages
from onrecord.types import EntityType, MentionKind, Record, Span

FLOOR = 75.0
GENRES = ("news", "interview")
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
_PIECE = re.compile(r"\((?P<opens>[a-z]+-\d+)[^()]*(?P<shut>\))?|(?P<closes>[a-z]+-\d+)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Tree:
    """A document of GUM: its text, where each token stands and which token it hangs on (-1: on none)."""

    text: str
    spans: tuple[Span, ...]
    heads: tuple[int, ...]

    def head(self, first: int, last: int) -> int:
        """The token of first … last that hangs on none of the others."""
        inside = range(first, last + 1)
        return next((n for n in inside if self.heads[n] not in inside), last)


def measure(setup: Setup) -> list[Figure]:
    """F1 with single mentions, without, and over the mentions that both sides have."""
    folder = setup.data / "data/gum"
    names = [name for name in _development(folder) if name.split("_")[1] in GENRES]
    trees = {name: read_tree(folder / f"dep/{name}.conllu") for name in names}
    records = read_pages(setup, (as_page(name, tree.text) for name, tree in trees.items()))
    gold: dict[tuple[str, int], str] = {}
    found: dict[tuple[str, int], str] = {}
    for name, tree in trees.items():
        chains = read_chains((folder / f"coref/{name}.conll").read_text(encoding="utf8"), tree)
        gold |= {(name, head): f"{name} {chain}" for head, chain in chains.items()}
        told = people_of(records[name], tree, chains.keys())
        found |= {(name, head): f"{name} {entity}" for head, entity in told.items()}
    both = gold.keys() & found.keys()
    return [
        _figure("all mentions", gold, found, floor=FLOOR),
        _figure("without single mentions", _chained(gold), _chained(found), floor=FLOOR),
        _figure("mentions that both have", _only(gold, both), _only(found, both)),
    ]


def people_of(record: Record, tree: Tree, gold: Collection[int] = ()) -> dict[int, str]:
    """Head → entity of every mention of a person; of "researcher Ana Ruiz" the name is as good as all of it."""
    mentions: dict[int, str] = {}
    names: dict[int, tuple[int, str]] = {}
    for entity in record.entities:
        if entity.type is EntityType.PERSON:
            for mention in entity.mentions:
                if record.article[mention.span].lower() in RELATIVES:
                    continue  # GUM has them as parts of their antecedents
                inside = [n for n, span in enumerate(tree.spans) if span.overlaps(mention.span)]
                if not inside:
                    continue
                head = tree.head(inside[0], inside[-1])
                if (
                    mention.kind is MentionKind.NAME
                    and head not in gold
                    and tree.heads[head] == inside[0] - 1
                ):
                    names[head] = inside[0] - 1, entity.id
                else:
                    mentions.setdefault(head, entity.id)
    for head, (title, entity_id) in names.items():
        mentions.setdefault(title if title in gold else head, entity_id)
    return mentions


def read_chains(coref: str, tree: Tree, *, kinds: str = "person") -> dict[int, str]:
    """Head → chain of every gold mention of a kind (a regex); of several with one head ("Ana", "Ana and Omar") the
    narrowest.
    """
    open_at: dict[str, list[int]] = defaultdict(list)
    mentions: list[tuple[int, int, str]] = []
    for line in coref.splitlines():
        number, _, rest = line.partition("\t")
        if not number.isdigit():
            continue
        for piece in _PIECE.finditer(rest.partition("\t")[2]):
            if piece["opens"]:
                open_at[piece["opens"]].append(int(number))
            name = piece["closes"] or (piece["opens"] if piece["shut"] else None)
            if name:
                mentions.append((open_at[name].pop(), int(number), name))
    wanted = [mention for mention in mentions if re.match(f"(?:{kinds})-", mention[2])]
    return {tree.head(first, last): name for first, last, name in sorted(wanted, key=lambda m: m[0] - m[1])}


def read_tree(path: Path) -> Tree:
    """A document's text, paragraph by paragraph, with its tokens and the tree of each sentence.

    Who speaks is told as on an interview's page: "Ana Ruiz: " where a turn begins. Those words are no tokens.
    """
    text, spans, heads = "", list[Span](), list[int]()
    base, joined, space, spaced, speaker = 0, 0, False, True, ""
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newpar") and text:
            text, space = text.rstrip() + "\n\n", False
        if line.startswith("# speaker = ") and line != speaker:
            speaker = line
            text = (text.rstrip() + "\n\n" if space else text) + _label(line.removeprefix("# speaker = "))
            space = True
        cells = line.split("\t")
        if "-" in cells[0] and len(cells) > 1:  # 4-5 "don't": its tokens 4 and 5 stand together
            joined, spaced = int(cells[0].partition("-")[2]), "SpaceAfter=No" not in cells[9]
        if not cells[0].isdigit():
            continue
        number = int(cells[0])
        if number == 1:
            base = len(spans)
        text += " " if space else ""
        spans.append(Span(len(text), len(text) + len(cells[1])))
        heads.append(base + int(cells[6]) - 1 if cells[6] != "0" else -1)
        text, space = text + cells[1], "SpaceAfter=No" not in cells[9]
        if number <= joined:
            space = spaced and number == joined
            joined = 0 if number == joined else joined
    return Tree(text, tuple(spans), tuple(heads))


def _label(speaker: str) -> str:
    """ "AnaMRuiz" → "Ana M Ruiz:", "AnaMcRuiz" → "Ana McRuiz:"."""
    return re.sub(r"(?<=[a-z])(?<!Mc)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", speaker) + ":"


def b_cubed(gold: Mapping[tuple[str, int], str], found: Mapping[tuple[str, int], str]) -> tuple[float, float]:
    """Precision and recall, from 0 to 1: of a mention's cluster, the share that the other side's has too."""
    sizes_gold, sizes_found = Counter(gold.values()), Counter(found.values())
    shared = Counter((gold[mention], found[mention]) for mention in gold.keys() & found.keys())
    precision = sum(n * n / sizes_found[ours] for (_, ours), n in shared.items())
    recall = sum(n * n / sizes_gold[theirs] for (theirs, _), n in shared.items())
    return precision / max(1, len(found)), recall / max(1, len(gold))


def _figure(
    name: str,
    gold: Mapping[tuple[str, int], str],
    found: Mapping[tuple[str, int], str],
    *,
    floor: float | None = None,
) -> Figure:
    precision, recall = b_cubed(gold, found)
    return balance(f"B-cubed, {name}", 100 * precision, 100 * recall, floor=floor)


def _chained(mentions: Mapping[tuple[str, int], str]) -> dict[tuple[str, int], str]:
    sizes = Counter(mentions.values())
    return {mention: cluster for mention, cluster in mentions.items() if sizes[cluster] > 1}


def _only(
    mentions: Mapping[tuple[str, int], str], kept: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], str]:
    return {mention: mentions[mention] for mention in kept}


def _development(folder: Path) -> list[str]:
    part = (folder / "splits.md").read_text(encoding="utf8").partition("## dev")[2].partition("## test")[0]
    return re.findall(r"\* (GUM_\w+)", part)
