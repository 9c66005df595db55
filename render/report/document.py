"""Write a report as one self-contained HTML file without scripts, fit for printing."""

from __future__ import annotations

from pathlib import Path

from ...graph.schema import Schema
from ..drawing.draw import draw
from ..drawing.drawing import ICON, LINE_HEIGHT, PADDING
from ..drawing.marks import mark
from ..legend import legend
from ..page.html import policy, raw
from ..palette import SIGNS, css, looks
from .parts import Report

HERE = Path(__file__).parent


def document(report: Report) -> str:
    """Write a report as HTML; the same report always gives the same text.

    Everything that the template prints is escaped; the content security policy allows one style and no script.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    style = css(report.schema) + _classes(report.schema) + (HERE / "report.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(draw=draw, legend=legend, mark=mark, icon=ICON, line_height=LINE_HEIGHT, padding=PADDING)
    return environment.get_template("report.html").render(
        report=report, policy=policy([style], []).replace("script-src ;", "script-src 'none';"), style=raw(style)
    )


def _classes(schema: Schema) -> str:
    """Write a class for the colour of each type and sign, since the policy forbids style attributes."""
    ranks = [("type", rank) for rank in range(len(looks(schema)))] + [("sign", rank) for rank in range(len(SIGNS))]
    return "".join(f".{kind}-{rank} {{ --own: var(--{kind}-{rank}); }}\n" for kind, rank in ranks)
