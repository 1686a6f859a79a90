"""The exact top-k of the comparison in FAISS: IndexFlatIP over rows that are normalised beforehand. Takes work from its input (see worker.py)."""
import os
import sys

import worker

try:
    import faiss
    import numpy
except ImportError as error:
    print(f"absent: {error}", flush=True)
    sys.exit(0)


def unit_rows(generator, count, dimension):
    """Random rows of length 1."""
    rows = generator.standard_normal((count, dimension), dtype=numpy.float32)
    faiss.normalize_L2(rows)
    return rows


def make(kind, sizes):
    """The search; the index is built before it is timed."""
    if kind not in ("topk", "hardest"):
        return []
    queries, pool, dimension, count = sizes
    generator = numpy.random.default_rng(1)
    rows = unit_rows(generator, queries, dimension)
    index = faiss.IndexFlatIP(dimension)
    index.add(unit_rows(generator, pool, dimension))
    return [lambda: index.search(rows, count)]


faiss.omp_set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
worker.serve(f"faiss {faiss.__version__}", make)
