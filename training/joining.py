"""Attention as the exporter writes it, twenty nodes a layer, → the one node that onnxruntime has a kernel for."""

from __future__ import annotations

from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper

KERNELS = "com.microsoft"  # onnxruntime's own operators
CARRIERS = ("Reshape", "Transpose", "Mul", "Unsqueeze", "Where")  # between a layer's tensor and its scores
BARRED = -10_000.0  # added to the scores of padding: its share is nought in float32


def join_attention(model: ModelProto, heads: int) -> None:
    """Makes each layer's attention one node: no guard against rows that see nothing, no scores kept in memory.

    The exporter guards each row of scores against padding alone, which no window is; that took a fifth of the time.
    """
    graph = model.graph
    masks: dict[str, NodeProto] = {}
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        _join(graph, softmax, heads, masks)
    for mask in masks.values():
        graph.node.insert(1 + _place(graph, mask.input[0]), mask)
    _prune(graph)
    del graph.value_info[:]  # it speaks of tensors that are gone; onnxruntime finds shapes itself
    if KERNELS not in {one.domain for one in model.opset_import}:
        model.opset_import.append(helper.make_opsetid(KERNELS, 1))


def _join(graph: GraphProto, softmax: NodeProto, heads: int, masks: dict[str, NodeProto]) -> None:
    makers = {name: node for node in graph.node for name in node.output}
    added = makers[softmax.input[0]]
    product = makers[added.input[0]]
    query, key = (_origin(makers, name) for name in product.input)
    seen = _origin(makers, added.input[1])
    mixed, last = _way_out(graph, softmax)
    value = _origin(makers, mixed.input[1])
    mask = masks.setdefault(seen, helper.make_node("Cast", [seen], [f"{seen}_mask"], to=TensorProto.INT32))
    joined = helper.make_node(
        "MultiHeadAttention",
        [query, key, value, "", mask.output[0]],
        [last.output[0]],
        name=f"attention_{last.output[0]}",
        domain=KERNELS,
        num_heads=heads,
        mask_filter_value=BARRED,
    )
    place = _place(graph, last.output[0])
    graph.node.remove(last)
    graph.node.insert(place, joined)


def _origin(makers: dict[str, NodeProto], name: str) -> str:
    """The tensor that another was only laid out, scaled or masked from."""
    while (maker := makers.get(name)) and maker.op_type in CARRIERS:
        name = maker.input[0]
    return name


def _way_out(graph: GraphProto, softmax: NodeProto) -> tuple[NodeProto, NodeProto]:
    """Where the shares meet the values, and where the layer has its own width again."""
    node, mixed = softmax, softmax
    while node.op_type != "Reshape":
        node = next(one for one in graph.node if node.output[0] in one.input and one.op_type != "IsNaN")
        mixed = node if node.op_type == "MatMul" else mixed
    return mixed, node


def _place(graph: GraphProto, output: str) -> int:
    return next(n for n, node in enumerate(graph.node) if output in node.output)


def _prune(graph: GraphProto) -> None:
    """Takes out what nothing uses any more."""
    ends = {end.name for end in graph.output}
    while dead := [node for node in graph.node if not (ends | _used(graph)).intersection(node.output)]:
        for node in dead:
            graph.node.remove(node)
    used = _used(graph)
    for weight in [one for one in graph.initializer if one.name not in used]:
        graph.initializer.remove(weight)


def _used(graph: GraphProto) -> set[str]:
    return {name for node in graph.node for name in node.input}
