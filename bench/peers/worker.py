"""The part that all peers share: takes one line of work at a time and answers with times, as Server.cs does for us.

A request is the number of threads and the work ("2 product 256 256 384"); the answer is "seconds:undisturbed" for each sample,
or "unsupported". "free" drops the data and is answered by "ok". The first line says who answers.
"""
import ctypes
import sys
import time

TURN_SECONDS = 0.06
SAMPLE_SECONDS = 5e-3
LONG_CALL = 0.1
LEAST_SHARE = 0.98


def sample(run, least_seconds):
    """Calls until the time is filled; returns the seconds of one call and whether this thread was left alone."""
    cpu, start, calls = time.thread_time(), time.perf_counter(), 0
    while True:
        run()
        calls += 1
        seconds = time.perf_counter() - start
        if seconds >= least_seconds:
            return seconds / calls, (time.thread_time() - cpu) / seconds >= LEAST_SHARE


def fastest(variants):
    """The best of several ways to do the same work: each is warmed up, then timed three times."""
    if len(variants) == 1:
        variants[0]()
        return variants[0]
    times = {}
    for run in variants:
        run()
        times[run] = min(sample(run, SAMPLE_SECONDS)[0] for _ in range(3))
    return min(times, key=times.get)


def turn(run, last_seconds):
    """The samples of one turn; the first call is not counted, as the other side has had the caches."""
    if last_seconds < LONG_CALL:
        run()
    samples, start = [], time.perf_counter()
    while not samples or time.perf_counter() - start < TURN_SECONDS:
        samples.append(sample(run, SAMPLE_SECONDS))
    return samples


def blas_name():
    """Which BLAS this process has really loaded, and for which kind of core; the slow reference BLAS does not tell."""
    with open("/proc/self/maps", encoding="ascii") as maps:
        paths = sorted({line.split()[-1] for line in maps if "blas" in line})
    for path in paths:
        library = ctypes.CDLL(path)
        if hasattr(library, "openblas_get_corename"):
            library.openblas_get_corename.restype = ctypes.c_char_p
            library.openblas_get_config.restype = ctypes.c_char_p
            version = " ".join(library.openblas_get_config().decode().split()[:2])
            return f"{version} for {library.openblas_get_corename().decode()}"
    return "a BLAS that is not OpenBLAS: " + ", ".join(paths)


def serve(name, make):
    """Answers until the input ends; make(kind, sizes) returns the ways to do a piece of work, or nothing when it is unknown."""
    print(f"ready: {name}, {blas_name()}", flush=True)
    work, run, last_seconds = None, None, 0.0
    for line in sys.stdin:
        words = line.split()
        if words == ["free"]:
            work, run, last_seconds = None, None, 0.0
            print("ok", flush=True)
            continue
        if words[1:] != work:
            run = None
            work, variants, last_seconds = words[1:], make(words[1], [int(word) for word in words[2:]]), 0.0
            run = fastest(variants) if variants else None
            variants = None
        if run is None:
            print("unsupported", flush=True)
            continue
        samples = turn(run, last_seconds)
        last_seconds = samples[-1][0]
        print(" ".join(f"{seconds!r}:{int(alone)}" for seconds, alone in samples), flush=True)
