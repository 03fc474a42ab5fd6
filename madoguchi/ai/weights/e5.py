"""multilingual-e5-small from its 4-bit file to what `local/e5.py` runs.

The word table stays as it is. The transformer becomes an ONNX graph with 8-bit matrices, one scale a column. What goes
into a matrix is rounded to 8 bits as well, with one scale for each piece of the text: so no text changes the vector of
another in its batch, and no single large number spoils the rest (ONNX's own dynamic rounding knows one scale a batch).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from madoguchi.ai.weights.e5_file import E5File
from madoguchi.ai.weights.onnx_file import FLOAT, INT32, Graph
from madoguchi.ai.weights.tokenizer_file import sentencepiece_model

if TYPE_CHECKING:
    import numpy.typing as npt

MICROSOFT = "com.microsoft"
LEVELS = 127


def convert(source: Path, folder: Path) -> None:
    """Write words.q4, places.npy, pieces.model and layers.onnx into `folder`. Raises BadWeights."""
    file = E5File(source)
    width = file.shape.width
    file.blocks("emb.word").tofile(folder / "words.q4")
    places = file.floats("emb.pos").reshape(-1, width) + file.floats("emb.type")[:width]
    np.save(folder / "places.npy", places)
    (folder / "pieces.model").write_bytes(sentencepiece_model(file.vocabulary))
    (folder / "layers.onnx").write_bytes(_Transformer(file).to_bytes())


class _Transformer:
    """BERT's layers, as onnxruntime's fused operators:
    https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
    """

    def __init__(self, file: E5File) -> None:
        self._file = file
        self._graph = graph = Graph("multilingual-e5-small")
        self._step = graph.constant("step", np.array(1 / LEVELS, np.float32))
        self._middle = graph.constant("middle", np.array(128, np.uint8))
        self._least = graph.constant("least", np.array(1e-9, np.float32))

    def to_bytes(self) -> bytes:
        graph, shape = self._graph, self._file.shape
        pieces = graph.input("pieces", FLOAT, ["texts", "length", shape.width])
        lengths = graph.input("lengths", INT32, ["texts"])
        gain, shift = self._floats("emb.ln.w"), self._floats("emb.ln.b")
        x = graph.node("LayerNormalization", [pieces, gain, shift], axis=-1, epsilon=shape.epsilon)
        for layer in range(shape.layers):
            x = self._layer(f"l{layer}.", x, lengths)
        graph.output("seen", x, FLOAT, ["texts", "length", shape.width])
        return graph.to_bytes()

    def _layer(self, layer: str, x: str, lengths: str) -> str:
        graph, shape = self._graph, self._file.shape
        views = self._dense(x, [f"{layer}{name}" for name in "qkv"], shape.width)
        shifts = np.concatenate([self._file.floats(f"{layer}{name}.b") for name in "qkv"])
        views += [graph.constant(f"{layer}qkv.b", shifts), lengths]
        seen = graph.node("MultiHeadAttention", views, domain=MICROSOFT, num_heads=shape.heads)
        (seen,) = self._dense(seen, [f"{layer}ao"], shape.width)
        x = self._add(x, seen, layer, "ao", "aln")
        (inner,) = self._dense(x, [f"{layer}fi"], shape.inner)
        inner = graph.node("BiasGelu", [inner, self._floats(f"{layer}fi.b")], domain=MICROSOFT)
        (outer,) = self._dense(inner, [f"{layer}fo"], shape.width)
        return self._add(x, outer, layer, "fo", "oln")

    def _add(self, x: str, y: str, layer: str, dense: str, norm: str) -> str:
        """Layer normalisation of x + y + the bias of `dense`."""
        names = [f"{layer}{norm}.w", f"{layer}{norm}.b", f"{layer}{dense}.b"]
        inputs = [x, y, *map(self._floats, names)]
        epsilon = self._file.shape.epsilon
        return self._graph.node("SkipLayerNormalization", inputs, domain=MICROSOFT, epsilon=epsilon)

    def _dense(self, x: str, names: list[str], width: int) -> list[str]:
        """x times each matrix, without bias."""
        rounded = self._round(x)
        return [self._times(*rounded, self._file.matrix(f"{name}.w", width)) for name in names]

    def _round(self, x: str) -> tuple[str, str]:
        """(x as unsigned 8 bits around 128, the largest number of each row)."""
        node = self._graph.node
        largest = node("ReduceMax", [node("Abs", [x])], axes=[-1])
        largest = node("Max", [largest, self._least])
        return node("QuantizeLinear", [node("Div", [x, largest]), self._step, self._middle]), largest

    def _times(self, rounded: str, largest: str, matrix: npt.NDArray[np.float32]) -> str:
        graph = self._graph
        scale = np.maximum(np.abs(matrix).max(axis=1), 1e-9).astype(np.float32) / LEVELS
        levels = np.rint(matrix / scale[:, None]).T.astype(np.int8)
        weights = [graph.weights(levels), self._step, graph.weights(scale), self._middle]
        weights.append(graph.weights(np.zeros(len(scale), np.int8)))
        made = graph.node("MatMulIntegerToFloat", [rounded, *weights], domain=MICROSOFT)
        return graph.node("Mul", [made, largest])

    def _floats(self, name: str) -> str:
        return self._graph.constant(name, self._file.floats(name))
