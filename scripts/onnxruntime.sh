#!/usr/bin/env bash
# Puts the library of ONNX Runtime 1.23.2 into a folder, for the engine `onnx`:
#
#   scripts/onnxruntime.sh FOLDER
#   export ORT_DYLIB_PATH=FOLDER/libonnxruntime.so
#
# It is taken out of PyPI's wheel for Linux (17 MB). Needs python3 with pip. Leaves with 3 where the wheel cannot be had.
set -euo pipefail

readonly version=1.23.2
if [ $# -ne 1 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
work=$(mktemp -d "$folder/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The library inside does not depend on the Python it is for, so any is asked for the same wheel.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-cache-dir --only-binary=:all: \
    --platform "manylinux_2_28_$(uname -m)" --implementation cp --python-version 3.11 --abi cp311 \
    --dest "$work" "onnxruntime==$version" || exit 3
python3 -m zipfile -e "$work"/onnxruntime-*.whl "$work"
mv "$work/onnxruntime/capi/libonnxruntime.so.$version" "$folder/libonnxruntime.so"
echo "ONNX Runtime $version is in $folder; for \`onnx\`: export ORT_DYLIB_PATH='$folder/libonnxruntime.so'"
