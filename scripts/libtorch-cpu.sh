#!/usr/bin/env bash
# Makes a folder with libtorch 2.4.1 for the processor alone, to build the feature `rust-bert` against:
#
#   scripts/libtorch-cpu.sh FOLDER [WHEEL]
#
# PyPI's wheel of torch for Linux on x86-64 has the library, but bound to CUDA. What computes on the processor asks CUDA
# for nothing but its profiler and a few handles, so those two libraries are replaced by stubs that answer "no
# device". WHEEL is that wheel; without it pip fetches it (800 MB, deleted afterwards).
# FOLDER/env then holds the variables that cargo needs: `. FOLDER/env`.
# Needs python3 with pip, and a C compiler with binutils. Leaves with 3 where the wheel cannot be had.
set -euo pipefail

readonly version=2.4.1
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    sed -n '2,11s/^# \{0,1\}//p' "$0"
    exit 2
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
wheel=${2-}
work=$(mktemp -d "$folder/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The library inside does not depend on the Python it is for, so any is asked for the same wheel.
fetch() {
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-cache-dir --only-binary=:all: \
        --platform manylinux1_x86_64 --implementation cp --python-version 3.11 --abi cp311 \
        --dest "$work" "torch==$version" || exit 3
    wheel=$(echo "$work"/torch-*.whl)
}

unpack() {
    python3 - "$wheel" "$work" <<'PYTHON'
import re
import sys
import zipfile

wanted = re.compile(r"torch/(include/.*|lib/(libtorch_cpu|libc10)\.so|lib/libgomp-.*|version\.py)$")
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2], filter(wanted.match, wheel.namelist()))
PYTHON
    rm -rf "$folder/include" "$folder/lib"
    mv "$work/torch/include" "$work/torch/lib" "$folder/"
}

# Functions that libtorch_cpu.so takes from the library $1.
imports() {
    readelf --wide --dyn-syms "$folder/lib/libtorch_cpu.so" |
        awk -v from="@$1" '$7 == "UND" && (at = index($8, from)) { print substr($8, 1, at - 1) }' | sort -u
}

# A library by the name $1 with all of those functions; each returns cudaErrorNoDevice.
stub() {
    local names name
    names=$(imports "$1")
    if [ -z "$names" ]; then
        echo "$wheel: libtorch_cpu.so takes nothing from $1; this is not the wheel of torch $version" >&2
        exit 1
    fi
    for name in $names; do
        case $name in
        cudaGetErrorString) echo "const char *$name(int error) { (void)error; return \"no CUDA in this build\"; }" ;;
        *) echo "int $name(void) { return 100; }" ;;
        esac
    done >"$work/stub.c"
    { echo "$1 { global:"; printf '%s;\n' $names; echo 'local: *; };'; } >"$work/stub.map"
    cc -shared -fPIC -Wl,-soname,"$1" -Wl,--version-script="$work/stub.map" -o "$folder/lib/$1" "$work/stub.c"
}

# What the linker asks for by other names: libtorch.so has no code of its own, and there must be one OpenMP only.
name_for_linker() {
    echo 'INPUT(-ltorch_cpu)' >"$folder/lib/libtorch.so"
    ln -s "$(basename "$folder"/lib/libgomp-*.so*)" "$folder/lib/libgomp.so"
}

describe() {
    echo "$version+cpu" >"$folder/build-version"
    cat >"$folder/env" <<ENV
export LIBTORCH='$folder'
export LIBTORCH_CXX11_ABI=0
export LIBTORCH_BYPASS_VERSION_CHECK=1
export OMP_WAIT_POLICY=PASSIVE
ENV
}

[ -n "$wheel" ] || fetch
unpack
stub libcudart.so.12
stub libcupti.so.12
name_for_linker
describe
echo "libtorch $version is in $folder; before cargo: . $folder/env"
