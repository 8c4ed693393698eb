"""Channels that reach far are made smaller and their weights larger: what comes out stays what it was."""

from __future__ import annotations

import numpy as np
import pytest
from onnxruntime import InferenceSession

onnx = pytest.importorskip("onnx", reason="the training extra is not installed")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training.smoothing import MOST, smooth  # noqa: E402

EMBEDDED = np.array(
    [
        [9.0, 9.0, 9.0, 900.0],  # padding
        [1.0, -0.5, 1.0, 90.0],
        [-1.0, 1.0, 0.5, -30.0],
        [0.5, 0.7, -1.0, 60.0],
    ],
    np.float32,
)
WEIGHTS = {
    "query": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [0.1, -0.2]], np.float32),
    "key": np.array([[-1.0], [0.5], [2.0], [0.3]], np.float32),
}
READ = {"pieces": np.array([[1, 2, 3, 0]], np.int64)}
FAR = 3  # the channel that reaches far


def made() -> onnx.ModelProto:
    """A reader of four words with two layers that read the same tensor."""
    nodes = [
        helper.make_node("Gather", ["words", "pieces"], ["read"]),
        *(helper.make_node("MatMul", ["read", name], [f"{name}_out"]) for name in WEIGHTS),
    ]
    graph = helper.make_graph(
        nodes,
        "reader",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, None])],
        [
            helper.make_tensor_value_info(f"{name}_out", TensorProto.FLOAT, [1, None, weights.shape[1]])
            for name, weights in WEIGHTS.items()
        ],
        [numpy_helper.from_array(EMBEDDED, "words")]
        + [numpy_helper.from_array(weights, name) for name, weights in WEIGHTS.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def outputs(model: onnx.ModelProto, *names: str) -> list[np.ndarray]:
    shown = onnx.ModelProto()
    shown.CopyFrom(model)
    known = {one.name for one in shown.graph.output}
    shown.graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names if name not in known
    )
    session = InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(list(names), READ)


def weights_of(model: onnx.ModelProto, name: str) -> np.ndarray:
    return next(numpy_helper.to_array(one) for one in model.graph.initializer if one.name == name)


def test_what_comes_out_is_what_it_was() -> None:
    before, after = made(), made()
    smooth(after, [READ])
    names = [f"{name}_out" for name in WEIGHTS]
    for one, other in zip(outputs(before, *names), outputs(after, *names), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)
    onnx.checker.check_model(after)


def test_what_layers_read_reaches_no_farther_than_it_may() -> None:
    model = made()
    smooth(model, [READ])
    (read,) = outputs(model, "read_smooth")
    peaks = np.abs(read[0, :3]).max(0)  # without padding
    assert peaks.max() == pytest.approx(MOST * np.median(np.abs(EMBEDDED[1:]).max(0)))
    assert np.array_equal(np.delete(read, FAR, -1), np.delete(EMBEDDED[READ["pieces"]], FAR, -1))


def test_only_the_weights_of_the_channel_that_reaches_far_change() -> None:
    model = made()
    smooth(model, [READ])
    for name, before in WEIGHTS.items():
        after = weights_of(model, name)
        assert np.array_equal(np.delete(after, FAR, 0), np.delete(before, FAR, 0))
        np.testing.assert_allclose(after[FAR], before[FAR] * 30)  # 90 where 3 times the median of 1 is most


def test_padding_tells_nothing_of_how_far_a_channel_reaches() -> None:
    alone, padded = made(), made()
    smooth(alone, [{"pieces": READ["pieces"][:, :3]}])
    smooth(padded, [READ])
    assert alone.SerializeToString() == padded.SerializeToString()


def test_the_farthest_of_all_batches_counts() -> None:
    once, apart = made(), made()
    smooth(once, [READ])
    smooth(apart, [{"pieces": READ["pieces"][:, n : n + 1]} for n in range(3)])
    assert once.SerializeToString() == apart.SerializeToString()


def test_a_tensor_with_no_channel_that_reaches_far_keeps_its_values() -> None:
    model = made()
    for one in model.graph.initializer:
        if one.name == "words":
            one.CopyFrom(numpy_helper.from_array(np.sign(EMBEDDED), "words"))
    smooth(model, [READ])
    for name, before in WEIGHTS.items():
        assert np.array_equal(weights_of(model, name), before)


def test_rounded_to_int8_it_is_nearer_to_what_it_was() -> None:
    before, after = made(), made()
    smooth(after, [READ])
    (plain,), (smoothed,) = outputs(before, "read"), outputs(after, "read_smooth")
    exact = plain[0, :3] @ WEIGHTS["query"]
    coarse = _rounded(plain[0, :3]) @ WEIGHTS["query"]
    fine = _rounded(smoothed[0, :3]) @ weights_of(after, "query")
    assert np.abs(fine - exact).max() < np.abs(coarse - exact).max() / 2


def _rounded(values: np.ndarray) -> np.ndarray:
    """To one of 255 steps, the scale the whole tensor's."""
    step = np.abs(values).max() / 127
    return np.round(values / step) * step
