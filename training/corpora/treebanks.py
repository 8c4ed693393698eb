"""GUM and EWT: mentions, who is the same as whom, and who does what to whom, read off the trees."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora.documents import Document, Layer, Mark, Tie, Writer
from training.schemes import ENTITY_HEADS

OPENING = re.compile(r"\((?P<type>[a-z]+)-(?P<id>\d+)[^()]*(?P<whole>\))?")  # "(person-5-David_Titley"
CLOSING = re.compile(r"(?P<type>[a-z]+)-(?P<id>\d+)[^()]*\)")
DOERS = ("nsubj", "nsubj:xsubj", "csubj")
DONE_TO = ("obj", "nsubj:pass", "nsubj:pass:xsubj")
SURE, NOT_AT_ALL = 1.0, -1.0  # of UDS's factuality, -3 to 3


@dataclass(frozen=True, slots=True)
class _Token:
    form: str
    part: str
    head: int
    relation: str
    edges: tuple[tuple[int, str], ...]  # of the enhanced graph
    glued: bool  # no space after


def read_gum(folder: Path, *, splits: frozenset[str] = frozenset({"train"})) -> Iterator[Document]:
    """GUM's documents: mention heads and extents, coreference, subjects and objects."""
    held = _split_of(folder / "splits.md")
    for path in sorted((folder / "dep").glob("*.conllu")):
        if held.get(path.stem, "train") not in splits:
            continue
        sentences = list(_sentences(path))
        writer, base = Writer(), [0]
        for sentence in sentences:
            _write(writer, sentence)
            base.append(len(writer.at))
        governors = [
            start + token.head - 1 if token.head else -1
            for start, sentence in zip(base, sentences, strict=False)
            for token in sentence
        ]
        mentions = _mentions(folder / "coref" / f"{path.stem}.conll")
        yield Document(
            path.stem,
            writer.text,
            words={"heads": _heads(mentions, governors, writer)},
            ties=(*_coreference(mentions, governors, writer), *_syntax(sentences, base, writer)),
        )


def read_ewt(folder: Path, factuality: Path) -> Iterator[Document]:
    """EWT's documents: subjects and objects; of the dev part also how its predicates are told (UDS)."""
    judged = _factuality(factuality)
    for path in sorted(folder.rglob("*.conllu")):
        sentences = list(_sentences(path))
        for begin in range(0, len(sentences), 60):  # the dev part is one long file
            part = sentences[begin : begin + 60]
            writer, base = Writer(), list[int]()
            for sentence in part:
                base.append(len(writer.at))
                _write(writer, sentence)
            marks = tuple(
                Mark(*writer.at[base[n] + word - 1], may)
                for n in range(len(part))
                for word, may in judged.get(f"{begin + n + 1}", ())
                if "dev" in path.stem and word <= len(part[n])
            )
            words = {"modality": Layer(marks, None)}
            yield Document(
                f"{path.stem}-{begin}", writer.text, words=words, ties=tuple(_syntax(part, base, writer))
            )


def _split_of(path: Path) -> dict[str, str]:
    split, found = "", {}
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("## "):
            split = line[3:].strip()
        elif line.strip().startswith("* "):
            found[line.strip()[2:].strip()] = split
    return found


def _sentences(path: Path) -> Iterator[list[_Token]]:
    sentence: list[_Token] = []
    glued_until, glue = 0, False
    for line in path.read_text(encoding="utf8").split("\n"):
        cells = line.split("\t")
        if not line.strip():
            if sentence:
                yield sentence
            sentence, glued_until = [], 0
        elif len(cells) == 10 and "-" in cells[0]:
            glued_until = int(cells[0].split("-")[1])
            glue = "SpaceAfter=No" in cells[9]
        elif len(cells) == 10 and cells[0].isdigit():
            number = int(cells[0])
            glued = number < glued_until or (glue if number == glued_until else "SpaceAfter=No" in cells[9])
            edges = tuple(
                (int(head), relation)
                for edge in cells[8].split("|")
                if ":" in edge
                for head, relation in [edge.split(":", 1)]
                if head.isdigit()
            )
            sentence.append(_Token(cells[1], cells[3], int(cells[6] or 0), cells[7], edges, glued))


def _write(writer: Writer, sentence: list[_Token]) -> None:
    writer.end_line()
    space = True
    for token in sentence:
        writer.add(token.form, space=space)
        space = not token.glued


