"""Examples in the help of commands that are not queries, on the case of `linkchart demo` or an article."""

from __future__ import annotations

EXAMPLES = {
    "add": ('add Iran SUPPORTS Houthis --since 2015 --quote "Iran arms them."',),
    "alias": ('alias add "Quds Force" "Jerusalem Force"',),
    "check": ("export facts -o facts.yaml", "check facts.yaml"),
    "completion": ("completion bash",),
    "copy": ("copy linkchart.db copy.db",),
    "cypher": ("cypher influence Iran",),
    "demo": ("demo iraq",),
    "different": ('different Daesh Hezbollah --why "two groups"',),
    "duplicates": ("duplicates --min 0.5",),
    "export": ("export facts -o facts.yaml",),
    "extract": ("extract article.txt",),
    "forget": ("forget --entity Daesh --dry-run",),
    "history": ("history",),
    "judgements": ('different Daesh Hezbollah --why "two groups"', "judgements"),
    "load": ("export facts -o facts.yaml", "load facts.yaml"),
    "neo4j": ("neo4j kit -o kit",),
    "rename": ('rename Daesh "Islamic State"',),
    "render": ("render -o graph.html",),
    "report": ("save allies influence Iran", "report -o report.html"),
    "retract": ('retract iraq-2020-briefing --why "the author withdrew it"',),
    "review": ("extract article.txt -o proposed.jsonl", "review proposed.jsonl --accept 0.3"),
    "run": ("save allies influence Iran", "run allies"),
    "same": ("same Daesh Hezbollah --preview",),
    "save": ("save allies influence Iran",),
    "saved": ("save allies influence Iran", "saved"),
    "schema": ("schema SUPPORTS",),
    "search": ("search force",),
    "split": ("split Daesh --document iraq-2020-briefing --preview",),
    "stats": ("stats",),
    "undo": ("save allies influence Iran", "undo 3"),
    "unsure": ("unsure Daesh Hezbollah",),
    "verify": ("copy linkchart.db copy.db", "verify --against copy.db --asks 20"),
    "who": ("who Daesh",),
}
"""The lines of each command's example, without the name of the program."""


def epilog(command: str) -> str:
    """Write the end of a command's help."""
    lines = [f"  linkchart {line}" for line in EXAMPLES[command]]
    on = (
        "with an article of your own"
        if "article.txt" in " ".join(lines)
        else "on the case that “linkchart demo” writes"
    )
    return "\n".join(["\b", f"Example, {on}:", *lines])
