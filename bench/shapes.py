"""The shapes that facts files have, made of a generated case whose facts name their ends by id.

    python bench/shapes.py SHAPE CASE.jsonl OUT

`names`: facts with names and types, and no entity records, as people and programs write them. `csv`, `yaml`: the same
in these formats. `documents`: names, and every fact from a document of its own. `quotes`: names, and documents with
the texts that their facts quote.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

Fields = dict[str, Any]


def records(case: Path) -> Iterator[tuple[str, Fields]]:
    """Yield kind and fields of each record of a case."""
    with case.open(encoding="utf-8") as lines:
        for line in lines:
            yield from json.loads(line).items()


def by_name(case: Path) -> Iterator[tuple[str, Fields]]:
    """Yield the documents and the facts of a case, these with names and types instead of ids."""
    entities: dict[str, Fields] = {}
    for kind, fields in records(case):
        if kind == "entity":
            entities[fields["id"]] = fields
        elif kind == "fact":
            yield kind, _named(fields, entities)
        else:
            yield kind, fields


def _named(fact: Fields, entities: dict[str, Fields]) -> Fields:
    source, target = entities[fact["source"]], entities[fact["target"]]
    ends = {"source": source["name"], "source_type": source["type"], "relation": fact["relation"]}
    return {**fact, **ends, "target": target["name"], "target_type": target["type"]}


def names(case: Path, out: Path) -> None:
    """Write facts with names and types."""
    _write_lines(by_name(case), out)


def documents(case: Path, out: Path) -> None:
    """Write facts of which each has a document of its own."""

    def lines() -> Iterator[tuple[str, Fields]]:
        for number, (kind, fields) in enumerate(by_name(case)):
            if kind == "fact":
                id_ = f"page-{number:08}"
                yield "document", {"id": id_, "publisher": f"Publisher {number % 97}", "reliability": "B"}
                yield "fact", {**fields, "document": id_}

    _write_lines(lines(), out)


def quotes(case: Path, out: Path) -> None:
    """Write documents with their texts, the quotes of their facts a paragraph each."""
    described: dict[str, Fields] = {}
    facts: dict[str, list[Fields]] = defaultdict(list)
    for kind, fields in by_name(case):
        if kind == "document":
            described[fields["id"]] = fields
        else:
            facts[fields["document"]].append(fields)

    def lines() -> Iterator[tuple[str, Fields]]:
        for id_, document in described.items():
            yield "document", {**document, "text": "\n\n".join(fact["quote"] for fact in facts[id_]) + "\n"}
        for some in facts.values():
            for paragraph, fact in enumerate(some, 1):
                yield "fact", {**fact, "paragraph": paragraph}

    _write_lines(lines(), out)


def as_csv(case: Path, out: Path) -> None:
    """Write one fact a row; the documents are not described."""
    columns = (
        "source", "source_type", "relation", "target", "target_type", "date", "document", "paragraph", "quote",
        "credibility", "attributes",
    )  # fmt: skip
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, columns)
        rows.writeheader()
        for kind, fields in by_name(case):
            if kind == "fact":
                attributes = json.dumps(fields["attributes"]) if "attributes" in fields else ""
                rows.writerow({**fields, "attributes": attributes})


def as_yaml(case: Path, out: Path) -> None:
    """Write one YAML file, a fact a line."""
    kinds: dict[str, list[Fields]] = {"document": [], "fact": []}
    for kind, fields in by_name(case):
        kinds[kind].append(fields)
    with out.open("w", encoding="utf-8") as file:
        for kind, several in kinds.items():
            file.write(f"{kind}s:\n")
            for fields in several:
                flow = yaml.dump(fields, default_flow_style=True, width=1 << 30, Dumper=yaml.CSafeDumper)
                file.write(f"  - {flow.strip()}\n")


def _write_lines(lines: Iterator[tuple[str, Fields]], out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for kind, fields in lines:
            file.write(json.dumps({kind: fields}) + "\n")


SHAPES: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "names": ("jsonl", names),
    "documents": ("jsonl", documents),
    "quotes": ("jsonl", quotes),
    "csv": ("csv", as_csv),
    "yaml": ("yaml", as_yaml),
}
"""How each shape is called, its suffix, and what writes it."""


def main() -> None:
    """Write one shape of a case."""
    shape, case, out = sys.argv[1:]
    SHAPES[shape][1](Path(case), Path(out))


if __name__ == "__main__":
    main()
