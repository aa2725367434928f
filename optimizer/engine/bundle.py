"""Many arrays as one argument of compiled functions.

Numba passes a tuple of arrays by copying and counting references to each of them at every call.
A ``Bundle`` is passed as one pointer to a list of addresses and shapes; an attribute becomes an
array of which no references are counted. Without compilation it is a plain dataclass.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any

import numpy as np
from llvmlite import ir
from numba import typeof, types
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np.arrayobj import populate_array

_WORD = ir.IntType(64)
Lowered = Any
"""What Numba and LLVM hand around while they compile."""


class Bundle:
    """Base of dataclasses whose fields are C-contiguous arrays and integers.

    The fields are not to be rebound: compiled functions use the arrays of the beginning.
    """

    numba_type: BundleType

    def __post_init__(self) -> None:
        words: list[int] = []
        members: list[tuple[str, types.Type]] = []
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                if not value.flags.c_contiguous:
                    raise ValueError(f"{field.name}: 数组不连续 / array is not contiguous")
                members.append((field.name, typeof(value.view(np.ndarray)).copy(readonly=False)))
                words += [value.ctypes.data, *value.shape]
            else:
                members.append((field.name, types.int64))
                words.append(int(value))
        packed = np.array(words, np.int64)
        object.__setattr__(self, "_words", packed)
        object.__setattr__(self, "_address", int(packed.ctypes.data))
        object.__setattr__(self, "numba_type", BundleType(type(self).__name__, tuple(members)))


class BundleType(types.Type):
    """Numba's type of a bundle: names and types of its members."""

    def __init__(self, name: str, members: tuple[tuple[str, types.Type], ...]) -> None:
        self.members = members
        digest = hashlib.sha256(str(members).encode()).hexdigest()[:12]
        super().__init__(name=f"{name}_{digest}")

    def place(self, attribute: str) -> tuple[int, types.Type]:
        """Where the member's words begin, and its type."""
        at = 0
        for name, member in self.members:
            if name == attribute:
                return at, member
            at += 1 + (member.ndim if isinstance(member, types.Array) else 0)
        raise AttributeError(attribute)


register_model(BundleType)(models.OpaqueModel)


@typeof_impl.register(Bundle)
def _typeof(value: Bundle, _context: Lowered) -> BundleType:
    return value.numba_type


@infer_getattr
class _Attributes(AttributeTemplate):
    key = BundleType

    def generic_resolve(self, bundle: BundleType, attribute: str) -> types.Type | None:
        """Type of a member."""
        return dict(bundle.members).get(attribute)


@unbox(BundleType)
def _unbox(_type: BundleType, value: Lowered, c: Lowered) -> NativeValue:
    address = c.pyapi.object_getattr_string(value, "_address")
    pointer = c.pyapi.long_as_voidptr(address)
    c.pyapi.decref(address)
    return NativeValue(pointer, is_error=c.pyapi.c_api_error())


@lower_getattr_generic(BundleType)
def _member(
    context: Lowered, builder: Lowered, bundle: BundleType, value: Lowered, attribute: str
) -> Lowered:
    """The array of which the words tell address and shape."""
    at, member = bundle.place(attribute)
    words = builder.bitcast(value, _WORD.as_pointer())
    if not isinstance(member, types.Array):
        return _word(builder, words, at)
    array = context.make_array(member)(context, builder)
    size = context.get_abi_sizeof(context.get_data_type(member.dtype))
    shape = [_word(builder, words, at + 1 + axis) for axis in range(member.ndim)]
    strides = [ir.Constant(_WORD, size)]
    for length in shape[:0:-1]:
        strides.insert(0, builder.mul(strides[0], length))
    populate_array(
        array,
        data=builder.inttoptr(_word(builder, words, at), array.data.type),
        shape=shape,
        strides=strides,
        itemsize=ir.Constant(_WORD, size),
        meminfo=None,
    )
    return array._getvalue()


def _word(builder: Lowered, words: Lowered, at: int) -> Lowered:
    """A word of the list, which never changes while compiled code runs."""
    loaded = builder.load(builder.gep(words, [ir.Constant(_WORD, at)]))
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded
