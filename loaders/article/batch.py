"""Read many articles: on all cores, in the order given, resumable, skipping files that cannot be read."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ...graph.errors import InputError, LinkchartError
from ...graph.schema import builtin
from ..source import file_hash
from .facts_file import records
from .llm import ModelSettings
from .pipeline import Extraction, Extractor, default_extractor
from .processes import ended_by_term
from .records import Article
from .stories import sketch

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".pdf", ".docx")
_CHUNK = 16
"""Articles that a process is given at a time."""


class Settings(NamedTuple):
    """The settings for all articles of a run, sent to each process once."""

    parser: str | None = None
    dictionaries: tuple[str, ...] = ()
    names: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = ()  # name, type, kind, aliases
    published: str | None = None
    publisher: str | None = None
    llm: ModelSettings | None = None


class Outcome(NamedTuple):
    """The result for one file."""

    path: str
    digest: str
    facts: list[tuple[str, dict[str, Any]]]
    doubtful: list[tuple[str, dict[str, Any]]]
    notes: tuple[str, ...] = ()
    error: str = ""
    story: tuple[int, ...] = ()  # by which the same text elsewhere is known, see stories
    usage: tuple[int, ...] = ()  # of a language model: see llm.proposer.Usage

    @property
    def fact_count(self) -> int:
        """Count its facts."""
        return sum(kind == "fact" for kind, _ in self.facts)


def article_files(paths: Iterable[str]) -> Iterator[str]:
    """Yield files, and those of folders in order of name."""
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders.sort()
                yield from (os.path.join(folder, name) for name in sorted(names) if name.lower().endswith(SUFFIXES))
        else:
            yield path


def outcomes(paths: Sequence[str], settings: Settings, jobs: int, dask: str | None = None) -> Iterator[Outcome]:
    """Yield the result for each file, in order; `dask` is the address of a cluster for the work."""
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    if dask is not None:
        from .cluster import on_cluster

        yield from on_cluster(dask, chunks, settings, read_with)
        return
    if jobs <= 1 or len(chunks) <= 1:
        extractor = make_extractor(settings)
        for chunk in chunks:
            yield from read_chunk(chunk, settings, extractor)
        return
    from multiprocessing import get_context

    with ended_by_term():
        pool = get_context().Pool(jobs, _start, (settings,))
    with pool:
        for part in pool.imap(_read_chunk, chunks):
            yield from part


_extractors: dict[Settings, Extractor] = {}  # of this process
_settings: list[Settings] = []


def _start(settings: Settings) -> None:
    _settings[:] = [settings]
    collect_less_often()


def collect_less_often() -> None:
    """Let a process that only reads articles collect garbage seldom: dictionaries stay, records hold no circles."""
    gc.freeze()
    gc.set_threshold(_UNCOLLECTED)


_UNCOLLECTED = 50_000
"""New objects before garbage is looked for: some two articles' worth."""


def _read_chunk(paths: Sequence[str]) -> list[Outcome]:
    return read_with(_settings[0], paths)


def read_with(settings: Settings, paths: Sequence[str]) -> list[Outcome]:
    """Read some files; the extractor is made once in a process."""
    if settings not in _extractors:
        _extractors[settings] = make_extractor(settings)
    return list(read_chunk(paths, settings, _extractors[settings]))


def make_extractor(settings: Settings) -> Extractor:
    """Make the extractor for the settings."""
    from .dictionary import with_files
    from .mentions import Known, Names

    names = Names(Known(*fields) for fields in settings.names)
    proposer = None
    if settings.llm is not None:
        from .llm.proposer import ModelFacts

        proposer = ModelFacts(settings.llm, builtin())
    return default_extractor(settings.parser, names, with_files(settings.dictionaries), proposer=proposer)


def read_chunk(paths: Sequence[str], settings: Settings, extractor: Extractor) -> Iterator[Outcome]:
    """Yield the outcomes of some files, which are parsed together."""
    contents = [(path, *_content(path, settings)) for path in paths]
    extractions = extractor.extract(content for *_, content in contents if not isinstance(content, str))
    for path, hashed, content in contents:
        if isinstance(content, str):
            yield Outcome(path, hashed, [], [], (), content)
        else:
            yield _outcome(path, hashed, content, next(extractions))


def _content(path: str, settings: Settings) -> tuple[str, Article | str]:
    """Read a file; return its digest and its article, or "" and the error."""
    from .formats import read_article

    try:
        article = read_article(path, published=settings.published, publisher=settings.publisher)
        return digest(path), article
    except LinkchartError as error:
        return "", str(error)


def _outcome(path: str, hashed: str, article: Article, extraction: Extraction) -> Outcome:
    facts, doubtful = list(records(extraction)), list(records(extraction, doubtful=True))
    proposed = extraction.proposed
    return Outcome(
        path, hashed, facts, doubtful, (*article.notes, *(proposed.notes if proposed else ())),
        story=sketch(extraction.sentences), usage=proposed.usage if proposed else (),
    )  # fmt: skip


def digest(path: str) -> str:
    """Hash a file's content, by which a resumed run recognises it; "" for what can be read only once."""
    try:
        return file_hash(path) or ""
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
