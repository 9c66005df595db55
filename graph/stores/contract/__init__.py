"""Protocols of the parts of a store; `stores.protocol` composes them into Store."""
