"""The work of the comparison in torch: products, InfoNCE with autograd, top-k, AdamW.

Without arguments it takes work from its input (see worker.py); "memory ROWS DIMENSION" prints how many bytes InfoNCE needs beside
its inputs and outputs.
"""
import os
import sys

import worker

try:
    import torch
    import torch.nn.functional as functional
except ImportError as error:
    print(f"absent: {error}", flush=True)
    sys.exit(0)

TEMPERATURE = 0.05
MOST_SCORES = 200_000_000


def product(rows, columns, inner):
    """C = A B^T."""
    a, b, c = torch.randn(rows, inner), torch.randn(columns, inner), torch.empty(rows, columns)
    return [lambda: torch.mm(a, b.t(), out=c)]


def leaf(*shape):
    """Numbers that a gradient is wanted of, and room for it."""
    values = torch.randn(*shape).requires_grad_()
    values.grad = torch.ones(*shape)
    return values


def infonce_step(anchors, positives, labels):
    """Value and both gradients with in-batch negatives; the rows are normalised inside, as ours are."""
    anchors.grad = positives.grad = None
    logits = functional.normalize(anchors) @ functional.normalize(positives).t() / TEMPERATURE
    functional.cross_entropy(logits, labels).backward()


def infonce(rows, dimension):
    """InfoNCE with in-batch negatives."""
    anchors, positives, labels = leaf(rows, dimension), leaf(rows, dimension), torch.arange(rows)
    return [lambda: infonce_step(anchors, positives, labels)]


def own(rows, count, dimension):
    """InfoNCE with negatives of each anchor's own, by a batched product and by a sum."""
    anchors, candidates, labels = leaf(rows, dimension), leaf(rows, 1 + count, dimension), torch.zeros(rows, dtype=torch.long)

    def step(scores):
        anchors.grad = candidates.grad = None
        logits = scores(functional.normalize(anchors), functional.normalize(candidates, dim=2)) / TEMPERATURE
        functional.cross_entropy(logits, labels).backward()

    return [
        lambda: step(lambda a, c: torch.bmm(c, a.unsqueeze(2)).squeeze(2)),
        lambda: step(lambda a, c: (c * a.unsqueeze(1)).sum(2)),
    ]


def topk(queries, pool, dimension, count):
    """The closest of rows that are normalised beforehand; not for so many scores that they would fill the memory."""
    if queries * pool > MOST_SCORES:
        return []
    rows, candidates = functional.normalize(torch.randn(queries, dimension)), functional.normalize(torch.randn(pool, dimension))
    scores = torch.empty(queries, pool)
    return [lambda: torch.topk(torch.mm(rows, candidates.t(), out=scores), count)]


def steps(count, optimizer, **settings):
    """A step of an optimizer, tensor by tensor and by the form for many tensors."""

    def stepper(foreach):
        values = torch.nn.Parameter(torch.randn(count))
        values.grad = torch.randn(count)
        return optimizer([values], lr=1e-6, foreach=foreach, **settings).step

    return [stepper(False), stepper(True)]


def adamw(count):
    """A step of AdamW."""
    return steps(count, torch.optim.AdamW)


def sgd(count):
    """A step of SGD with momentum."""
    return steps(count, torch.optim.SGD, momentum=0.9)


def make(kind, sizes):
    """The ways to do a piece of work."""
    known = {"product": product, "infonce": infonce, "own": own, "topk": topk, "adamw": adamw, "sgd": sgd}
    return known[kind](*sizes) if kind in known else []


def kilobytes(field):
    """A figure of this process, as the kernel counts it."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field + ":"))


def memory(rows, dimension):
    """How far one call lifts the peak of resident memory, of a process that has inputs and gradients already."""
    infonce(64, dimension)[0]()
    anchors, positives, labels = leaf(rows, dimension), leaf(rows, dimension), torch.arange(rows)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as reset:
        reset.write("5")
    before = kilobytes("VmRSS")
    logits = functional.normalize(anchors) @ functional.normalize(positives).t() / TEMPERATURE
    functional.cross_entropy(logits, labels).backward()
    return (kilobytes("VmHWM") - before) * 1024


torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
if sys.argv[1:2] == ["memory"]:
    print(memory(*[int(size) for size in sys.argv[2:]]), flush=True)
else:
    worker.serve(f"torch {torch.__version__}", make)
