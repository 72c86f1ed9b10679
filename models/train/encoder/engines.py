"""The same network in PyTorch and in ONNX Runtime, as one function: token ids and mask to logits."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import AutoModelForTokenClassification, PreTrainedModel

# int64 ids and mask, each (batch, length), to float32 logits (batch, length, labels).
Forward = Callable[[np.ndarray, np.ndarray], np.ndarray]


def pytorch(folder: Path, threads: int) -> Forward:
    """`model.safetensors` through transformers."""
    torch.set_num_threads(threads)
    return of_module(AutoModelForTokenClassification.from_pretrained(folder, local_files_only=True))


def of_module(model: PreTrainedModel) -> Forward:
    """A loaded model; it is put out of training."""
    model.eval()

    def forward(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            output = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))
        return output.logits.numpy()

    return forward


def onnx(file: Path, threads: int) -> Forward:
    """An ONNX file; token types, where the network takes any, are all of the first."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    takes_types = any(taken.name == "token_type_ids" for taken in session.get_inputs())

    def forward(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        inputs = {"input_ids": ids, "attention_mask": mask}
        if takes_types:
            inputs["token_type_ids"] = np.zeros_like(ids)
        return session.run(["logits"], inputs)[0]

    return forward
