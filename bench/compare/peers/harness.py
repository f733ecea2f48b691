"""What systems in Python are measured with: the workloads, rows by the same rule as `hebb bench`, the same way to warm up and to
count. Arguments: a workload (or `start`), threads, seconds of a turn. When it is warm, it says so in a line; then each line that
it reads is a turn, whose rate it prints: others had the caches before, so a quarter of the time more goes first and does not
count."""

import resource
import sys
import time
from collections import namedtuple

import numpy

BATCHES = 16
STEPS_ON_END = 16
PATIENCE = 4
SHORT = 0.25
LONGEST_WARM_UP = 20
NOISE = 0.5

# `steps` of a sequence, or pixels of an image, have so many inputs each as the first size says; 1 where a row is neither. `lstm`: the last state of an LSTM
# layer goes into a dense layer; `gru` likewise; `encoder`: the mean over the steps of an encoder layer (norms after the sums, relu, no dropout); `decoder`:
# that of four layers with norms before the halves, which see earlier steps alone, and a norm behind them. `cnn`: convolutions of 3x3
# over square images with relu and pools of 2, then a dense layer with relu; `cnn-wide`: two of each size with batch norms before
# relu, pools between sizes, the mean over all places at the end.
Workload = namedtuple("Workload", "name batch trains planar sizes steps", defaults=[1])
HEADS = 4
WORKLOADS = [
    Workload("planar", 400, True, True, [2, 4, 1]),
    Workload("tabular", 32, True, False, [32, 64, 64, 1]),
    Workload("mnist", 128, True, False, [784, 256, 128, 10]),
    Workload("wide", 256, True, False, [1024, 1024, 1024, 10]),
    Workload("lstm", 32, True, False, [32, 128, 1], 50),
    Workload("gru", 32, True, False, [32, 128, 1], 50),
    Workload("encoder", 16, True, False, [128, 256, 10], 64),
    Workload("decoder", 16, True, False, [128, 512, 10], 128),
    Workload("cnn", 64, True, False, [1, 16, 32, 64, 10], 28 * 28),
    Workload("cnn-wide", 32, True, False, [3, 32, 32, 64, 64, 128, 128, 10], 32 * 32),
    Workload("infer1", 1, False, False, [784, 256, 128, 10]),
    Workload("infer256", 256, False, False, [784, 256, 128, 10]),
    Workload("infer-cnn", 1, False, False, [1, 16, 32, 64, 10], 28 * 28),
]


class Rows:
    """Batches of features in [-1, 1) and of classes by a noisy linear rule; each batch comes for some steps on end."""

    def __init__(self, workload, batches):
        width = workload.steps * workload.sizes[0]
        classes = max(2, workload.sizes[-1])
        random = numpy.random.default_rng(42)
        rule = random.uniform(-1, 1, (width, classes))
        self.features = []
        self.targets = []
        self.step = 0
        for _ in range(batches):
            x = random.uniform(-1, 1, (workload.batch, width)).astype(numpy.float32)
            noise = NOISE * width**0.5 / 3 * random.standard_normal((workload.batch, classes))
            self.features.append(x)
            self.targets.append((x @ rule + noise).argmax(axis=1))

    def next(self):
        batch = self.step // STEPS_ON_END % len(self.features)
        self.step += 1
        return batch


def run(job):
    start = sys.argv[1] == "start"
    name = "mnist" if start else sys.argv[1]
    workload = next(w for w in WORKLOADS if w.name == name)
    work = job(workload, Rows(workload, 1 if start or not workload.trains else BATCHES))
    if start:
        work()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
        print(f"Start {since_start():.3f} s, peak memory {peak} MB")
        return
    seconds = float(sys.argv[3])
    chunk = int(max(1, min(warm_up(work) / 1000, 1_000_000)))
    print("warm", flush=True)
    for _ in sys.stdin:
        rate(work, chunk, seconds / 4)
        print(f'"perSecond":{rate(work, chunk, seconds):.4f}', flush=True)


def since_start():
    """Seconds since this process began, by the kernel's clock."""
    with open("/proc/self/stat") as stat, open("/proc/uptime") as uptime:
        ticks = float(stat.read().rsplit(")", 1)[1].split()[19])
        return float(uptime.read().split()[0]) - ticks / 100


def warm_up(work):
    begin = time.perf_counter()
    best = 0.0
    idle = 0
    while idle < PATIENCE and time.perf_counter() - begin < LONGEST_WARM_UP:
        now = rate(work, 1, SHORT)
        idle = 0 if now > best * 1.03 else idle + 1
        best = max(best, now)
    return best


def rate(work, chunk, seconds):
    begin = time.perf_counter()
    runs = 0
    while True:
        for _ in range(chunk):
            work()
        runs += chunk
        now = time.perf_counter()
        if now >= begin + seconds:
            return runs / (now - begin)
