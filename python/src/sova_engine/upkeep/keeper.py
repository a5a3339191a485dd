"""Keeps the vector store equal to the cache, and knows whether it may be asked.

One thread does all writing to the store: removals first, then pending vectors, in
batches, each struck off after its acknowledgement. After every (re)connection the store
is verified before it is asked anything; what does not pass is built again from the cache.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from sova_engine.precedence import Precedence
from sova_engine.store import Store
from sova_engine.upkeep.lens import Lens
from sova_engine.upkeep.settling import Settler, drop_strangers
from sova_engine.upkeep.space import Space
from sova_engine.upkeep.verify import Finding, verify
from sova_engine.vectors.model import (
    Matrix,
    Neighbour,
    VectorsDamaged,
    VectorStore,
    VectorsUnavailable,
)

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 1.0


class VectorKeeper:
    def __init__(self, store: Store, precedence: Precedence, *, suspicious: bool) -> None:
        """``suspicious`` after an unclean stop of the engine: ids are compared in full."""
        self._store = store
        self._settler = Settler(store, precedence, stopping=lambda: self._stopping)
        self._suspicious = suspicious
        self._vectors: VectorStore | None = None
        self._lenses: tuple[Lens, ...] = ()
        self._usable: frozenset[str] = frozenset()
        self._up: VectorStore | None = None
        """The store that was brought up: an empty library has it, and nothing usable yet."""
        self._repairing = False
        self._crashed_while_verifying = False
        self._stopping = False
        self._condition = threading.Condition()
        self._work = threading.RLock()
        self._due = False
        self._thread = threading.Thread(target=self._run, name="vector-keeper", daemon=True)
        self._thread.start()

    # -- what others ask --------------------------------------------------------------

    @property
    def connected(self) -> bool:
        """Whether questions can use the vector store now; a small library seldom asks it."""
        vectors = self._vectors
        if vectors is None or not (self._usable or self._up is vectors):
            return False
        if vectors.reachable():
            return True
        if self._vectors is vectors:
            self.connect(vectors)
        return False

    @property
    def repairing(self) -> bool:
        return self._repairing

    def connect(self, vectors: VectorStore | None) -> None:
        """The store's new address, or None when it is away; returns at once."""
        with self._condition:
            self._vectors = vectors
            self._up = None
            self._usable = frozenset()
            self._due = True
            self._condition.notify_all()

    def keep(self, lenses: Sequence[Lens]) -> None:
        """Whose collections are kept up."""
        with self._condition:
            self._lenses = tuple(lenses)
            self._due = True
            self._condition.notify_all()

    def wake(self) -> None:
        """New debts were written."""
        with self._condition:
            self._due = True
            self._condition.notify_all()

    def query(self, space: Space, vector: Matrix, count: int) -> list[Neighbour] | None:
        """None when the store cannot be asked now: other channels answer alone."""
        vectors = self._vectors
        if vectors is None or space.collection not in self._usable:
            return None
        try:
            return vectors.query(space.collection, vector.reshape(1, -1), count)[0]
        except (VectorsUnavailable, VectorsDamaged) as error:
            _log.warning("the vector store does not answer: %s", error)
            if self._vectors is vectors:
                self.connect(vectors)
            return None

    def stop(self) -> None:
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        self._thread.join(timeout=5)

    # -- check and repair, from outside -----------------------------------------------

    def check(self, *, repair: bool) -> Finding:
        """All spaces looked at in full; with ``repair`` also put right before it returns.

        Raises ``VectorsUnavailable``.
        """
        vectors = self._vectors
        if vectors is None:
            raise VectorsUnavailable("the vector store is not connected")
        with self._work:
            total = Finding()
            for space in self._current_spaces():
                finding = self._verified(vectors, space, thorough=True, repair=repair)
                total = total.plus(finding)
            if repair:
                vectors.mark_verified()
            return total

    # -- the thread ---------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._condition:
                while not self._due and not self._stopping:
                    self._condition.wait()
                if self._stopping:
                    return
                self._due = False
                vectors = self._vectors
            if vectors is None:
                continue
            try:
                with self._work:
                    self._bring_up(vectors)
                    for space in self._current_spaces():
                        self._settler.settle(vectors, space)
                self._up = vectors
            except VectorsUnavailable as error:
                _log.warning("the vector store is away: %s", error)
                self._later(vectors)
            except VectorsDamaged as error:
                _log.warning("the vector store is damaged: %s", error)
                self._later(vectors)
            except Exception:
                if self._stopping:
                    return
                _log.exception("keeping the vector store failed")
                self._later(vectors)

    def _later(self, vectors: VectorStore) -> None:
        with self._condition:
            if self._vectors is vectors:
                self._up = None
                self._usable = frozenset()
                self._condition.wait(timeout=_RETRY_SECONDS)
                self._due = True

    def _current_spaces(self) -> tuple[Space, ...]:
        workspaces = self._store.documents.workspaces()
        return tuple(lens.space(one) for one in workspaces for lens in self._lenses)

    def _bring_up(self, vectors: VectorStore) -> None:
        """Verifies what is not usable yet: quickly first, in full where there is a doubt."""
        new = [one for one in self._current_spaces() if one.collection not in self._usable]
        if not new and self._up is vectors:
            return
        if self._crashed_while_verifying:
            _log.warning("the vector store went down while it was verified: built again")
            vectors.discard()
        trusted = vectors.trusted()
        self._crashed_while_verifying = not trusted
        thorough = not trusted or self._suspicious
        for space in new:
            self._verified(vectors, space, thorough=False, repair=True)
        if trusted:
            self._use(vectors, new)
        if thorough:
            for space in new:
                self._verified(vectors, space, thorough=True, repair=True)
            vectors.mark_verified()
            self._use(vectors, new)
        self._crashed_while_verifying = False
        self._suspicious = False
        drop_strangers(self._store, vectors)

    def _use(self, vectors: VectorStore, spaces: Sequence[Space]) -> None:
        with self._condition:
            if self._vectors is vectors:
                self._usable |= {one.collection for one in spaces}

    def _verified(
        self, vectors: VectorStore, space: Space, *, thorough: bool, repair: bool
    ) -> Finding:
        if repair:
            self._settler.settle_removals(vectors, space)
        finding = verify(self._store, vectors, space, thorough=thorough)
        if not repair or finding.consistent:
            return finding
        self._repairing = True
        try:
            if finding.damaged:
                self._rebuild(vectors, space)
            else:
                self._store.debts.owe_again(space.workspace, space.embedder, finding.lost)
                self._store.debts.owe_removal_of(space.workspace, space.embedder, finding.strange)
            self._settler.settle(vectors, space)
        finally:
            self._repairing = False
        return finding.repaired()

    def _rebuild(self, vectors: VectorStore, space: Space) -> None:
        _log.warning("building %s again from the vector cache", space.collection)
        with self._condition:
            self._usable -= {space.collection}
        try:
            vectors.drop(space.collection)
            vectors.ensure(space.collection, space.dimensions)
        except VectorsDamaged:
            vectors.discard()
            vectors.ensure(space.collection, space.dimensions)
        self._store.debts.owe_all(space.workspace, space.embedder)
