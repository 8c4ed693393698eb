"""The reader's network: MiniLM with word features, taggers over words, and links between them; plain torch."""

from __future__ import annotations

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.words import PLACES, SHAPES
from onrecord.types import CHANNELS
from training.corpora import NAMES, TAGS
from training.schemes import EVENTS, HARM, HEADS, MODALITY

WIDTH, LAYERS, ATTENTION, INNER, VOCABULARY, LENGTH = 384, 6, 12, 1536, 30522, 512  # all-MiniLM-L6-v2
LINK_WIDTH = 64
SHARED = 2  # channels of statements: a cue's source and content
OWN = 2  # last layers, of which there is a second pair for what happened
# The channels of what happened, one after the other: who did it … where to
DONE = slice(CHANNELS.index("actor") * LINK_WIDTH, (CHANNELS.index("destination") + 1) * LINK_WIDTH)
NARROW, REACH = 128, 3  # of what harm owes to the words around: its width, and pieces to either side


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """O, then B-, I- for each class, in order."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


class Layer(nn.Module):
    """One BERT layer, after the residual sum normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.merge = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, ATTENTION, WIDTH // ATTENTION).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        heads = F.scaled_dot_product_attention(
            q, k, v, attn_mask=mask
        )  # with dropout here, a third of the speed
        x = self.norm_attention(
            x + self.dropout(self.merge(heads.transpose(1, 2).reshape(batch, length, WIDTH)))
        )
        return self.norm(x + self.dropout(self.narrow(F.gelu(self.widen(x)))))


class Reader(nn.Module):
    """Pieces with their shapes and places → emissions of both taggers, and link vectors, for every piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(LENGTH, WIDTH)
        self.shapes = nn.Embedding(SHAPES + 1, WIDTH)  # the last one is for [CLS], [SEP] and padding
        self.places = nn.Embedding(PLACES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.deeds = nn.ModuleList()  # what stands in place of the last layers for events and harm
        self.dropout = nn.Dropout(0.1)
        self.tags, self.names = nn.Linear(WIDTH, len(bio(TAGS))), nn.Linear(WIDTH, len(bio(NAMES)))
        self.heads, self.events = nn.Linear(WIDTH, len(HEADS)), nn.Linear(WIDTH, len(EVENTS))
        self.modality, self.harm = nn.Linear(WIDTH, len(MODALITY)), nn.Linear(WIDTH, len(bio(HARM)))
        self.around = Around(
            len(bio(HARM))
        )  # what harm owes to the words around; fitted last, see training/harm.py
        self.asks, self.answers = (
            nn.Linear(WIDTH, len(CHANNELS) * LINK_WIDTH),
            nn.Linear(WIDTH, len(CHANNELS) * LINK_WIDTH),
        )
        self.link_bias = nn.Parameter(torch.full((len(CHANNELS),), -3.0))
        self.tags_crf, self.names_crf = Crf(bio(TAGS)), Crf(bio(NAMES))
        for table in (self.shapes, self.places):
            nn.init.normal_(table.weight, std=0.01)

    def part(self) -> None:
        """Gives events and harm last layers of their own, which begin as those of all else are."""
        self.deeds = copy.deepcopy(self.layers[-OWN:])

    def trunk(self, pieces: Tensor, shapes: Tensor, places: Tensor) -> Tensor:
        """[batch, length, 384] after the layers that all heads share; padding has piece 0."""
        x = (
            self.pieces(pieces)
            + self.positions.weight[: pieces.shape[1]]
            + self.shapes(shapes)
            + self.places(places)
        )
        x, mask = self.dropout(self.norm(x)), (pieces != 0)[:, None, None, :]
        for layer in self.layers[:-OWN]:
            x = layer(x, mask)
        return x

    def told(self, x: Tensor, mask: Tensor) -> Tensor:
        """What the trunk made, as statements, names and mentions are read from it; mask [batch, length], no padding."""
        for layer in self.layers[-OWN:]:
            x = layer(x, mask[:, None, None, :])
        return self.dropout(x)

    def done(self, x: Tensor, mask: Tensor) -> Tensor:
        """What the trunk made, as events and harm are read from it."""
        for layer in self.deeds:
            x = layer(x, mask[:, None, None, :])
        return self.dropout(x)

    def encode(self, pieces: Tensor, shapes: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """Twice [batch, length, 384]: for what happened the second one; the same until parted."""
        x, mask = self.trunk(pieces, shapes, places), pieces != 0
        told = self.told(x, mask)
        return told, self.done(x, mask) if self.deeds else told

    def harmed(self, done: Tensor, mask: Tensor) -> Tensor:
        """Emissions of harm, of a piece by itself and of what stands around it."""
        return self.harm(done) + self.around(done, mask)

    def ties(self, part: nn.Linear, told: Tensor, done: Tensor) -> Tensor:
        """[batch, length, channels, 64] of `asks` or `answers`."""
        weight, bias = (torch.cat([x[: DONE.start], x[DONE.stop :]]) for x in (part.weight, part.bias))
        return join_channels(F.linear(told, weight, bias), F.linear(done, part.weight[DONE], part.bias[DONE]))

    def classes(self, told: Tensor, done: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Emissions of all heads that class single pieces, in the order of onrecord.models.reader.OUTPUTS."""
        return (
            self.tags(told),
            self.names(told),
            self.heads(told),
            self.events(done),
            self.modality(done),
            self.harmed(done, mask),
        )


