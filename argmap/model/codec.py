"""Records as plain JSON values and back: the one spelling that the JSON format, the history and the content hash share.

A key is left out when its value is None, "" or empty and that is what a reader takes a missing key for. A number that is
whole is kept so (1 is not written 1.0). ``Source.content`` is base64 under "bytes", ``SourceSpan.role`` is "as", and a
relation's target is ``{"statement" | "relation" | "provision": id}``.
"""

from __future__ import annotations

import base64
import binascii
import functools
import math
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, TypeVar

from argmap.model.kinds import TargetKind
from argmap.model.records import AnyRecord, Target

R = TypeVar("R", bound=AnyRecord)

ALIASES = {("Source", "content"): "bytes", ("SourceSpan", "role"): "as"}
"""(class, field) whose JSON key is not the field's name."""


class CodecError(ValueError):
    """A plain value that is not the record it should be. Its text says where and what was expected."""


def to_plain(record: Any) -> dict[str, Any]:
    """A record, or a part of one, as a JSON object."""
    plain: dict[str, Any] = {}
    kind: Any = type(record)
    for name, key, encode, _, default in _fields(kind):
        value = getattr(record, name)
        if value is not None and (value != default or value not in ("", ())):
            plain[key] = encode(value)
    return plain


def from_plain(kind: type[R], plain: object, unknown: Callable[[str], None] | None = None) -> R:
    """The record that a JSON object spells. ``unknown`` hears of each key that means nothing here.

    Raises CodecError for a missing or misshapen value.
    """
    record: R = _decode_record(kind, plain, kind.__name__.lower(), unknown)
    return record


def json_keys(kind: type) -> list[str]:
    """The JSON keys of a record type, in field order."""
    return [key for _, key, _, _, _ in _fields(kind)]


_Unknown = Callable[[str], None] | None
_Encode = Callable[[Any], Any]
_Decode = Callable[[Any, str, _Unknown], Any]


def field_codec(kind: type, name: str) -> tuple[_Encode, _Decode]:
    """How the values of one field are written as plain values and read back. ``None`` is for the caller to handle; the
    second takes (plain, where, unknown) and raises CodecError, whose text begins with ``where``."""
    return next((encode, decode) for field, _, encode, decode, _ in _fields(kind) if field == name)


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, str, _Encode, _Decode, Any], ...]:
    """(field, key, encode, decode, default) for each field of a dataclass; a required one's default is MISSING."""
    hints = typing.get_type_hints(kind)
    rows = []
    for field in fields(kind):
        encode, decode = _converters(hints[field.name])
        key = ALIASES.get((kind.__name__, field.name), field.name)
        rows.append((field.name, key, encode, decode, field.default))
    return tuple(rows)


def _decode_record(kind: type, plain: object, where: str, unknown: _Unknown) -> Any:
    if not isinstance(plain, dict):
        raise CodecError(f"{where} should be an object.")
    values: dict[str, Any] = {}
    known = set()
    label = plain.get("id", plain.get("node"))
    if isinstance(label, str):
        where = f"{where} “{label[:60]}”"
    for name, key, _, decode, default in _fields(kind):
        known.add(key)
        value = plain.get(key)
        if value is not None:
            values[name] = decode(value, f"{where}: “{key}”", unknown)
        elif default is MISSING:
            raise CodecError(f"{where} has no “{key}”.")
    if unknown is not None and len(plain) > len(known & plain.keys()):
        for key in plain:
            if key not in known:
                unknown(f"{where}: “{str(key)[:60]}”")
    return kind(**values)


def _converters(hint: Any) -> tuple[_Encode, _Decode]:
    """How values of one annotated type are written and read."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _converters(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is tuple:
        encode, decode = _converters(typing.get_args(hint)[0])
        return (lambda values: [encode(v) for v in values]), functools.partial(_decode_list, decode)
    if hint is Target:
        return (lambda target: {target.kind.value: target.id}), _decode_target
    if hint is bytes:
        return (lambda data: base64.b64encode(data).decode("ascii")), _decode_bytes
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, functools.partial(_decode_enum, hint)
    if hint in (str, int, float, bool):
        return _same, functools.partial(_decode_scalar, hint)
    return to_plain, functools.partial(_decode_record, hint)


def _same(value: Any) -> Any:
    return value


def _decode_list(decode: _Decode, plain: object, where: str, unknown: _Unknown) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise CodecError(f"{where} should be a list.")
    return tuple(decode(value, where, unknown) for value in plain)


_TARGET_KINDS: dict[object, TargetKind] = {kind.value: kind for kind in TargetKind}


def _decode_target(plain: object, where: str, unknown: _Unknown) -> Target:
    if isinstance(plain, dict) and len(plain) == 1:
        [(word, target)] = plain.items()
        kind = _TARGET_KINDS.get(word)
        if kind is not None and isinstance(target, str):
            return Target(kind, target)
    raise CodecError(f"{where} should name one “statement”, “relation” or “provision”.")


def _decode_bytes(plain: object, where: str, unknown: _Unknown) -> bytes:
    try:
        return base64.b64decode(typing.cast("str", plain), validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise CodecError(f"{where} should be base64 text.") from None


def _decode_enum(kind: type[StrEnum], plain: object, where: str, unknown: _Unknown) -> StrEnum:
    if isinstance(plain, str):
        try:
            return kind(plain)
        except ValueError:
            pass
    allowed = ", ".join(f"“{member}”" for member in kind if member)
    found = f"is “{plain[:40]}” but" if isinstance(plain, str) else "is no text and"
    raise CodecError(f"{where} {found} should be one of {allowed}.")


def _decode_scalar(kind: type, plain: object, where: str, unknown: _Unknown) -> object:
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return plain if -_WORD <= plain < _WORD else _decode_scalar(float, _as_float(plain), where, unknown)
    known = isinstance(plain, kind) and not (kind is int and isinstance(plain, bool))
    if kind is int and known:
        known = -_WORD <= typing.cast("int", plain) < _WORD
    if kind is float and known:
        known = math.isfinite(typing.cast("float", plain))
    if known:
        return plain
    names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
    raise CodecError(f"{where} should be {names[kind]}.")


_WORD = 2**63
"""Whole numbers from here on do not fit what files and databases hold."""


def _as_float(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf
