"""Writing a file so that it is whole or was never touched."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from ..graph.errors import InputError


def save(content: bytes, path: str) -> None:
    """Write a file in one step: on any failure what was there before still is.

    A link is followed; what is no regular file (a pipe, /dev/stdout) is written to as it is. Raises
    InputError when there is no such folder, it may not be written, or the disk is full.
    """
    try:
        target = Path(path).resolve()
        if target.is_dir():
            raise InputError(f"{path} is a folder: name a file in it.")
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(content, target)
    except (OSError, RuntimeError) as error:  # RuntimeError is how Path tells of links in a circle
        raise InputError(f"{path} cannot be written: {_reason(error, Path(path))}") from error


def _replace(content: bytes, target: Path) -> None:
    beside = target.with_name(f".{token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _reason(error: Exception, path: Path) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"there is no folder {path.parent}. Make it first."
    if isinstance(error, PermissionError):
        return f"the folder {path.parent} may not be written to. Choose another."
    words = (isinstance(error, OSError) and error.strerror) or str(error)
    return f"{words[:1].lower()}{words[1:]}. What was there is unchanged."
