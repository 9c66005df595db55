"""Write a picture and its answers as one self-contained HTML file, by way of pyvis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files import save
from ..labels import plain
from ..palette import css
from ..picture.picture import Picture
from .carrier import carrier, page_data
from .html import HERE, asset, compressed, data_block, policy, raw, serialised, vis_network
from .joiner import join_modules, modules_in

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Picture", "page", "write_page"]


def page(picture: Picture) -> str:
    """Write the HTML of a picture; the same picture always gives the same text.

    Raises InputError if the installed pyvis does not have the script that the page was tested with.
    """
    network = carrier(picture)
    network.templateEnv = environment(picture)
    network.path = "page.html"
    html: str = network.generate_html()
    return html


def write_page(picture: Picture, path: str) -> None:
    """Write a picture to an HTML file, atomically and in UTF-8; raises InputError if that fails."""
    save(page(picture).encode("utf-8"), path)


def environment(picture: Picture) -> Environment:
    """Make the Jinja environment of one page, which escapes everything that a template prints.

    vis-network is in the page as compressed data: the page's own script unpacks it, and the policy allows exactly the
    unpacked script.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    style = css(picture.schema) + asset("page.css")
    library, script = vis_network(), join_modules(modules_in(HERE / "js"))
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    made.globals.update(
        title=serialised(plain(picture.title) or "linkchart"),
        policy=raw(policy([style], [library, script])),
        style=raw(style),
        library=compressed(library),
        script=raw(script),
        data=lambda nodes, edges: data_block(page_data(picture, nodes, edges)),
    )
    return made
