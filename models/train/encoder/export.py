"""Writes a fine-tuned encoder in the other forms that Rostra reads, beside `model.safetensors`.

    python export.py MODEL_DIR

`rust_model.ot` for libtorch through tch, `model.onnx` in float32, `model.int8.onnx` with weights of a byte each. Fails
where the float32 file says other than PyTorch."""

import argparse
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from transformers import AutoModelForTokenClassification, PreTrainedModel

from engines import of_module, onnx

OPSET = 17
# The largest difference between a logit of PyTorch and of ONNX Runtime that is the order of summing.
TOLERANCE = 1e-4
# Shapes that are compared: sequences, tokens.
SHAPES = [(1, 1), (1, 7), (3, 40), (2, 256)]


class Positional(torch.nn.Module):
    """The network as a function of the tensors that its architecture takes, in their usual order."""

    def __init__(self, model: PreTrainedModel, names: list[str]) -> None:
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
        return self.model(**dict(zip(self.names, tensors))).logits


def export_ot(weights: Mapping[str, torch.Tensor], out: Path) -> None:
    """A module without code that holds the weights, which is what `VarStore::save` of tch writes. A parameter's name
    may have no dot; tch reads a bar as one."""
    holder = torch.nn.Module()
    for name, weight in weights.items():
        holder.register_parameter(name.replace(".", "|"), torch.nn.Parameter(weight, requires_grad=False))
    torch.jit.save(torch.jit.script(holder), str(out))

    read = {name.replace("|", "."): weight for name, weight in torch.jit.load(str(out)).named_parameters()}
    if read.keys() != weights.keys() or any(not read[name].equal(weights[name]) for name in read):
        sys.exit(f"{out} does not hold what was written")


def export_onnx(model: PreTrainedModel, out: Path) -> None:
    """The network for any number of sequences of any length."""
    names = ["input_ids", "attention_mask"]
    # RoBERTa and its like have one type only, which they add by themselves.
    if getattr(model.config, "type_vocab_size", 0) > 1:
        names.append("token_type_ids")
    axes = {0: "batch", 1: "length"}
    ids = torch.ones((2, 8), dtype=torch.int64)
    example = {"input_ids": ids, "attention_mask": ids, "token_type_ids": torch.zeros_like(ids)}
    with warnings.catch_warnings():
        # The tracer warns of each Python `if` on a shape.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Positional(model, names).eval(),
            tuple(example[name] for name in names),
            str(out),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: axes for name in [*names, "logits"]},
            opset_version=OPSET,
        )


def difference(model: PreTrainedModel, file: Path) -> float:
    """The largest difference of a logit of real tokens, over a few random inputs, one of them with padding."""
    ours, theirs = of_module(model), onnx(file, threads=1)
    chance = np.random.default_rng(1)
    largest = 0.0
    for shape in SHAPES:
        ids = chance.integers(5, model.config.vocab_size, shape, dtype=np.int64)
        mask = np.ones_like(ids)
        mask[0, shape[1] - shape[1] // 3 :] = 0
        apart = np.abs(ours(ids, mask) - theirs(ids, mask))[mask == 1]
        largest = max(largest, float(apart.max()))
    return largest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument(
        "--reduce-range",
        action="store_true",
        help="weights of 7 bits: for processors without VNNI instructions, where sums of bytes may overflow",
    )
    args = parser.parse_args()
    folder = args.model

    export_ot(load_file(folder / "model.safetensors"), folder / "rust_model.ot")
    # Eager attention is plain multiplications, which ONNX Runtime fuses by itself.
    model = AutoModelForTokenClassification.from_pretrained(
        folder, local_files_only=True, attn_implementation="eager"
    ).eval()
    full, small = folder / "model.onnx", folder / "model.int8.onnx"
    export_onnx(model, full)
    # A scale for each column costs the labels less than one for a whole matrix.
    quantize_dynamic(
        full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=args.reduce_range
    )

    for file in (folder / "model.safetensors", folder / "rust_model.ot", full, small):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    apart = difference(model, full)
    print(f"largest difference of a logit from PyTorch: fp32 {apart:.1e}, int8 {difference(model, small):.2f}")
    if apart > TOLERANCE:
        sys.exit(f"{full} says other than PyTorch: {apart}")


if __name__ == "__main__":
    main()
