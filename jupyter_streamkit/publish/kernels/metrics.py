"""What Prometheus is told: sessions, kernels, their memory, who waits, how long starts and runs take."""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from tornado.ioloop import IOLoop
from tornado.routing import PathMatches, Rule
from tornado.web import authenticated
from traitlets import Unicode
from traitlets.config import Configurable

KEPT = 1000
"""How many durations the quantiles are of."""

QUANTILES = (0.5, 0.95)


class Durations:
    """Durations in seconds: their number, their sum, and the quantiles of the last ones."""

    def __init__(self) -> None:
        self.count = 0
        self.total = 0.0
        self._last: deque[float] = deque(maxlen=KEPT)

    def add(self, seconds: float) -> None:
        self.count += 1
        self.total += seconds
        self._last.append(seconds)

    def quantile(self, share: float) -> float:
        ordered = sorted(self._last)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


class StreamkitMetrics(Configurable):
    """The figures of one server."""

    parent: Any

    address = Unicode(
        "",
        help="""Path at which Prometheus finds the figures, for example "/metrics". Nowhere by default: where
        viewers need no token, they can read them, too.""",
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.refused = 0
        self.starts: dict[bool, Durations] = defaultdict(Durations)
        self.runs: dict[str, Durations] = defaultdict(Durations)

    def publish(self) -> None:
        """Answer at the address, as soon as the server runs."""
        if self.address:
            IOLoop.current().add_callback(self._serve)

    def _serve(self) -> None:
        server = self.parent.parent
        pattern = re.escape(url_path_join(server.server_url, self.address))
        # In front of all others: a single published notebook answers to every address.
        rule = Rule(PathMatches(pattern), MetricsHandler, {"metrics": self})
        server.app.default_router.rules.insert(0, rule)

    def collect(self) -> Iterator[Metric]:
        """The figures, by the protocol of Prometheus's registry."""
        kernels = self.parent
        apps = Counter(session.app for session in list(kernels.sessions.values()))
        sessions = GaugeMetricFamily("streamkit_sessions", "Viewers' sessions.", labels=["app"])
        for app, number in apps.items():
            sessions.add_metric([app], number)
        yield sessions
        yield GaugeMetricFamily("streamkit_kernels", "Running kernels.", value=len(kernels.list_kernel_ids()))
        yield GaugeMetricFamily("streamkit_queue", "Viewers who wait for a kernel.", value=kernels.starting)
        yield CounterMetricFamily("streamkit_refused", "Viewers who found no room.", value=self.refused)
        yield self._memory()
        yield _summary("streamkit_start_seconds", "Start of a kernel.", "how", self._named_starts())
        yield _summary("streamkit_run_seconds", "Run of a script.", "app", dict(self.runs))

    def _named_starts(self) -> dict[str, Durations]:
        return {"forked" if forked else "started": each for forked, each in self.starts.items()}

    def _provisioners(self) -> list[tuple[str, Any]]:
        kernels = self.parent
        return [(id, kernel.provisioner) for id, kernel in list(kernels._kernels.items())]  # noqa: SLF001

    def take_runs(self) -> None:
        """Gather what the kernels have told of their runs."""
        for id, provisioner in self._provisioners():
            session = self.parent.sessions.get(id)
            if session is not None and getattr(provisioner, "forked", False):
                for seconds in provisioner.take_runs():
                    self.runs[session.app].add(seconds)

    def _memory(self) -> GaugeMetricFamily:
        """Memory with what is shared divided by those who share it."""
        family = GaugeMetricFamily("streamkit_memory_bytes", "Memory of processes (PSS).", labels=["of"])
        family.add_metric(["kernels"], sum(memory(each.pid) for _, each in self._provisioners()))
        if sys.platform == "linux":
            from .nursery import nursery

            zygote = nursery().zygote
            family.add_metric(["zygote"], memory(zygote.pid) if zygote else 0)
        return family


class MetricsHandler(JupyterHandler):
    """Answers with the figures; who may see the apps may see them."""

    def initialize(self, metrics: StreamkitMetrics) -> None:
        self.metrics = metrics
        self.registry = CollectorRegistry()
        self.registry.register(metrics)

    @authenticated
    async def get(self) -> None:
        """The figures, in Prometheus's format; counting memory takes a while, so elsewhere."""
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.metrics.take_runs()
        await self.finish(await asyncio.to_thread(generate_latest, self.registry))


def memory(pid: int | None) -> int:
    """A process's proportional share of memory, in bytes; 0 when it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(rollup.partition("\nPss:")[2].split()[0]) * 1024


def _summary(name: str, text: str, label: str, values: dict[str, Durations]) -> Metric:
    metric = Metric(name, text, "summary")
    for value, durations in values.items():
        labels = {label: value}
        for share in QUANTILES:
            metric.add_sample(name, {**labels, "quantile": str(share)}, durations.quantile(share))
        metric.add_sample(f"{name}_count", labels, durations.count)
        metric.add_sample(f"{name}_sum", labels, durations.total)
    return metric
