"""python -m training.frequencies: counts in how many news articles each word stands, for `document_frequencies.tsv`.

Numbers only go into the package. Left out are the corpora on which stories are measured, basil and ecbplus.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.lexicons.frequencies import split_words
from training.corpora.speech import read_newswire

LEAST = 6  # articles that a word must stand in to be listed
HEADER = (
    "# In how many of so many news articles (first row) a word stands: `python -m training.frequencies`.\n"
)
WHOLE = "(articles)"


def main() -> None:
    """Writes the table that the package carries."""
    parser = argparse.ArgumentParser(prog="python -m training.frequencies", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=Path("onrecord/lexicons/document_frequencies.tsv"))
    options = parser.parse_args()
    counts, seen = Counter[str](), set[int]()
    for text in _texts(options.data):
        if hash(text) not in seen:
            seen.add(hash(text))
            counts.update({word for _, word in split_words(text)})
    listed = sorted(
        ((word, count) for word, count in counts.items() if count >= LEAST), key=lambda row: (-row[1], row[0])
    )
    lines = [HEADER, f"{WHOLE}\t{len(seen)}\n", *(f"{word}\t{count}\n" for word, count in listed)]
    options.out.write_text("".join(lines), encoding="utf8")
    print(f"{options.out.name}: {len(listed):,} words of {len(seen):,} articles")


def _texts(data: Path) -> Iterator[str]:
    for line in (data / "many-outlets/articles.jsonl").open(encoding="utf8"):
        article = json.loads(line)
        yield f"{article['title']}\n{article['content_original']}"
    for path in sorted((data / "polnear").glob("*/text/*.txt")):
        yield path.read_text(encoding="utf8")
    for document in read_newswire(data / "worldwide-newswire"):
        yield document.text
    for path in sorted((data / "wikinews").glob("*.csv")):
        yield from (f"{row['title']}\n{row['text']}" for row in _rows(path))
    for article in ET.parse(data / "places/lgl.xml").iter("article"):
        yield f"{article.findtext('title')}\n{article.findtext('text')}"
    for line in (data / "gvdb/dev.json").open(encoding="utf8"):
        yield " ".join(token for sentence in json.loads(line)["full_text"] for token in sentence)
    for path in sorted((data / "timeml").glob("*/*.tml")):
        body = re.search(r"<TEXT>(.*?)</TEXT>", path.read_text(encoding="utf8"), re.S)
        yield re.sub(r"<[^>]+>", "", body[1]) if body else ""
    yield from (row["articleBody"] for row in _rows(data / "stance/competition_test_bodies.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
