"""A session: one viewer of an app, with state, page and a thread that runs the script.

Invariants
- Only the session's own thread runs the script and its callbacks.
- `post` and the other doors never wait for that thread.
- `lock` stands around every change of the tree and every patch; nothing slow is done under it.
- The last patch of a chain of runs says `idle`; nothing is sent after it until something happens.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Literal, Protocol

from jupyter_streamkit.errors import FragmentHandledException
from jupyter_streamkit.tree.diff import Page, Patch, frame
from jupyter_streamkit.tree.node import Json, Node

from . import context as contexts
from . import forms
from .batch import Batch, Votes
from .clock import clock
from .context import RunContext
from .cut import is_importing, raise_in, take_back
from .downloads import Downloads
from .flow import CancelRun, ControlFlow, Interrupted, RerunFragments, RerunScript, StopRun
from .fragments import Fragment, Fragments
from .loop import Loop, Running, call_in, cancel_all
from .options import configure
from .pages import Pages, Visit
from .query import Query
from .script import Script
from .state import SessionState
from .uploads import Uploads
from .watcher import Watcher
from .widget import Widget
from .worker import Worker

log = logging.getLogger(__name__)

FRAME = 0.016
"""Seconds between two patches of a run."""
PATIENCE = 0.1
"""Seconds that a rerun may take before the page sees a part of it: most reruns arrive whole."""

GRACE = 0.05
"""Seconds in which a run that awaits may end by itself, before a stop cuts it."""

INSIST = 1.0
"""Seconds after which a stop that did not end the run is tried again."""

IMPORT = 0.02
"""Seconds between two looks whether an import that holds up a stop has ended."""

SILENCE = 1.0
"""Seconds after which a run that showed nothing says that it goes on."""

State = Literal["running", "idle"]


class Frontend(Protocol):
    """What shows a session to its viewer."""

    def show(self, page: Page, patch: Patch, state: State) -> None: ...


class Session:
    configured: object = None
    """The version of the options that the page knows."""
    watched = True
    """Somebody may see the page; what runs by itself rests where nobody does."""
    repeats = True
    """Fragments run every so often where they ask for it; a test wants to be alone with its events."""
    outcome: BaseException | None = None
    """What ended the last run early."""
    seconds = 0.0
    """How long the last run took."""
    _busy = False
    _closed = False
    _reset = False
    _stoppable = False
    _was_cut = False
    """An exception was sent to the thread; whether it has struck is not known."""
    _stopped = False
    """A stop came while the run was not to be interrupted: it ends as soon as it is."""
    _shown_at = 0.0
    _due: float | None = None
    """When the next patch of a run is due."""

    def __init__(
        self,
        script: Script,
        frontend: Frontend,
        show_exception: Callable[[BaseException], object],
        props: Mapping[str, Json] | None = None,
    ) -> None:
        self.script = script
        self.frontend = frontend
        self.show_exception = show_exception
        self.props = dict(props or {})
        self.state = SessionState()
        self.caches: dict[Any, Any] = {}
        self.uploads = Uploads()
        self.downloads = Downloads()
        self.browser: dict[str, Json] = {}
        self.user: dict[str, Any] = {}
        """Who the viewer is, as far as whoever serves the app says."""
        self.addresses: dict[str, str] = {}
        """Where viewers sign in and out: `login` and `logout`."""
        self.lead: Callable[[str], object] | None = None
        """Leads the viewer's browser to another address."""
        self.asked: dict[str, Json] | None = {}
        """What scripts were told of the browser before it could speak for itself; None once it has."""
        self.query = Query(self)
        self.runs = 0
        self.lock = threading.RLock()
        self.page = Page(self.props)
        self.fragments = Fragments()
        self.pages = Pages()
        self.on_run: list[Callable[[bool], object]] = []
        """Called in the session's thread after each chain of runs: whether the script came to its end."""
        self.watcher: Watcher | None = None
        self.around: Callable[[RunContext], Any] = contexts.use
        """The context manager in which the session's thread runs the script."""
        self._batches: deque[Batch] = deque()
        self._beside: dict[Fragment, Worker] = {}
        """The parallel fragments that run by themselves, each in a run of its own."""
        self._over: deque[Worker] = deque()
        """Those that have ended, until the session's thread looks."""
        # `with` a Condition is Python code: a stop that strikes inside it would leave it locked. So `with` its lock.
        self._queue = threading.RLock()
        self._wake = threading.Condition(self._queue)
        self._submitted: set[str | None] = set()
        """The forms whose submit button was pressed, until the run that takes it is over."""
        self._context: RunContext | None = None
        self._idle = threading.Event()
        self._idle.set()
        self._thread: threading.Thread | None = None
        self.loop = Loop()

    # The doors: any thread may call these.

    def rerun(self) -> None:
        """Run the script from the top."""
        with self._queue:
            self._last().full = True
            self._start()

    def learn(self, facts: Mapping[str, Json]) -> None:
        """The browser speaks for itself. A script that asked too early runs again, if the answer is another."""
        with self._queue:
            self.browser |= facts
            asked, self.asked = self.asked, None
            if any(self.browser.get(name) != answer for name, answer in (asked or {}).items()):
                self.rerun()

    def visit(self, visit: Visit) -> None:
        """The viewer goes to another page."""
        with self._queue:
            self._last().visit = visit
            self.rerun()

    def tell(self, props: Mapping[str, Json]) -> None:
        """Change what the page says of itself; it outlasts the run."""
        with self.lock:
            self.props |= props
            root = self.page.root
            root.props = {**root.props, **props}
            root.touch()
        self.changed()

    def run_fragment(self, fragment: Fragment) -> None:
        """Run a fragment, unless it is running just now."""
        with self._queue:
            waiting = self._context.waiting if self._context is not None else ()
            if fragment not in waiting and self._beside.keys().isdisjoint(fragment.lineage()):
                self._last().fragments.add(fragment)
                self._start()

    def _last(self) -> Batch:
        """The batch that takes the next event."""
        if not self._batches:
            self._batches.append(Batch())
        return self._batches[-1]

    def post(self, widget_id: str, value: Json, trigger: bool = False) -> None:
        """A viewer changed a widget or pressed a button. What is put into a form waits for its submit button."""
        with self._queue:
            if not trigger and self.state.hold(widget_id, value):
                self.query.follow(widget_id)
                return
            if not self._last().fits(widget_id, trigger):
                self._batches.append(Batch())
            batch = self._batches[-1]
            delivered = self.state.submit(widget_id)
            batch.delivered |= delivered.keys()
            batch.values |= delivered
            batch.values[widget_id] = value
            if trigger:
                batch.pressed.add(widget_id)
            self._start()

    def post_together(self, events: Iterable[tuple[str, Json, bool]], visit: Visit | None = None) -> None:
        """Changes (widget, value, whether it is a press) that one run takes together, on its way to a page."""
        with self._queue:
            for event in events:
                self.post(*event)
            if visit is not None:
                self.visit(visit)

    def stop(self) -> None:
        """End the run, even inside a loop that calls no command; it cannot cut a call into C or a sleep."""
        with self._queue:
            self._batches.clear()
            self._stopped = self._busy
            self._cut_workers([*self._beside.values(), *(self._context.workers if self._context else ())])
            run = self.runs
            if self.interrupt_awaiting():
                clock.call_at(time.monotonic() + GRACE, lambda: self._cut(run))
            else:
                self._cut(run)

    def _cut(self, run: int) -> None:
        """Raise in the session's thread; again, where the exception was lost (a bare `except:`, a destructor)."""
        with self._queue:
            thread = self._thread.ident if self._thread is not None else None
            if self._stopped and self._stoppable and self.runs == run and thread is not None:
                importing = is_importing(thread, self.script.folder)
                if not importing:
                    self._was_cut = True
                    raise_in(thread, CancelRun)
                pause = IMPORT if importing else INSIST
                clock.call_at(time.monotonic() + pause, lambda: self._cut(run))

    def _cut_workers(self, workers: list[Worker]) -> None:
        running = [worker for worker in workers if worker.running]
        for worker in running:
            worker.cut()
        if running:
            clock.call_at(time.monotonic() + INSIST, lambda: self._cut_workers(running))

    def replace(self, script: Script, reset: bool = False) -> None:
        """Go on with another script, keeping the state, or anew."""
        with self._queue:
            self.stop()
            if script.filename != self.script.filename:
                self.script.close()
            self.script = script
            self._reset |= reset
            self.rerun()

    def reset(self) -> None:
        """Begin anew: forget state and widget values."""
        self.replace(self.script, reset=True)

    def close(self) -> None:
        """End the session and its thread."""
        self.stop()
        with self._queue:
            self._closed = True
            self._wake.notify_all()
        self._release()
        self.script.close()

    def _release(self) -> None:
        """Empty the session's own caches, whose objects may have to be closed, and let files go."""
        for cache in self.caches.values():
            cache.clear()
        self.caches.clear()
        self.uploads.clear()
        self.downloads.clear()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing runs; False after `timeout` seconds."""
        return self._idle.wait(timeout)

    @property
    def running(self) -> bool:
        return not self._idle.is_set()

    @property
    def closed(self) -> bool:
        return self._closed

    # What a run asks of its session.

    def check(self, context: RunContext) -> None:
        """Raise what ends the run: a stop, or an event that waits. A run that is over goes on in threads it started."""
        with self._queue:
            if self._stopped or self._closed or not self._is_alive(context):
                raise CancelRun
            if (
                context is self._context
                and self._batches
                and not self._batches[0].pressed & context.pressed
                and self._interrupts(self._batches[0], context)
            ):
                raise Interrupted

    @property
    def thread(self) -> int | None:
        """The thread that runs the script, as `threading` numbers it."""
        return self._thread.ident if self._thread is not None else None

    def _is_alive(self, context: RunContext) -> bool:
        return context is self._context or any(each.context is context for each in self._beside.values())

    def meet(self) -> None:
        """A press was met: what had to wait for that may come."""
        with self._queue:
            self._wake.notify_all()
        self.interrupt_awaiting()

    def is_current_thread(self) -> bool:
        return threading.current_thread() is self._thread

    def interrupt_awaiting(self) -> bool:
        """Let coroutines of the run meet what a command would; False if none is waiting."""
        context = self._context
        if context is not None and context.workers:
            context.doorbell.put(None)
        awaiting = [loop for loop in context.loops if loop.is_running()] if context is not None else []
        for loop in awaiting:
            call_in(loop, self._interrupt, context, loop)
        return bool(awaiting)

    def _interrupt(self, context: RunContext, loop: Running) -> None:
        """Called in a loop: end what it runs, if that has to end."""
        if context is not self._context or (context.in_callback and not self._stopped):
            return
        try:
            self.check(context)
        except ControlFlow as end:
            context.ended = context.ended or end
            cancel_all(loop)

    def _interrupts(self, batch: Batch, context: RunContext) -> bool:
        """Events of fragments let the script end, and fragments that are not theirs."""
        owners = self._owners(batch)
        return owners is None or any(each in context.waiting for owner in owners for each in owner.lineage())

    def _owners(self, batch: Batch) -> list[Fragment] | None:
        """The fragments whose widgets a batch changes; None if it changes others too, or runs the script anyway."""
        owners = [self.state.fragment(id) for id in batch.values if id not in batch.delivered]
        known = [owner for owner in owners if owner is not None and self.fragments.knows(owner)]
        return None if batch.full or len(known) < len(owners) else known

    def _scope(self, batch: Batch) -> list[Fragment] | None:
        """The fragments that a batch runs; None: the script."""
        owners = self._owners(batch)
        if owners is None:
            return None
        return self.fragments.topmost({self._restarted(each) for each in (*batch.fragments, *owners)})

    def _restarted(self, fragment: Fragment) -> Fragment:
        """What has to run so that a fragment does: the parallel one around it that is running, or itself."""
        return next((each for each in fragment.lineage() if each in self._beside), fragment)

    def changed(self, at_once: bool = False) -> None:
        """The tree changed: a patch is due within a frame, or, early in a rerun, after a little patience."""
        with self.lock:
            now = time.monotonic()
            if at_once:
                self._shown_at = min(self._shown_at, now)
            due = max(self._shown_at + FRAME, now)
            if self._due is None or due < self._due:
                self._due = due
                clock.call_at(due, self._flush_due)

    def _flush_due(self) -> None:
        with self.lock:
            if self._due is not None and self._due <= time.monotonic():
                self._flush("running" if self._busy else "idle", final=False)

    def _flush(self, state: State, final: bool, done: list[Node] | None = None) -> None:
        with self.lock:
            self._due = None
            self._shown_at = time.monotonic()
            if not self._closed:
                self.frontend.show(self.page, self.page.patch(final, done), state)

    # The thread.

    def _start(self) -> None:
        if self._closed:
            return
        self._idle.clear()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(
                target=self._work, name=f"streamkit-{self.script.name}", daemon=True
            )
            self._thread.start()
        self._wake.notify_all()
        self.interrupt_awaiting()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                if isinstance(task, Batch):
                    self._run(task)
                else:
                    self._settle(task)
            except Exception:
                log.exception("The session of %r failed", self.script.name)
        self.loop.close()

    def _next(self) -> Batch | Worker | None:
        with self._queue:
            while not self._is_next() and not self._over and not self._closed:
                if not self._beside:
                    self._busy = False
                    self._idle.set()
                self._wake.wait()
            if self._closed:
                self._busy = False
                self._idle.set()
                return None
            self._busy = True
            self._stopped = False
            return self._over.popleft() if self._over else self._batches.popleft()

    def _is_next(self) -> bool:
        """Whether a batch waits, and no press of it for the one before it to be met."""
        unmet = (each.context.pressed for each in self._beside.values())
        return bool(self._batches) and all(self._batches[0].pressed.isdisjoint(each) for each in unmet)

    def _run(self, batch: Batch) -> None:
        """One run, to its end or to the event that ends it."""
        self._forget()
        self._arrive(batch.visit)
        before = self.page.root
        context = self._context = RunContext(self, self._scope(batch))
        with self.lock:
            self.runs += 1
            self._begin(context, before)
            self._shown_at = time.monotonic() + (PATIENCE if self.runs > 1 else 0)
        self._watch_silence()
        outcome = self._timed(context, batch, before)
        for worker in context.workers:
            worker.cancel()
        if isinstance(outcome, (RerunScript, RerunFragments, Interrupted)):
            self._carry(context, outcome)
        else:
            self._finish(context, complete=outcome is None)

    def _arrive(self, visit: Visit | None) -> None:
        if visit is not None:
            self.query.open(visit.search, arrived=visit.exact)
            self.pages.go(visit.path, asked=True)
            if visit.number is not None:
                self.props["visit"] = visit.number

    def _begin(self, context: RunContext, before: Node) -> None:
        """Draw a new page, or parts of the one that was there before."""
        with self.lock:
            self._take_over(context)
            if context.scope is None:
                self.pages.begin()
                context.draw_on(frame(dict(before.props)))
                self.page.begin(context.root)
                return
            context.waiting = list(context.scope)
            context.draw_on(before)
            self.page.begin_areas(before, [fragment.area for fragment in context.scope])
            for fragment in self.fragments.inside(context.scope):
                area = fragment.area
                if area.type == "dialog" and fragment not in context.scope and area.parent is not None:
                    area.parent.remove(area)
                    self.fragments.forget({fragment})

    def _take_over(self, context: RunContext) -> None:
        """A run takes the place of those that draw the same; it meets the presses that they have not met."""
        with self._queue:
            for fragment in list(self._beside if context.scope is None else context.scope):
                worker = self._beside.pop(fragment, None)
                if worker is not None:
                    worker.cancel()
                    context.pressed |= worker.context.pressed
            self.state.release(but=self._widgets(self._beside) | context.pressed)

    def _watch_silence(self) -> None:
        """A run that shows nothing for long says at least that it goes on."""
        session, number = weakref.ref(self), self.runs

        def look() -> None:
            if (self := session()) is not None:
                self._still(number)

        clock.call_at(time.monotonic() + SILENCE, look)

    def _still(self, number: int) -> None:
        with self.lock:
            silent = self._shown_at < time.monotonic() - SILENCE / 2
            if silent and number == self.runs and self._busy:
                self._flush("running", final=False)

    def _forget(self) -> None:
        with self._queue:
            if self._reset:
                self._reset = False
                self.state = SessionState()
                self.query.open("")
                self.pages.restart()
                self._release()

    def _timed(self, context: RunContext, batch: Batch, before: Node) -> BaseException | None:
        watcher, begun = self.watcher, time.monotonic()
        if watcher is not None:
            watcher.began(context)
        outcome = self.outcome = self._replaced(self._execute(context, batch, before))
        self.seconds = time.monotonic() - begun
        if watcher is not None:
            watcher.ended(outcome)
        return outcome

    def _replaced(self, end: BaseException | None) -> BaseException | None:
        """A run that was stopped so that another one takes its place was interrupted."""
        waits = bool(self._batches) and self._batches[0].full
        return Interrupted() if waits and isinstance(end, CancelRun) else end

    def _execute(self, context: RunContext, batch: Batch, before: Node) -> BaseException | None:
        """Callbacks, then the script or the fragments; what ended it early."""
        try:
            with self.around(context):
                try:
                    self._interruptible(True)
                    self._redirect(context, self._callbacks(context, batch), before)
                    self._draw(context)
                except ControlFlow as end:
                    return end
                except FragmentHandledException as error:
                    return error
                except BaseException as error:
                    self._interruptible(False)
                    context.in_callback = True
                    with contexts.inside(context.scope[0].area if context.scope else context.target()):
                        self.show_exception(error)
                    return error
                finally:
                    self._interruptible(False)
        except ControlFlow as end:  # a stop that arrived between the last line and here
            self._interruptible(False)
            return end
        return None

    def _draw(self, context: RunContext) -> None:
        if context.scope is None:
            with context.ending():
                try:
                    configure(self)
                    self.script.run()
                finally:
                    context.join()
        self._spin_off(context)
        for fragment in context.scope or ():
            try:
                with context.ending(), contexts.inside(fragment.area), contexts.on_page(fragment.page):
                    fragment.call()
                context.done.append(fragment)
            except FragmentHandledException:
                pass  # it ends this fragment; the next one is another matter
            except StopRun:
                context.ended = None
            context.waiting.remove(fragment)

    def run_beside(self, context: RunContext, fragment: Fragment) -> None:
        """The script called a parallel fragment: it goes on meanwhile, and waits for it at its end."""
        worker = Worker(context, fragment, lambda _: context.doorbell.put(None))
        context.workers.append(worker)
        worker.start()

    def _spin_off(self, context: RunContext) -> None:
        """Give parallel fragments a run of their own each."""
        for fragment in [each for each in context.scope or () if each.parallel]:
            own = RunContext(self, [fragment])
            own.number, own.waiting = context.number, [fragment]
            own.pressed = context.pressed & self._widgets([fragment])
            for places in (context.scope, context.waiting):
                assert places is not None
                places.remove(fragment)
            context.pressed -= own.pressed
            with self._queue:
                self._beside[fragment] = Worker(own, fragment, self._end_worker)
                self._beside[fragment].start()

    def _widgets(self, fragments: Collection[Fragment]) -> set[str]:
        """The widgets of some fragments, and of those inside them."""
        return {id for each in self.fragments.inside(fragments) for id in tuple(each.widgets)}

    def _end_worker(self, worker: Worker) -> None:
        with self._queue:
            self._over.append(worker)
            self._wake.notify_all()

    def _settle(self, worker: Worker) -> None:
        """A parallel fragment has ended."""
        with self._queue:
            if self._beside.get(worker.fragment) is not worker:
                return  # another run has taken its place
            del self._beside[worker.fragment]
        context, outcome = worker.context, worker.outcome
        if isinstance(outcome, (RerunScript, RerunFragments)):
            self._carry(context, outcome)
            return
        if outcome is None:
            context.done.append(worker.fragment)
        self._finish(context, complete=outcome is None)

    def _interruptible(self, on: bool) -> None:
        with self._queue:
            self._stoppable = on
            if on and (self._stopped or self._closed):
                raise CancelRun
            cut, self._was_cut = self._was_cut, False
        if cut:
            take_back()

    def _callbacks(self, context: RunContext, batch: Batch) -> Votes:
        votes = Votes()
        self.state.begin()
        changed = self.state.receive(batch.values | batch.carried)
        for widget in changed:
            self.query.follow(widget.id)
        context.pressed |= {widget.id for widget in changed if widget.trigger}
        self._submitted |= {self.state.form(widget.id) for widget in changed if widget.submits}
        context.in_callback = True
        try:
            for widget in changed:
                if widget.id not in batch.carried and widget.on_change is not None:
                    context.caller = self.state.fragment(widget.id)
                    self._call(context, widget, votes)
        finally:
            context.in_callback = False
        if votes.full or votes.fragments:
            self._drop_presses(context)
        return votes

    def _drop_presses(self, context: RunContext) -> None:
        """A rerun that the script asks for finds no button pressed."""
        context.pressed.clear()
        self.state.release(but=self._widgets(self._beside))

    def _call(self, context: RunContext, widget: Widget[Any], votes: Votes) -> None:
        try:
            with context.ending():
                contexts.finish(widget.call())
        except RerunScript:
            votes.full = True
        except RerunFragments as wanted:
            votes.fragments |= set(wanted.fragments)
        else:
            votes.usual = True
        context.ended = None

    def _redirect(self, context: RunContext, votes: Votes, before: Node) -> None:
        """Run what the callbacks asked for, where that is not what their events run anyway."""
        usual = votes.usual or not votes.fragments
        if votes.full:
            self._close_dialogs(context.scope or ())
        if votes.full or (context.scope is None and usual):
            scope = None
        else:
            scope = self.fragments.topmost(votes.fragments.union(context.scope or () if usual else ()))
        if scope != context.scope:
            context.scope, context.waiting = scope, []
            self._begin(context, before)

    def _close_dialogs(self, fragments: Collection[Fragment]) -> None:
        """`st.rerun()` in a dialog closes it, at once."""
        dialogs = [
            each.area for fragment in fragments for each in fragment.lineage() if each.area.type == "dialog"
        ]
        with self.lock:
            for area in dialogs:
                if area.parent is not None and area in (area.parent.children or ()):
                    area.parent.remove(area)
            if dialogs:
                self._flush("running", final=False)

    def _carry(self, context: RunContext, end: BaseException | None) -> None:
        """A run was interrupted: what it had not met goes to the next one, unless the script asked for that one."""
        if isinstance(end, (RerunScript, RerunFragments)):
            context.pressed.clear()
        if isinstance(end, RerunScript):
            self._close_dialogs(context.scope or ())
        carried = self.state.presses(context.pressed)
        self.state.release(but=self._widgets(self._beside))
        with self._queue:
            if not self._batches or self._batches[0].pressed & context.pressed:
                self._batches.appendleft(Batch())
            first = self._batches[0]
            first.carried |= carried
            first.pressed |= context.pressed
            first.full |= context.scope is None or isinstance(end, RerunScript)
            first.fragments.update(context.waiting)
            if isinstance(end, RerunFragments):
                first.fragments.update(end.fragments)

    def _finish(self, context: RunContext, complete: bool) -> None:
        full = context.scope is None
        if full and complete and not self.pages.told:
            self._forget_pages()
        context.waiting.clear()
        if full and context.page_config is None:
            context.root.props = dict(self.props)
        self._forget_fragments(context, complete)
        self.uploads.keep(self.state.wire)
        self.state.release(but=self._widgets(self._beside))
        drawn = forms.settle(context, self._submitted, complete)
        self._submitted -= self._submitted if full else drawn
        self.query.settle(complete)
        context.ended = None
        with self._queue:
            more = bool(self._batches or self._over or self._beside)
        if context.scope != [] or not more:
            done = None if full else [fragment.area for fragment in context.scope or ()]
            self._flush("running" if more else "idle", final=True, done=done)
        for listener in () if more else tuple(self.on_run):
            listener(complete and full)

    def _forget_pages(self) -> None:
        """The script tells of no pages: there is no menu."""
        self.pages.forget()
        for name in ("navigation", "page"):
            self.props.pop(name, None)

    def _forget_fragments(self, context: RunContext, complete: bool) -> None:
        """What the run should have made again and did not is gone: fragments, and the state of widgets."""
        outdated = self.fragments.outdated(context.number)
        if context.scope is None:
            if complete:
                self.state.end(context.seen, page=self.pages.current)
            self.fragments.forget(outdated)
            return
        self.state.end(context.seen, self.fragments.inside(context.done), self.pages.current)
        self.fragments.forget(
            outdated.intersection(self.fragments.inside(context.scope)).difference(context.scope)
        )
