"""Select the pairs of names worth comparing, without comparing all pairs.

Names share a word, or have words that differ in a letter or in vowels; then a bound on their score decides. The
counting is done by sparse matrices: names by words, times words by near words, times words by names. Names that are
written as one word here and as several there, and acronyms, are found by their letters.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .name_score import LONGER, ONE_WORD, SWAP, NameWords, consonants, initials, word_weight
from .near_words import near_words, shortened

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

FREQUENT = 400
"""A word of so many names finds no pairs, except the rarest word of a name that has only frequent ones."""

FAMILY = 20
"""The same for names with numbers, whose frequent words find only names with the same: units, cables, tenders."""

SLACK = 0.05
"""Tolerance of the bound, since a word may be paired with several."""

CHUNK = 250
"""Names looked up at a time; bounds memory."""

BOUNDED = 30_000
"""Pairs whose bound is computed at a time."""

LONG_NAME = 8
LONGEST_ACRONYM = 8


class NameIndex:
    """The distinct names of entities of one type, numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._words = array("i")  # codes of words, name after name
        self._ends = array("q", [0])
        self._numbers = array("q")  # a hash of the numbers in each name, 0 for none
        self._shorts: dict[str, int] = {}  # names of one word, which may be acronyms
        self._initials: list[str] = []  # acronyms that each name may have, parted by spaces
        self._skeletons: list[str] = []  # consonants of all letters of each name
        self._long: dict[str, list[int]] = {}  # long names of one word by these, and by these without any one letter

    def __len__(self) -> int:
        return len(self._skeletons)

    def add(self, name: NameWords, *, person: bool = False) -> int:
        """Add a name that has letters or digits, and return its number."""
        number = len(self)
        known = self._vocabulary
        self._words.extend(known.setdefault(word, len(known)) for word in dict.fromkeys(name.words or name.all))
        self._ends.append(len(self._words))
        self._numbers.append(hash(frozenset(name.numbers)) if name.numbers else 0)
        skeleton, several = consonants(name.letters), len(name.all) > 1
        self._skeletons.append(skeleton)
        if not several and len(name.letters) >= LONG_NAME:
            for text in (skeleton, *shortened(skeleton)):
                self._long.setdefault(text, []).append(number)
        self._initials.append(" ".join(initials(name)) if several and not person else "")
        if not several and 2 <= len(name.letters) <= LONGEST_ACRONYM:
            self._shorts[name.letters] = number
        return number

    def pairs(self, least: float, only: Sequence[int] | None = None) -> Iterator[tuple[int, int]]:
        """Yield the pairs of numbers, the lower first, whose score may be `least` or more; in order.

        `only`: just the pairs that have one of these.
        """
        import numpy as np

        wanted = np.arange(len(self)) if only is None else np.unique(np.asarray(only, dtype=np.int64))
        codes = [self._by_letters(wanted)]
        codes += [*self._by_words(least, wanted)] if self._vocabulary else []
        for code in np.unique(np.concatenate(codes)).tolist():
            yield divmod(code, len(self))

    def _by_letters(self, wanted: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """List the pairs of names split in other places, and of names and their acronyms, as codes."""
        import numpy as np

        near = list(self._equal_skeletons())
        for number, skeleton in enumerate(self._skeletons if self._long else ()):
            for text in (skeleton, *shortened(skeleton)):
                near += [(number, other) for other in self._long.get(text, ()) if number != other]
        for number, possible in enumerate(self._initials):
            near += [(self._shorts[letters], number) for letters in possible.split() if letters in self._shorts]
        if not near:
            return np.empty(0, dtype=np.int64)
        ends = np.asarray(near, dtype=np.int64)
        ends = ends[np.isin(ends, wanted).any(axis=1)]
        return _codes(ends[:, 0], ends[:, 1], len(self))

    def _equal_skeletons(self) -> Iterator[tuple[int, int]]:
        """Yield each name with the first name of the same consonants."""
        first: dict[int, int] = {}
        for number, skeleton in enumerate(self._skeletons):
            other = first.setdefault(hash(skeleton), number)
            if other != number:
                yield other, number

    def _by_words(self, least: float, wanted: np.ndarray[Any, Any]) -> Iterator[np.ndarray[Any, Any]]:
        """Yield the pairs of names with near words, as codes."""
        import numpy as np

        weights = np.array([word_weight(word) for word in self._vocabulary])
        near = near_words(list(self._vocabulary), weights)
        names = self._names()
        totals = names @ weights
        for rows, (places, right) in _sharing_words(names, near, np.asarray(self._numbers), wanted):
            product: Any = names[rows] @ near
            alike = product.tocsr()  # the match of each word of the vocabulary in a name
            for at in range(0, len(places), BOUNDED):
                place, others = places[at : at + BOUNDED], right[at : at + BOUNDED]
                shared = np.asarray(alike[place].multiply(names[others]).sum(axis=1)).ravel()
                some = rows[place]
                close = _bound(shared, totals[some], totals[others]) >= least - SLACK
                yield _codes(some[close], others[close], len(self))

    def _names(self) -> csr_matrix:
        """Build the matrix of names and their words."""
        import numpy as np
        from scipy.sparse import csr_matrix

        ones = np.ones(len(self._words), dtype=np.float32)
        shape = len(self), len(self._vocabulary)
        return csr_matrix((ones, np.asarray(self._words), np.asarray(self._ends)), shape=shape)


def _sharing_words(
    names: csr_matrix, near: csr_matrix, numbers: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]
) -> Iterator[tuple[np.ndarray[Any, Any], tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]]:
    """Yield the wanted names, some at a time, with their pairs that share near words; see `_met`."""
    finding, of_words = _rarer_words(names, near, numbers), names.T.tocsr()
    numbered, of_numbers = _words_with_numbers(names, near, numbers)
    of_numbered = of_numbers.T.tocsr()
    for start in range(0, len(wanted), CHUNK):
        rows = wanted[start : start + CHUNK]
        yield rows, _met(rows, (finding[rows] @ near) @ of_words + numbered[rows] @ of_numbered)


