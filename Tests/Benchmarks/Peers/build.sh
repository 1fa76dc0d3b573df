#!/bin/sh
# Fetches nanobind and pybind11 from PyPI and builds an extension module with each, once.
# Usage: build.sh PYTHON FOLDER
set -eu
python=$1
folder=$2
sources=$(cd "$(dirname "$0")" && pwd)
site=$folder/site
suffix=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))')
include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
mkdir -p "$folder"
# --target leaves the system's packages alone, and needs no virtual environment.
"$python" -m pip install --quiet --upgrade --target "$site" --requirement "$sources/requirements.txt"
# As the comment at the end of nanobind's nb_combined.cpp says.
flags="-std=c++17 -O2 -DNDEBUG -fPIC -fvisibility=hidden -fno-strict-aliasing -I$include"
nanobind=$site/nanobind
g++ $flags -DNB_COMPACT_ASSERTIONS -shared -Wl,-s -o "$folder/peer_nanobind$suffix" \
    -I"$nanobind/include" -I"$nanobind/ext/robin_map/include" \
    "$sources/peer_nanobind.cpp" "$nanobind/src/nb_combined.cpp" &
g++ $flags -shared -Wl,-s -o "$folder/peer_pybind11$suffix" \
    -I"$site/pybind11/include" "$sources/peer_pybind11.cpp"
wait $!
