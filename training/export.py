"""reader.pt → reader.onnx (int8), reader.json, tokenizer.json: the folder that onrecord loads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.models.reader import FORMAT, OUTPUTS
from onrecord.types import CHANNELS
from training.corpora import NAMES, TAGS, read_polnear
from training.fit import CLS, SEP, make_examples, pad
from training.joining import join_attention
from training.minilm import load_tokenizer
from training.network import ATTENTION, DONE, LINK_WIDTH, Reader, bio, join_channels
from training.schemes import EVENTS, HARM, HEADS, MODALITY
from training.smoothing import Batch, smooth

INPUTS = ("pieces", "shapes", "places")
SPARSE = 20  # of PolNeAR's training articles every one in so many shows how large numbers get


class _Outputs(nn.Module):
    """The reader as the exporter wants it: a plain tuple of tensors out, and no weight cut in two as it runs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.asks, self.answers = _cut(reader.asks), _cut(reader.answers)

    def forward(self, pieces: Tensor, shapes: Tensor, places: Tensor) -> tuple[Tensor, ...]:
        told, done = self.reader.encode(pieces, shapes, places)
        links = (join_channels(other(told), own(done)) for other, own in (self.asks, self.answers))
        return (*self.reader.classes(told, done, pieces != 0), *links)


def _cut(links: nn.Linear) -> nn.ModuleList:
    """A reader's vectors of all channels as two layers: all others, and those of what happened."""
    done = torch.zeros(links.out_features, dtype=torch.bool)
    done[DONE] = True
    parts = nn.ModuleList()
    for rows in (~done, done):
        part = nn.Linear(links.in_features, int(rows.sum()))
        part.load_state_dict({name: value[rows] for name, value in links.state_dict().items()})
        parts.append(part)
    return parts


def export(reader: Reader, tokenizer: Path, folder: Path, *, by: str, data: Path) -> None:
    """Writes the reader's folder: full-precision beside it as reader.fp32.onnx for comparison.

    `data` is the folder with the corpora: some articles are read, to see how large numbers get before they are int8.
    """
    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "reader.fp32.onnx"
    sample = torch.tensor([[CLS, 2009, 2001, SEP], [CLS, 2009, SEP, 0]])
    dims = {name: {0: torch.export.Dim("batch"), 1: torch.export.Dim("length", max=512)} for name in INPUTS}
    torch.onnx.export(
        _Outputs(reader.eval()).eval(),
        (sample, torch.zeros_like(sample), torch.zeros_like(sample)),
        full,
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_shapes=dims,
        dynamo=True,
        external_data=False,
    )
    quantise(full, folder / "reader.onnx", _sample(data))
    (folder / "reader.json").write_text(json.dumps(facts(reader, by), indent=1) + "\n", encoding="utf8")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def _sample(data: Path) -> Iterator[Batch]:
    """Every SPARSE-th training article of PolNeAR, a window at a time."""
    tokenizer = load_tokenizer()
    for document in islice(read_polnear(data / "polnear/train"), 0, None, SPARSE):
        for example in make_examples(document, "polnear", tokenizer):
            yield {name: part.numpy() for name, part in zip(INPUTS, pad([example]), strict=True)}


def quantise(full: Path, small: Path, sample: Iterable[Batch]) -> None:
    """Dynamic int8, a scale for each output channel; what is read smoothed before, attention in one node a layer."""
    model = onnx.load(full)
    smooth(model, sample)
    with TemporaryDirectory() as folder:
        smoothed = Path(folder) / full.name
        onnx.save(model, smoothed)
        quantize_dynamic(smoothed, small, weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(small)
    join_attention(model, ATTENTION)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info):
        part.ClearField("metadata_props")  # the exporter writes the paths of the machine it ran on into them
        part.ClearField("doc_string")
    onnx.save(model, small)


def facts(reader: Reader, by: str) -> dict[str, object]:
    """What stands in reader.json: labels, CRF weights and the links' scale."""
    tag_moves, tag_starts = reader.tags_crf.weights()
    name_moves, name_starts = reader.names_crf.weights()
    numbers = {
        "tag_moves": tag_moves,
        "tag_starts": tag_starts,
        "name_moves": name_moves,
        "name_starts": name_starts,
        "link_bias": reader.link_bias,
    }
    return {
        "format": FORMAT,
        "by": by,
        "tags": bio(TAGS),
        "names": bio(NAMES),
        "heads": HEADS,
        "events": EVENTS,
        "modality": MODALITY,
        "harm": bio(HARM),
        "channels": CHANNELS,
        "link_width": LINK_WIDTH,
        "link_scale": LINK_WIDTH**-0.5,
        "opens": CLS,
        "closes": SEP,
        **{
            name: [[round(x, 4) for x in row] for row in value.tolist()]
            if value.ndim > 1
            else [round(x, 4) for x in value.tolist()]
            for name, value in numbers.items()
        },
    }
