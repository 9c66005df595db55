"""The page: pyvis as the carrier, our own template, one file that asks for nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...graph.errors import InputError
from ..files import save
from ..labels import plain
from ..palette import css
from ..picture.picture import Picture
from .carrier import carrier, legend

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["Picture", "page", "write_page"]

VIS_NETWORK = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""The SHA-256 of vis-network 9.1.2 as pyvis 0.3.2 carries it: what this page was tried with."""

HERE = Path(__file__).parent
SCRIPTS = ("settle.js", "lines.js", "names.js", "look.js", "panel.js", "find.js", "page.js")


def page(picture: Picture) -> str:
    """Return the HTML of a picture: the same picture gives the same text, letter by letter.

    Raises InputError when the installed pyvis does not carry the script that the page was tried with.
    """
    network = carrier(picture)
    network.templateEnv = environment(picture)
    network.path = "page.html"
    html: str = network.generate_html()
    return html


def write_page(picture: Picture, path: str) -> None:
    """Write a picture to an HTML file, in one step and in UTF-8; raises InputError when that fails."""
    save(page(picture).encode("utf-8"), path)


def environment(picture: Picture) -> Environment:
    """Return the Jinja environment of one page: everything that a template prints is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    style = css(picture.schema) + asset("page.css")
    scripts = (vis_network(), "".join(asset(name) for name in SCRIPTS))
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    made.globals.update(
        title=plain(picture.title) or "linkchart",
        subtitle=plain(picture.subtitle),
        count=picture.count,
        empty=not picture.entities,
        policy=policy([style], scripts),
        style=raw(style),
        scripts=[raw(script) for script in scripts],
        legend=legend(picture),
        data_block=data_block,
    )
    return made


def policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Return a content security policy that allows these very styles and scripts and nothing else."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def data_block(data: Any) -> Markup:
    """Return data as JSON that can stand in HTML: no character in it can end the element or start one."""
    from markupsafe import Markup

    text = json.dumps(data, separators=(",", ":"))  # ASCII only: line separators and halves of pairs are escaped
    for char in "<>&'":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - escaped just above


def raw(text: str) -> Markup:
    """Return an asset of ours for the template as it is; raises ValueError when it would end its element."""
    from markupsafe import Markup

    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError("an asset of the page would end the element it stands in")
    return Markup(text)  # noqa: S704 - written by us, or vis-network with the known hash


def asset(name: str) -> str:
    """Return the text of a file beside this module, in Unix lines."""
    return _unix_lines((HERE / name).read_bytes())


def vis_network() -> str:
    """Return the script that draws, from the installed pyvis; raises InputError when it is another one."""
    from hashlib import sha256
    from importlib.resources import files

    place = "templates/lib/vis-9.1.2/vis-network.min.js"
    try:
        content = files("pyvis").joinpath(place).read_bytes()
    except FileNotFoundError:
        content = b""
    if sha256(content).hexdigest() != VIS_NETWORK:
        raise InputError(
            "The installed pyvis does not carry the vis-network script that linkchart knows to be safe. "
            "Install the one it was tried with: pip install pyvis==0.3.2"
        )
    return _unix_lines(content).partition("//# sourceMappingURL")[0]


def _unix_lines(content: bytes) -> str:
    # A browser reads \r\n as \n before it hashes a script, so the policy must too.
    return content.decode("utf-8").replace("\r\n", "\n")


def _hashes(texts: Sequence[str]) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)
