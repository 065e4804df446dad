"""How fast viewers' kernels start and what they cost: forked, and started as stock Voilà does.

    python tests/bench_kernels.py [KERNELS]

Each way starts so many kernels (20) one after the other, lets each draw the same small app, and takes the median time
until the kernel answers and until the app is drawn, and the mean memory (PSS) of a kernel before and after.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from kernels import Kernel

from jupyter_streamkit.publish.kernels.metrics import memory
from jupyter_streamkit.publish.kernels.nursery import nursery

APP = """%%streamapp
import streamlit as st
st.title("Squares")
x = st.slider("x", 0, 100, 10)
name = st.text_input("name")
st.write("squared", x * x, name)
"""
PROVISIONERS = {"forked": "streamkit-fork", "started": "local-provisioner"}
HEADINGS = ("process", "answers", "app drawn", "MB idle", "MB with app")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"{number} kernels".ljust(16), *(heading.rjust(12) for heading in HEADINGS))
    rows = {way: measure(provisioner, number) for way, provisioner in PROVISIONERS.items()}
    for way, row in rows.items():
        print(way.ljust(16), *(f"{value:12.3f}" for value in row))
    ratios = [one / other for one, other in zip(*rows.values(), strict=True)]
    print("forked/started".ljust(16), *(f"{ratio:12.2f}" for ratio in ratios))


def measure(provisioner: str, number: int) -> list[float]:
    """Medians of seconds, then means of megabytes."""
    KernelProvisionerFactory.instance().default_provisioner_name = provisioner
    one_kernel()[0].manager.shutdown_kernel(now=True)  # the first one waits for the zygote
    kernels = [one_kernel() for _ in range(number)]
    idle = [memory(kernel.manager.provisioner.pid) for kernel, *_ in kernels]
    drawn = [draw(kernel) for kernel, *_ in kernels]
    time.sleep(1)
    full = [memory(kernel.manager.provisioner.pid) for kernel, *_ in kernels]
    for kernel, *_ in kernels:
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)
    nursery().close()
    times = [
        statistics.median(times)
        for times in ([each[1] for each in kernels], [each[2] for each in kernels], drawn)
    ]
    return [*times, statistics.mean(idle) / 1e6, statistics.mean(full) / 1e6]


def one_kernel() -> tuple[Kernel, float, float]:
    """A kernel, with the seconds until it had a process and until it answered."""
    began = time.perf_counter()
    manager = KernelManager()
    manager.start_kernel(env={**os.environ, "VOILA_BASE_URL": "/"})
    process = time.perf_counter() - began
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return Kernel(manager, client), process, time.perf_counter() - began


def draw(kernel: Kernel) -> float:
    """Seconds until the app is drawn."""
    began = time.perf_counter()
    kernel.app(APP)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
