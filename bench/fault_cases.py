"""Cases for bench/faults.py: facts of a store, files that cannot be read, and fields that try to do harm."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

ESCAPE = "\x1b[8m"
TAG = "<script>document.title='RAN'</script>"


def facts(name: str, count: int) -> str:
    """Write facts of one document, as JSON Lines."""
    ends = {"source_type": "Organization", "target_type": "Organization", "relation": "SUPPORTS", "document": name}
    records: list[dict[str, Any]] = [{"document": {"id": name, "title": f"Paper {name}"}}]
    records += ({"fact": {**ends, "source": f"{name} {n}", "target": f"{name} {n + 1}"}} for n in range(count))
    return "".join(json.dumps(record) + "\n" for record in records)


def bad_files(rng: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of files that are broken in one way or another."""
    yield from _ODD
    good = facts("good", 20).encode()
    for number in range(max(count - len(_ODD), 0)):
        yield (
            f"broken-{number}.{rng.choice(('jsonl', 'csv', 'yaml', 'json', 'xml', 'gexf', 'xlsx'))}",
            _broken(rng, good),
        )


def hostile_fields(folder: str) -> Iterator[tuple[str, str]]:
    """Yield keys of a fact, each with a text that tries to do something to whoever reads it."""
    for key in ("source", "target", "place", "quote", "document", "attributed_to", "sentence", "source_as"):
        for text in (
            *(f"Alpha $(touch {folder}/RAN)", f"Alpha `touch {folder}/RAN`", f"Alpha'; touch {folder}/RAN; '"),
            *(f"Alpha {ESCAPE}hidden", "Alpha \x07\x00", "Alpha \u202egnp.exe", "Alpha\r\nBeta"),
            *(f"Alpha {TAG}", f"</script>{TAG}", '"><img src=x onerror="document.title=\'RAN\'">', "[[red]]Alpha[/]"),
            *('=HYPERLINK("http://x","y")', "+1+1+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1+1)", "\t=1+1"),
            *("../../../../etc/passwd", "/etc/shadow", "{{7*7}}", "%s%n", "'; DROP TABLE telling; --", "--help", "-o"),
            *("__proto__", "constructor", "A" * 20_000, "\ud83d\ude00 \u0301" * 50, "NaN", "\u2028x"),
        ):
            yield key, text


def hostile_fact(key: str, text: str) -> str:
    """Write a fact with such a text, as a line of JSON."""
    fact = {"source": "Alpha", "source_type": "State", "relation": "SUPPORTS", "target": "Beta", "target_type": "State"}
    return json.dumps({"fact": {**fact, "document": "d", "quote": "So it is.", key: text}}) + "\n"


def _broken(rng: random.Random, good: bytes) -> bytes:
    """Damage a good file: cut it, overwrite a part, repeat a part, or put in bytes that are no text."""
    start = rng.randrange(len(good))
    length = rng.randrange(1, 200)
    part = good[start : start + length]
    put = rng.choice((b"", part * 3, rng.randbytes(length), b"\0" * length, b"\xff\xfe", b'{"fact": ' * 50, b'"', b"}"))
    return good[:start] + put + good[start + length :] if rng.random() < 0.8 else good[:start]


_FACT = b'{"fact": {"source": "A", "relation": "SUPPORTS", "target": '
_ODD = (
    ("empty.jsonl", b""),
    ("blank.yaml", b"\n \n"),
    ("deep.jsonl", b"[" * 100_000),
    ("deep.json", b'{"a":' * 100_000),
    ("deep.yaml", b"[" * 5_000),
    ("number.jsonl", _FACT + b"1" * 5_000 + b"}}\n"),
    ("infinite.jsonl", _FACT + b'"B", "confidence": 1e999}}\n'),
    ("nan.jsonl", _FACT + b'"B", "confidence": NaN}}\n'),
    ("surrogate.jsonl", _FACT + b'"\\ud800", "target_type": "State"}}\n'),
    ("twice.jsonl", _FACT + b'"B", "target": "C"}}\n'),
    ("list.jsonl", b"[1, 2, 3]\n"),
    ("text.jsonl", "Dear diary, today…".encode()),
    ("utf16.jsonl", '{"entity": {"name": "A", "type": "State"}}'.encode("utf-16")),
    ("latin.csv", "source,relation,target\nJosé,SUPPORTS,B\n".encode("latin-1")),
    ("bomb.yaml", b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120))),
    ("tag.yaml", b"facts: !!python/object/apply:os.system ['touch RAN']\n"),
    ("anchor.yaml", b"facts: &a\n  - *a\n"),
    ("doctype.gexf", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><gexf>&e;</gexf>'),
    ("unclosed.graphml", b"<graphml><graph><node id='a'>"),
    ("zip.xlsx", b"PK\x03\x04" + b"\0" * 100),
    ("gzip.jsonl.gz", b"\x1f\x8b\x08" + b"\0" * 50),
    ("header.csv", b",".join(b"c%d" % n for n in range(20_000)) + b"\n"),
    ("quote.csv", b'source,relation,target\n"A,SUPPORTS,B\n' * 50),
    ("nul.csv", b"source,relation,target\nA\0,SUPPORTS,B\n"),
    ("store.jsonl", b"SQLite format 3\0" + b"\0" * 4_080),
)
"""Files that are odd each in a way of its own."""
