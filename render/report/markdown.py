"""Write a report in Markdown (CommonMark with tables), with pictures as Mermaid flowcharts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..legend import legend
from .mermaid import mermaid
from .parts import Report, Section, Table


def markdown(report: Report) -> str:
    """Write a report as Markdown; the same report always gives the same text."""
    return "\n\n".join(_blocks(report)) + "\n"


def _blocks(report: Report) -> Iterator[str]:
    yield f"# {text(report.title)}"
    yield "\n".join(f"- {text(word)}: {text(value)}" for word, value in report.facts)
    for number, section in enumerate(report.sections, 1):
        yield f"## {number}. {text(section.name)}"
        yield code(section.question)
        yield from _answer(section)
        if section.picture:
            yield f"```mermaid\n{mermaid(section.picture, section.flows)}\n```"
            marks = legend(section.picture)["lines"]
            explained = f" Lines: {'; '.join(mark['words'] for mark in marks)}." if marks else ""
            yield f"{section.picture.count}{explained}"
        yield from _evidence(section)


def _answer(section: Section) -> Iterator[str]:
    if section.summary:
        yield text(section.summary)
    if section.problem:
        yield f"**Not answered:** {text(section.problem)}"
    if section.heading:
        yield f"**{text(section.heading)}**"
    for rank, chain in enumerate(section.chains, 1):
        mark = f"{rank}\\. " if len(section.chains) > 1 else ""
        yield f"**{mark}{text(chain.title)}**, {text(chain.measures)}"
        yield "\n".join(f"- {text(hop.words)} {text(hop.tail)}{_cited(hop.cites)}" for hop in chain.hops)
    if section.lines:
        yield "\n".join(f"- {text(line.words)}{_cited(line.cites)}" for line in section.lines)
    if section.table:
        yield _table(section.table)
    for note in section.notes:
        yield text(note)


def _table(table: Table) -> str:
    citing = any(table.cites)
    columns = [*table.columns, *(["evidence"] if citing else [])]
    rule = ["--:" if number in table.numbers else "---" for number in range(len(columns))]
    rows = [[text(name) for name in columns], rule]
    for rank, row in enumerate(table.rows):
        rows.append([*map(text, row), *([", ".join(table.cites[rank])] if citing else [])])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _evidence(section: Section) -> Iterator[str]:
    if section.evidence:
        yield "### Evidence"
    for evidence in section.evidence:
        yield f"**{text(evidence.words)}** {text(evidence.grade)}"
        for telling in evidence.tellings:
            quote = f"“{text(telling.quote)}”" if telling.quote else "no quote"
            quote = f"~~{quote}~~" if telling.retracted else quote
            yield f"> {telling.number} — {quote}  \n> {text(telling.standing)}"


def _cited(numbers: Sequence[str]) -> str:
    return f" ({', '.join(numbers)})" if numbers else ""


def text(value: str) -> str:
    r"""Escape a text so that Markdown shows it literally, without markup, HTML, links or tables.

    >>> text("*a* | <b>"), text("1. # www.x.org")
    ('\\*a\\* &#124; \\<b\\>', '1\\. \\# www\\.x.org')
    """
    line = " ".join(value.split())
    line = re.sub(r"[\\`*_\[\]<>~&#$!^=@{}]", r"\\\g<0>", line).replace("|", "&#124;")
    line = re.sub(
        r"(?i)\b(https?|ftp)://|\bwww\.", lambda match: match[0].replace("://", r"\://").replace("w.", r"w\."), line
    )
    return re.sub(r"^(\d*)([.)])(?=\s|$)|^([+-])", r"\1\\\2\3", line)


def code(value: str) -> str:
    """Write a text as a code block, with a fence longer than any run of backticks in it."""
    line = " ".join(value.split())
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", line))])
    return f"{fence}console\n$ {line}\n{fence}"
