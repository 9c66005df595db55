"""The normal forms of an entity's names, by which it is found."""

from __future__ import annotations

from ...model import Entity
from ...names import EXACT, name_forms, word_forms


def forms_of(entity: Entity) -> list[str]:
    """List the forms by whose words an entity is searched."""
    return sorted(word_forms((entity.name, *entity.aliases), entity.type))


def exact_forms(entity: Entity) -> list[str] | None:
    """List the normal forms of an entity's names if they differ from `forms_of`, else None."""
    if entity.type not in EXACT:
        return None
    return sorted(name_forms((entity.name, *entity.aliases), entity.type, entity.kind))