def _met(rows: np.ndarray[Any, Any], product: Any) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """List the pairs of different names that share near words: places in `rows`, and numbers of names."""
    import numpy as np

    met = product.tocoo()
    apart = rows[met.row] != met.col
    return met.row[apart], met.col[apart].astype(np.int64)


def _rarer_words(names: csr_matrix, near: csr_matrix, numbers: np.ndarray[Any, Any]) -> csr_matrix:
    """Select the words by which each name finds others: words that few names have, else the rarest.

    A frequent word of a name with `numbers` finds others together with these.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    shape: Any = names.shape
    bounds: Any = names.indptr
    counts = near.astype(bool) @ np.bincount(names.indices, minlength=shape[1])
    of_words = counts[names.indices]
    rarest = np.minimum.reduceat(of_words, bounds[:-1])
    most = np.where(numbers == 0, np.maximum(rarest, FREQUENT), FAMILY)
    kept = of_words <= np.repeat(most, np.diff(bounds))
    ends = np.concatenate([[0], np.cumsum(kept)])[bounds]
    return csr_matrix((names.data[kept], names.indices[kept], ends), shape=names.shape)


def _words_with_numbers(
    names: csr_matrix, near: csr_matrix, numbers: np.ndarray[Any, Any]
) -> tuple[csr_matrix, csr_matrix]:
    """Build two matrices of names with numbers: of their near words and of their words, each with the numbers."""
    import numpy as np
    from scipy.sparse import csr_matrix

    product: Any = names @ near
    own, wider = _coded(names, numbers), _coded(product.tocsr(), numbers)
    kinds, columns = np.unique(np.concatenate([own[1], wider[1]]), return_inverse=True)
    of_own, of_wider = np.split(columns, [len(own[1])])
    shape = len(numbers), len(kinds)

    def matrix(rows: np.ndarray[Any, Any], places: np.ndarray[Any, Any]) -> csr_matrix:
        return csr_matrix((np.ones(len(places), dtype=np.float32), (rows, places)), shape=shape)

    return matrix(wider[0], of_wider), matrix(own[0], of_own)


def _coded(names: csr_matrix, numbers: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """List the words of names with numbers: the rows, and a code of word and numbers."""
    import numpy as np

    bounds: Any = names.indptr
    rows = np.repeat(np.arange(len(numbers)), np.diff(bounds))
    of_words = numbers[rows]
    some = of_words != 0
    return rows[some], of_words[some] ^ (names.indices[some].astype(np.int64) << 32)


def _bound(shared: Any, totals: Any, others: Any) -> Any:
    """Bound the score of two names from above by the weights of their near words and of all words."""
    import numpy as np

    left, right = np.maximum(totals - shared, 0), np.maximum(others - shared, 0)
    less, more = np.minimum(left, right), np.maximum(left, right)
    cost = np.where(less > 0, SWAP * less + 0.35 * (more - less), min(LONGER, ONE_WORD) * more)
    return shared / np.maximum(shared + cost, 1e-9)


def _codes(some: np.ndarray[Any, Any], others: np.ndarray[Any, Any], count: int) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.unique(np.minimum(some, others) * count + np.maximum(some, others))
