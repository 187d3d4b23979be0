"""World and log in compiled code: one pointer each, to a table of where their arrays lie.

As the tuples of arrays that they are, every call inside the kernel would copy them whole, some two
hundred numbers, and every look at an array would count references to it: measured, six sevenths of
a war's time. A table needs neither: whoever calls the compiled loop holds the arrays meanwhile.
"""

from hashlib import blake2b
from typing import Any

from llvmlite import ir
from numba import typeof
from numba.core import cgutils, types
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, models, register_model, typeof_impl, unbox
from numba.np.arrayobj import make_array, populate_array

from sim.kernel.log import Log
from sim.kernel.world import World

WORD = ir.IntType(64)


class HandleType(types.Type):
    """The type of a named tuple of arrays that is passed as a pointer.

    Its table holds, array by array, the address of the data and the length of every dimension.
    """

    def __init__(self, fields: tuple[str, ...], members: tuple[Any, ...]) -> None:
        self.fields = fields
        self.members = members
        self.places = []
        self.words = 0
        for member in members:
            if member.layout != "C":
                raise TypeError("compiled code takes arrays without gaps")
            self.places.append(self.words)
            self.words += 1 + member.ndim
        # a short name: it is part of the name of every function of the kernel
        spelled = repr((fields, members)).encode()
        super().__init__(f"Handle_{blake2b(spelled, digest_size=8).hexdigest()}")


@typeof_impl.register(World)
@typeof_impl.register(Log)
def _typeof(value: World | Log, _: Any) -> HandleType:
    return HandleType(value._fields, tuple(typeof(array) for array in value))


register_model(HandleType)(models.OpaqueModel)


@unbox(HandleType)
def _unbox(kind: HandleType, value: Any, c: Any) -> NativeValue:
    """Fill the table in the frame of the wrapper that calls the compiled function."""
    table = cgutils.alloca_once(c.builder, WORD, size=kind.words)
    error = cgutils.false_bit
    for k, member in enumerate(kind.members):
        native = c.unbox(member, c.pyapi.tuple_getitem(value, k))
        error = c.builder.or_(error, native.is_error)
        array = make_array(member)(c.context, c.builder, native.value)
        data = c.builder.ptrtoint(array.data, WORD)
        for j, word in enumerate([data, *cgutils.unpack_tuple(c.builder, array.shape)]):
            place = c.context.get_constant(types.intp, kind.places[k] + j)
            c.builder.store(word, c.builder.gep(table, [place]))
        c.context.nrt.decref(c.builder, member, native.value)  # the caller holds the array
    return NativeValue(c.builder.bitcast(table, cgutils.voidptr_t), is_error=error)


@infer_getattr
class _Attributes(AttributeTemplate):
    key = HandleType

    def generic_resolve(self, kind: HandleType, name: str) -> Any:
        """The type of the array called `name`."""
        return kind.members[kind.fields.index(name)] if name in kind.fields else None


@lower_getattr_generic(HandleType)
def _get(context: Any, builder: Any, kind: HandleType, value: Any, name: str) -> Any:
    """The array called `name`, without an owner: nothing counts references to it."""
    k = kind.fields.index(name)
    member = kind.members[k]
    table = builder.bitcast(value, WORD.as_pointer())

    def word(j: int) -> Any:
        place = context.get_constant(types.intp, kind.places[k] + j)
        return builder.load(builder.gep(table, [place]))

    shape = [word(1 + j) for j in range(member.ndim)]
    cell = context.get_data_type(member.dtype)
    itemsize = context.get_constant(types.intp, context.get_abi_sizeof(cell))
    strides = [itemsize]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    array = make_array(member)(context, builder)
    data = builder.inttoptr(word(0), cell.as_pointer())
    populate_array(array, data, shape, strides, itemsize, meminfo=None, parent=None)
    return array._getvalue()
