"""Completion for bash, zsh and fish; a completed name is quoted, so that the shell runs nothing in it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from ..render.controls import without_controls

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_WORD = re.compile(r"""(?P<quote>["']?)(?:[^"'\\]|\\.)*""", re.DOTALL)
"""The beginning of a word on a command line, with a quote at most at its start."""


class _Harmless(ShellComplete):
    """Completion without names that cannot be typed as words: control characters, names like options."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """List the completions."""
        items = super().get_completions(args, incomplete)
        return [item for item in items if _can_be_typed(item.value, incomplete)]


class Bash(_Harmless, BashComplete):
    """Completion for bash, which inserts words as they are, so they are quoted here."""

    source_template = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(IFS=$'\\n'; env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \
COMP_WORD="${COMP_WORDS[COMP_CWORD]}" \
%(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """List the completions, none for a word that is quoted in part or in an unknown way."""
        word = _WORD.fullmatch(os.environ.get("COMP_WORD", "'\""))
        if word is None:
            return []
        self._quote = word["quote"]
        items = super().get_completions(args, incomplete)
        # Within double quotes bash always expands ! from its history.
        return [item for item in items if self._quote != '"' or "!" not in item.value]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Write the word as bash should insert it."""
        return quoted(item.value, self._quote)


class Zsh(_Harmless, ZshComplete):
    """Completion for zsh, which quotes what it inserts."""


class Fish(_Harmless, FishComplete):
    """Completion for fish, which quotes what it inserts."""

    source_template = """\
function %(complete_func)s
    env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=(commandline -t) \
%(prog_name)s
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Write the word and, after a tab, its meaning."""
        return f"{item.value}\t{' '.join(item.help.split())}" if item.help else str(item.value)


def _can_be_typed(name: str, begun: str) -> bool:
    as_option = name.startswith("-") and not begun.startswith("-")
    return not as_option and name == without_controls(name) and "\n" not in name and "\t" not in name


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def quoted(name: str, quote: str) -> str:
    r"""Quote a name for bash, after an opening quote or none.

    >>> quoted("a $(b)", ""), quoted("a $(b)", '"'), quoted("it's", "'")
    ('a\\ \\$\\(b\\)', 'a \\$(b)', "it'\\''s")
    """
    if quote == "'":
        return name.replace("'", "'\\''")
    if quote == '"':
        return re.sub(r'(["$`\\])', r"\\\1", name)
    return re.sub(r"([^\w./:+@%-])", r"\\\1", name)
