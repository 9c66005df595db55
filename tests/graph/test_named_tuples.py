"""Record behaves as NamedTuple does."""

import copy
import pickle
from typing import Any, NamedTuple

import pytest

from linkchart.graph import named_tuples
from linkchart.graph.named_tuples import Record


class Place(Record):
    """A record with a default, a property and a method."""

    name: str
    country: str
    people: int = 0

    @property
    def label(self) -> str:
        """Both names."""
        return f"{self.name}, {self.country}"


class Usual(NamedTuple):
    """The same with NamedTuple."""

    name: str
    country: str
    people: int = 0


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("Vardo", "Norway"), {}),
    (("Vardo", "Norway", 2000), {}),
    (("Vardo",), {"country": "Norway"}),
    ((), {"people": 5, "country": "Norway", "name": "Vardo"}),
]

MISTAKES: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("Vardo",), {}),
    (("Vardo", "Norway", 1, 2), {}),
    (("Vardo", "Norway"), {"name": "Bodo"}),
    (("Vardo", "Norway"), {"mayor": "Kari"}),
    (("Vardo",), {"mayor": "Kari"}),
]


@pytest.fixture(params=["by hand", "compiled"])
def record(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[Record]:
    """A new class, constructed by hand as the first instances are, or by a compiled constructor."""
    if request.param == "compiled":
        monkeypatch.setattr(named_tuples, "ENOUGH", 0)

    class Port(Record):
        name: str
        country: str
        people: int = 0

    return Port


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_record_called_in_any_way_equals_named_tuple(record: Any, values: Any, named: Any) -> None:
    assert tuple(record(*values, **named)) == tuple(Usual(*values, **named))


@pytest.mark.parametrize(("values", "named"), MISTAKES)
def test_record_called_wrongly_raises_as_named_tuple(record: Any, values: Any, named: Any) -> None:
    with pytest.raises(TypeError) as expected:
        Usual(*values, **named)
    with pytest.raises(TypeError) as raised:
        record(*values, **named)
    assert str(raised.value).partition(" ")[2] == str(expected.value).partition(" ")[2]


def test_record_made_often_stays_the_same() -> None:
    made = {Place("Vardo", "Norway", people=3) for _ in range(2 * named_tuples.ENOUGH)}
    assert made == {("Vardo", "Norway", 3)}


def test_record_has_methods_of_named_tuple() -> None:
    place = Place("Vardo", "Norway")
    assert place._replace(people=7) == Place._make(("Vardo", "Norway", 7))
    assert place._asdict() == Usual("Vardo", "Norway")._asdict()
    assert (Place._fields, Place._field_defaults) == (Usual._fields, Usual._field_defaults)
    assert repr(place) == repr(Usual("Vardo", "Norway")).replace("Usual", "Place")
    assert place.label == "Vardo, Norway"
    assert not hasattr(place, "__dict__")


def test_record_replaced_or_made_wrongly_raises() -> None:
    with pytest.raises(ValueError, match="mayor"):
        Place("Vardo", "Norway")._replace(mayor="Kari")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="takes 3 values, not 1"):
        Place._make(["Vardo"])


def test_record_copied_or_pickled_is_equal() -> None:
    place = Place("Vardo", "Norway", 4)
    for other in (copy.deepcopy(place), pickle.loads(pickle.dumps(place))):  # noqa: S301 - our own bytes
        assert (other, type(other)) == (place, Place)


def test_record_in_match_statement_gives_its_fields() -> None:
    match Place("Vardo", "Norway", 4):
        case Place(name, _, people):
            assert (name, people) == ("Vardo", 4)
        case _:
            pytest.fail("the pattern of a record does not match")
