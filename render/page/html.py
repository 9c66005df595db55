"""Make the parts of a safe HTML file: content security policy, data, own assets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...graph.errors import InputError

if TYPE_CHECKING:
    from markupsafe import Markup

VIS_NETWORK = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""The SHA-256 of vis-network 9.1.2 as in pyvis 0.3.2, with which this page was tested."""

HERE = Path(__file__).parent


def policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Write a content security policy that allows exactly these styles and scripts."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def data_block(data: Any) -> Markup:
    """Write data as JSON for HTML, escaped so that it cannot end the element or start another."""
    from markupsafe import Markup

    text = json.dumps(data, separators=(",", ":"))  # ASCII only: line separators and halves of pairs are escaped
    for char in "<>&'":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - escaped just above


def raw(text: str) -> Markup:
    """Mark one of our own assets as safe for the template; raises ValueError if it would end its element."""
    from markupsafe import Markup

    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError("an asset of the page would end its own element")
    return Markup(text)  # noqa: S704 - written by us, or vis-network with the known hash


def asset(name: str) -> str:
    """Read a file beside this module, with Unix line ends."""
    return _unix_lines((HERE / name).read_bytes())


def vis_network() -> str:
    """Read the drawing script of the installed pyvis; raises InputError for an unknown version."""
    from hashlib import sha256
    from importlib.resources import files

    place = "templates/lib/vis-9.1.2/vis-network.min.js"
    try:
        content = files("pyvis").joinpath(place).read_bytes()
    except FileNotFoundError:
        content = b""
    if sha256(content).hexdigest() != VIS_NETWORK:
        raise InputError(
            "The installed pyvis does not have the vis-network script that linkchart was tested with. "
            "Install the version that has: pip install pyvis==0.3.2"
        )
    return _unix_lines(content).partition("//# sourceMappingURL")[0]


def _unix_lines(content: bytes) -> str:
    # A browser reads \r\n as \n before it hashes a script, so the policy must too.
    return content.decode("utf-8").replace("\r\n", "\n")


def _hashes(texts: Sequence[str]) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


def serialised(text: str) -> Markup:
    """Escape a text as browsers serialise it, so that a saved copy differs in its data block only."""
    from markupsafe import Markup

    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\u00a0", "&nbsp;")):
        text = text.replace(char, entity)
    return Markup(text)  # noqa: S704 - escaped just above


def compressed(text: str) -> str:
    """Compress a text with zlib and encode it in Base64, as DecompressionStream("deflate") reads it."""
    from base64 import b64encode
    from zlib import compress

    return b64encode(compress(text.encode(), 9)).decode()