def _mentions(path: Path) -> list[tuple[str, str, int, int]]:
    """(type, entity, first token, last token) of every mention of a document."""
    open_ones: dict[tuple[str, str], list[int]] = {}
    found = []
    rows = [line.split("\t") for line in path.read_text(encoding="utf8").split("\n")]
    cells = [row[2] for row in rows if len(row) >= 3 and row[0].isdigit()]
    for n, cell in enumerate(cells):
        for opened in OPENING.finditer(cell):
            if opened["whole"]:
                found.append((opened["type"], opened["id"], n, n))
            else:
                open_ones.setdefault((opened["type"], opened["id"]), []).append(n)
        for closed in CLOSING.finditer(cell):
            starts = open_ones.get((closed["type"], closed["id"]))
            if cell[: closed.start()].endswith("("):
                continue
            if starts:
                found.append((closed["type"], closed["id"], starts.pop(), n))
    return sorted(found, key=lambda mention: (mention[2], -mention[3]))


def _head(governors: list[int], first: int, last: int) -> int:
    return next((n for n in range(first, last + 1) if not first <= governors[n] <= last), last)


def _by_head(
    mentions: list[tuple[str, str, int, int]], governors: list[int]
) -> dict[int, tuple[str, str, int, int]]:
    """One mention for each head: of "Amal" and "Amal and her son" the shorter."""
    found: dict[int, tuple[str, str, int, int]] = {}
    for mention in sorted(mentions, key=lambda m: m[3] - m[2], reverse=True):
        found[_head(governors, mention[2], mention[3])] = mention
    return found


def _heads(mentions: list[tuple[str, str, int, int]], governors: list[int], writer: Writer) -> Layer:
    marks = [
        Mark(*writer.at[head], frozenset(ENTITY_HEADS.get(mention[0], {"thing"})))
        for head, mention in _by_head(mentions, governors).items()
    ]
    return Layer(tuple(marks), frozenset({"O"}))


def _coreference(
    mentions: list[tuple[str, str, int, int]], governors: list[int], writer: Writer
) -> Iterator[Tie]:
    heads = _by_head(mentions, governors)
    chains: dict[str, list[int]] = {}
    for head, mention in heads.items():
        chains.setdefault(mention[1], []).append(head)
    for head, mention in heads.items():
        others = tuple(writer.at[other] for other in chains[mention[1]] if other != head)
        yield Tie("extent", writer.at[head], (writer.span(mention[2], mention[3]),))
        yield Tie("coreference", writer.at[head], others)


def _syntax(sentences: list[list[_Token]], base: list[int], writer: Writer) -> Iterator[Tie]:
    for start, sentence in zip(base, sentences, strict=False):
        doers: dict[int, list[int]] = {}
        objects: dict[int, list[int]] = {}
        for n, token in enumerate(sentence):
            for head, relation in token.edges:
                agent = relation.startswith("obl:agent") or (
                    relation == "obl:by" and _passive(sentence, head)
                )
                if relation in DOERS or agent:
                    doers.setdefault(head, []).append(n)
                elif relation in DONE_TO:
                    objects.setdefault(head, []).append(n)
        for n, token in enumerate(sentence, 1):
            if token.part != "VERB":
                continue
            for channel, board in (("subject", doers), ("object", objects)):
                answers = tuple(writer.at[start + m] for m in board.get(n, ()))
                yield Tie(channel, writer.at[start + n - 1], answers)


def _passive(sentence: list[_Token], head: int) -> bool:
    return any(
        relation.startswith("nsubj:pass") for token in sentence for at, relation in token.edges if at == head
    )


def _factuality(path: Path) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """Number of a sentence of EWT's dev part → its predicates and what they may be."""
    with zipfile.ZipFile(path) as archive:
        data = json.loads(archive.read("factuality.json"))["data"]
    found: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for sentence, nodes in data.items():
        if not sentence.startswith("ewt-dev-"):
            continue
        for node, facts in nodes.items():
            value = facts.get("factuality", {}).get("factual", {}).get("value")
            if value is None or "-pred-" not in node:
                continue
            may = (
                {"asserted"}
                if value > SURE
                else {"negated"}
                if value < NOT_AT_ALL
                else {"planned", "possible"}
            )
            found.setdefault(sentence.removeprefix("ewt-dev-"), []).append(
                (
                    int(node.rsplit("-", 1)[1]),
                    frozenset(may | ({"planned", "possible"} if value < 0 else set())),
                )
            )
    return found