def join_channels(told: Tensor, done: Tensor) -> Tensor:
    """[batch, length, channels, 64] from those of what happened, and all others."""
    joined = torch.cat([told[..., : DONE.start], done, told[..., DONE.start :]], 2)
    return joined.unflatten(2, (len(CHANNELS), LINK_WIDTH))


class Around(nn.Module):
    """What the pieces near by and the window as a whole say of a piece's class; says nothing until it is fitted.

    Whether somebody is a victim of an attack is told by the attack, which may stand sentences away.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.inner, self.whole = nn.Linear(WIDTH, NARROW), nn.Linear(2 * WIDTH, NARROW)
        self.beside, self.mixed = nn.Linear((2 * REACH + 1) * NARROW, NARROW), nn.Linear(NARROW, NARROW)
        self.out, self.dropout = nn.Linear(NARROW, classes), nn.Dropout(0.2)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, length, classes], of x [batch, length, 384] and which pieces are none of the padding."""
        kept = mask[..., None].to(x.dtype)
        mean = (x * kept).sum(1, keepdim=True) / kept.sum(1, keepdim=True)
        most = (x * kept - 9.0 * (1 - kept)).amax(1, keepdim=True)
        inner = F.gelu(self.inner(x)) * kept
        padded = F.pad(inner, (0, 0, REACH, REACH))
        near = torch.cat([padded[:, n : n + x.shape[1]] for n in range(2 * REACH + 1)], 2)
        seen = F.gelu(self.beside(near) + inner + self.whole(torch.cat([mean, most], 2)))
        return self.out(self.dropout(F.gelu(self.mixed(self.dropout(seen)))))


class Crf(nn.Module):
    """A linear-chain CRF over words (Lafferty et al. 2001); what BIO forbids has weight -1e4."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(len(names), len(names)))
        self.starts = nn.Parameter(torch.zeros(len(names)))
        self.register_buffer(
            "barred", torch.tensor([[barred(a, b) for b in names] for a in names]) * -1e4, persistent=False
        )

    def weights(self) -> tuple[Tensor, Tensor]:
        """Transition [from, to] and start weights; a window may start inside a span."""
        return self.moves + self.barred, self.starts

    def forward(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood, summed over the batch; emissions [b, n, k], gold and mask [b, n]."""
        moves, starts = self.weights()
        at = emissions.gather(2, gold[..., None]).squeeze(2)
        score = (
            starts[gold[:, 0]] + (at * mask).sum(1) + (moves[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        )
        alpha = starts + emissions[:, 0]
        for n in range(1, emissions.shape[1]):
            grown = torch.logsumexp(alpha[:, :, None] + moves, 1) + emissions[:, n]
            alpha = torch.where(mask[:, n, None], grown, alpha)
        return (torch.logsumexp(alpha, 1) - score).sum()


def barred(a: str, b: str) -> bool:
    """An I- follows only the B- or I- of its own class."""
    return b.startswith("I-") and a[2:] != b[2:]


def load_minilm(reader: Reader, weights: Path) -> None:
    """Puts all-MiniLM-L6-v2's weights (safetensors, BERT's names) into the encoder."""
    bert = {name.removeprefix("bert."): value for name, value in load_file(weights).items()}
    ours = {
        "pieces.weight": bert["embeddings.word_embeddings.weight"],
        "positions.weight": bert["embeddings.position_embeddings.weight"]
        + bert["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": bert["embeddings.LayerNorm.weight"],
        "norm.bias": bert["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "merge": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for n in range(LAYERS):
        for mine, theirs in names.items():
            for part in ("weight", "bias"):
                ours[f"layers.{n}.{mine}.{part}"] = bert[f"encoder.layer.{n}.{theirs}.{part}"]
    missing = reader.load_state_dict(ours, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"{weights}: not the encoder expected; left over: {missing.unexpected_keys[:3]}")
