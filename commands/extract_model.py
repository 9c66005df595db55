"""The language model of `linkchart extract`: its settings, and notes on what it will send and has cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..graph.errors import InputError
from ..graph.figures import counted
from .console.terminal import say

if TYPE_CHECKING:
    from ..loaders.article.batch import Outcome, Settings
    from ..loaders.article.llm import ModelSettings


def model_settings(url: str | None, model: str | None, prices: str | None) -> ModelSettings | None:
    """Choose the model to ask, None for none; raises InputError for incompatible options."""
    from ..loaders.article.llm import ModelSettings

    if url is None:
        if model or prices:
            raise InputError("--llm-model and --llm-prices go with --llm URL, the address of the model's server.")
        return None
    if not model:
        raise InputError("--llm needs --llm-model NAME: which of the server's models to ask.")
    try:
        sent, received = (float(price) for price in (prices or "0,0").split(","))
    except ValueError:
        raise InputError(f"--llm-prices {prices} is not two prices such as 0.15,0.60.") from None
    return ModelSettings(url, model, sent, received)


def print_estimate(files: list[str], settings: Settings, model: ModelSettings) -> None:
    """Print an estimate of what asking the model will send and cost."""
    from ..loaders.article.estimate import estimate

    usage = estimate(files, settings)
    cached = f"; {counted(usage.cached, 'answer')} known from before" if usage.cached else ""
    requests = f"{counted(usage.asked, 'request')}, about {usage.sent:,} tokens to send"
    say(f"Asking {model.model}: {requests}{_cost(model, usage.sent, 0)}{cached}.", err=True)


def print_usage(outcomes: Iterable[Outcome], model: ModelSettings) -> None:
    """Print what asking the model has sent, received and cost."""
    from ..loaders.article.llm.usage import Usage

    usage = Usage()
    for outcome in outcomes:
        usage = usage.plus(Usage(*outcome.usage))
    tokens = f"{usage.sent:,} tokens sent, {usage.received:,} received{_cost(model, usage.sent, usage.received)}"
    say(f"{model.model} answered {counted(usage.asked, 'request')}: {tokens}.", err=True)


def _cost(model: ModelSettings, sent: int, received: int) -> str:
    return f", {model.cost(sent, received):.4f} at the prices given" if model.input_price or model.output_price else ""
