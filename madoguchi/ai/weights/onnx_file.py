"""Writing an ONNX model without the `onnx` package, which would weigh more than all that is built with it.

Source of the field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from madoguchi.ai.weights.protobuf import data, number, real

if TYPE_CHECKING:
    import numpy.typing as npt

IR_VERSION = 8
OPERATORS = {"": 17, "com.microsoft": 1}
FLOAT, UINT8, INT8, INT32, INT64 = 1, 2, 3, 6, 7
Attribute = int | float | list[int]
ELEMENT_TYPES = {"float32": FLOAT, "uint8": UINT8, "int8": INT8, "int32": INT32, "int64": INT64}


class Graph:
    """Nodes in the order in which they run; each method returns the name of what it makes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: list[bytes] = []
        self._count = 0

    def node(self, kind: str, inputs: Sequence[str], *, domain: str = "", **attributes: Attribute) -> str:
        """A node with one output."""
        return self.nodes(kind, inputs, 1, domain=domain, **attributes)[0]

    def nodes(
        self, kind: str, inputs: Sequence[str], outputs: int, *, domain: str = "", **attributes: Attribute
    ) -> list[str]:
        """A node with several outputs."""
        made = [self._new(kind) for _ in range(outputs)]
        fields = [data(1, name) for name in inputs] + [data(2, name) for name in made]
        fields += [data(3, made[0]), data(4, kind)]
        fields += [data(5, _attribute(key, value)) for key, value in attributes.items()]
        if domain:
            fields.append(data(7, domain))
        self._parts.append(data(1, b"".join(fields)))
        return made

    def weights(self, values: npt.NDArray[Any]) -> str:
        """A constant without a name of its own."""
        return self.constant(self._new("weights"), values)

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        """Weights, stored inside the file."""
        dims = b"".join(number(1, size) for size in values.shape)
        kind = ELEMENT_TYPES[values.dtype.name]
        content = values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()
        self._parts.append(data(5, dims + number(2, kind) + data(8, name) + data(9, content)))
        return name

    def input(self, name: str, element: int, shape: Sequence[str | int]) -> str:
        self._parts.append(data(11, _value(name, element, shape)))
        return name

    def output(self, name: str, made_by: str, element: int, shape: Sequence[str | int]) -> None:
        """`made_by`, given to the outside as `name`."""
        fields = data(1, made_by) + data(2, name) + data(3, name) + data(4, "Identity")
        self._parts += [data(1, fields), data(12, _value(name, element, shape))]

    def to_bytes(self) -> bytes:
        """The whole ModelProto."""
        operators = [data(8, data(1, domain) + number(2, version)) for domain, version in OPERATORS.items()]
        graph = b"".join([*self._parts, data(2, self.name)])
        return b"".join([number(1, IR_VERSION), data(2, "madoguchi"), data(7, graph), *operators])

    def _new(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, list):
        return data(1, name) + b"".join(number(8, item) for item in value) + number(20, 7)
    if isinstance(value, int):
        return data(1, name) + number(3, value) + number(20, 2)
    return data(1, name) + real(2, value) + number(20, 1)


def _value(name: str, element: int, shape: Sequence[str | int]) -> bytes:
    dims = [data(1, number(1, size) if isinstance(size, int) else data(2, size)) for size in shape]
    return data(1, name) + data(2, data(1, number(1, element) + data(2, b"".join(dims))))
