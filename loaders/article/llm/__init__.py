"""Facts proposed by a language model, from any server that speaks the OpenAI chat protocol.

A model proposes, it does not decide: a fact of its own has to quote the text word for word and name both ends inside
the quote, its direction is marked as unverified, and it is graded as doubtful until a person accepts it.
"""

from typing import NamedTuple


class ModelSettings(NamedTuple):
    """Which model to ask, and what its tokens cost; the key is read from the environment and kept nowhere."""

    url: str  # of the API, up to and without "/chat/completions"
    model: str
    input_price: float = 0.0  # for a million tokens
    output_price: float = 0.0
    timeout: float = 600.0  # seconds for one answer, from the request to its last byte
    cache: str = ""  # folder; "" for that of the user

    def cost(self, sent: int, received: int) -> float:
        """Compute the cost of tokens, in the currency of the prices."""
        return (sent * self.input_price + received * self.output_price) / 1_000_000
