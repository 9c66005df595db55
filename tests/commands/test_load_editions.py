"""What `load` and `copy` say of tellings that a new edition withdraws."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Run

NAMES = ("Bravo", "Cobalt", "Delta", "Echo")


def test_first_withdrawn_tellings_are_named(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    text = " ".join(f"Acme pays {name}." for name in NAMES)
    facts = "".join(
        f"\n  - {{source: Acme, source_type: Organization, relation: SUPPORTS, target: {name}, "
        f"target_type: Organization, quote: Acme pays {name}}}"
        for name in NAMES
    )
    first.write_text(f"document: {{id: memo, text: '{text}'}}\nfacts:{facts}\n")
    second.write_text("document: {id: memo, text: 'Acme pays nobody.'}\n")
    assert run("--store", "one.db", "load", first).returncode == 0
    assert run("--store", "two.db", "load", second).returncode == 0
    copied = run("copy", "two.db", "one.db", "--add", "--new-edition")
    assert run("--store", "three.db", "load", first).returncode == 0
    loaded = run("--store", "three.db", "load", "--new-edition", second)
    for done, file in ((copied, tmp_path / "two.db"), (loaded, second)):
        assert done.returncode == 0
        assert "4 tellings withdrawn" in done.stdout
        assert "Acme supports Bravo (memo): “Acme pays Bravo”" in done.stderr
        assert done.stderr.count("Acme supports") == 3
        assert "… and 1 more" in done.stderr
        store = "one.db" if done is copied else "three.db"
        assert "  4 tellings withdrawn" in run("--store", store, "history").stdout
        assert len(Path(f"{file}.withdrawn.jsonl").read_text().splitlines()) == 4
