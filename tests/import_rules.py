"""Which module may import which, and libraries that are imported late."""

from __future__ import annotations

from pathlib import Path

from tests.source_imports import Import, imports_of, modules_under, package_of, target_of, within


def graph(*names: str) -> str:
    """Give modules of graph/ their names from the root."""
    return " ".join(f"graph.{name}" for name in " ".join(names).split())


# Imports point one way. In graph/ a module or a folder may import only what stands before it in this list; a store
# that is not in the list (sqlite, neo4j and every store to come) may import all of it, and never another store.
VALUES = (
    "named_tuples errors dates figures date_faults date_reading spans count_words counts grading names folding "
    "quote_difference quotes relation_ids identity.similar identity.judgements identity.name_words identity.name_score "
    "identity.near_words identity.blocking identity.identifiers identity.differences loading.written_names brought_by "
    "question_words"
)
NOUNS = (
    "containment model documents schema scope telling_order facts fact_keys telling_details records document_records "
    "voices grouping merging older_names placed_quotes "
    "disputes derive together rules identity.in_force identity.telling_marks identity.contradictions identity.preview "
    "identity.evidence identity.near_entities"
)
ASKING = (
    "stores.batches stores.near_documents stores.handles stores.stamp stores.blanking stores.totals "
    "stores.entries stores.removals stores.entity_record stores.contract stores.protocol stores.in_memory decided "
    "stores.own_types stores.undoing stores.open_store identity.records identity.resolve "
    "identity.candidates identity.questions walks stores.networkx"
)
LOADING = (
    "loading.fields loading.plain_facts loading.notes loading.data_set loading.report loading.special_records "
    "loading.known_mentions "
    "loading.doubtful_names loading.documents loading.origins loading.new_entities loading.mentions loading.editions "
    "loading.described loading.details loading.checks loading.earlier_decisions loading.looked_ahead "
    "loading.renaming loading.collector loading.plain_names loading.columns loading.column_names "
    "loading.column_facts loading.column_quotes loading.column_checks loading.load stores.clashes "
    "stores.transfer stores.retraction stores.reviewing"
)
IN_ORDER = f"{VALUES} {NOUNS} {ASKING} {LOADING}".split()


# Outside of it, everything in a folder may import its own folder and the places in its row. Only the program has cli.
MAY_IMPORT = {
    "loaders": graph(
        VALUES,
        "model documents schema telling_order facts fact_keys identity.near_entities",
        "loading.fields loading.plain_facts",
    ),
    "queries": graph(VALUES, NOUNS, ASKING),
    "render": f"{graph(VALUES, NOUNS, ASKING)} loaders",
    "__init__": "graph loaders queries",
    "commands": "__init__ graph loaders queries render",
    "cli": "__init__ graph loaders queries render commands",
    "program": "cli commands",
}


# The exceptions, imported when they are called: open_store imports the store that its address names, in_memory the
# one that works without a file, and a query is written out in Cypher by the package that knows Neo4j.
MAY_IMPORT_WHEN_CALLED = {
    "graph.stores.open_store": graph("stores.sqlite stores.neo4j"),
    "graph.stores.in_memory": graph("stores.sqlite"),
    "queries": graph("stores.neo4j.cypher stores.neo4j.ontology"),
}


# Libraries that cost more than click: imported where they are needed, inside a function or for types only.
HEAVY = {
    "IPython",
    "anyascii",
    "jinja2",
    "msgspec",
    "neo4j",
    "networkx",
    "numpy",
    "orjson",
    "pyvis",
    "rapidfuzz",
    "rich",
    "scipy",
    "yaml",
}


# But where classes are made of them or they are called a million times; whoever imports these modules needs them.
AT_MODULE_LEVEL = {
    "msgspec": "graph.loading.plain_facts graph.loading.columns loaders._repeated_keys loaders._yaml "
    "loaders.facts_jsonl loaders.facts_yaml",
    **dict.fromkeys(["anyascii", "rapidfuzz"], "graph.identity.name_score"),
}


# Libraries that one place hides from all others.
ONLY_IN = {"neo4j": "graph.stores.neo4j", "pyvis": "render.page"}


def allowed(module: str, when: str) -> str:
    """List the places inside linkchart that a module may import."""
    folder, _, below = module.partition(".")
    late = MAY_IMPORT_WHEN_CALLED.get(module, "") if when == "called" else ""
    if folder != "graph":
        return f"{folder} {MAY_IMPORT.get(folder, '')} {late}"
    names = [name for name in IN_ORDER if within(below, name)]
    before = IN_ORDER[: IN_ORDER.index(names[0])] if names else IN_ORDER
    own = names[0] if names else ".".join(below.split(".")[:2])
    umbrella = not own or any(within(name, own) and name != own for name in IN_ORDER)  # a folder whose parts have rows
    return f"{graph(*before) if umbrella else graph(*before, own)} {late}"


def fault_inside(module: str, item: Import, known: dict[str, Path]) -> str:
    """Describe the fault of a relative import; "" without one."""
    target = target_of(item, known)
    places = allowed(module, item.when)
    return "" if within(target, places) else f"imports {target}: {module} may import {places}"


def fault_outside(module: str, item: Import) -> str:
    """Describe the fault of a library's import; "" without one."""
    library = item.name.split(".")[0]
    if within(library, f"linkchart graph {' '.join(MAY_IMPORT)}"):
        return f"imports {item.name}: inside the package imports are relative"
    if not within(module, ONLY_IN.get(library, module)):
        return f"imports {library}: only {ONLY_IN[library]} may"
    if library in HEAVY and item.when == "always" and not within(module, AT_MODULE_LEVEL.get(library, "")):
        return f"imports {library} at module level: it belongs inside the function that needs it"
    return ""


def faults(root: Path, module: str) -> list[str]:
    """Describe each forbidden import of a module in a sentence."""
    known = modules_under(root)
    place = known[module].relative_to(root)
    found: dict[str, None] = {}
    for item in imports_of(known[module], package_of(known[module], root)):
        wrong = fault_inside(module, item, known) if item.relative else fault_outside(module, item)
        if wrong:
            found[f"{place}:{item.line} {wrong}"] = None
    return [*found]
