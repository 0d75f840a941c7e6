"""Which observation of a fact a page shows.

An evergreen page takes the newest period of the newest edition. A page with a date takes the
newest that was surely public on that date: a value known by its year, from the year's last day
on. An evergreen page shows that value from the year's first day on, since whoever wrote it down
knew it. A pinned period or edition narrows the choice; a pinned
edition is shown even on a page older than it, because the author named it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from macros.errors import KnowledgeError
from macros.model import Fact, Kind, Observation


class Choice(NamedTuple):
    """An observation as chosen, and the one that an evergreen page would show today."""

    fact: Fact
    observation: Observation
    newest: Observation
    """The newest observation today; the chosen one itself where nothing is newer."""

    @classmethod
    def alone(cls, fact: Fact, observation: Observation) -> Choice:
        """An observation by itself, whatever replaced it."""
        return cls(fact, observation, observation)

    @property
    def superseded(self) -> bool:
        """Whether a newer figure exists than the one shown."""
        return self.newest is not self.observation


def select(
    fact: Fact,
    *,
    today: date,
    on: date | None = None,
    period: str | None = None,
    edition: str | None = None,
) -> Choice:
    """The observation of `fact` for a page dated `on`, or for an evergreen page.

    Raises `KnowledgeError` P205 where no observation has the pinned period and edition, and P207
    where none was public yet.
    """
    pinned = [o for o in fact.observations if _matches(o, period, edition)]
    if not pinned:
        raise KnowledgeError("P205", fact=fact.key, asked=_pin(period, edition), known=_pins(fact))
    clock = today if on is None or edition else min(on, today)
    dated = on is not None and not edition
    public = [o for o in pinned if visible(o, clock, dated=dated)]
    if not public:
        first = min(_since(o, dated=dated) for o in pinned)
        raise KnowledgeError("P207", fact=fact.key, date=clock.isoformat(), known=first.isoformat())
    chosen = max(public, key=rank)
    return Choice(
        fact, chosen, _newest(fact, chosen, today, free=period is None and edition is None)
    )


def visible(observation: Observation, clock: date, *, dated: bool = False) -> bool:
    """Whether the value was public, and the name in force, on that day."""
    return _since(observation, dated=dated) <= clock


def _since(observation: Observation, *, dated: bool) -> date:
    """The day from which a page shows the value; a dated page waits until it was surely public."""
    public = observation.public_by if dated else observation.public_from
    return max(public, observation.starts)


def rank(observation: Observation) -> tuple[date, date, date, date]:
    """The order of observations: newest edition, then newest period, then newest knowledge."""
    return (
        observation.starts,
        observation.edition.published.last if observation.edition else date.min,
        observation.period.end.last if observation.period else date.min,
        observation.public_by,
    )


def _newest(fact: Fact, chosen: Observation, today: date, *, free: bool) -> Observation:
    """What replaced the chosen value: for a pinned one, only a newer value of the same period."""
    rivals = [
        o for o in fact.observations if visible(o, today) and (free or o.period == chosen.period)
    ]
    newest = max(rivals, key=rank, default=chosen)
    if fact.kind is Kind.NAME:
        return chosen
    return newest if rank(newest) > rank(chosen) else chosen


def _pinned(observation: Observation) -> tuple[str | None, str | None]:
    """The period and the edition of an observation, as a call names them."""
    period, edition = observation.period, observation.edition
    return period.iso if period else None, edition.key if edition else None


def _matches(observation: Observation, period: str | None, edition: str | None) -> bool:
    own_period, own_edition = _pinned(observation)
    return period in (None, own_period) and edition in (None, own_edition)


def _pin(period: str | None, edition: str | None) -> str:
    """A pin as the expression language writes it."""
    return f"{period or ''}{f'@{edition}' if edition else ''}"


def _pins(fact: Fact) -> str:
    """All the pins that a fact knows."""
    pins = dict.fromkeys(_pin(*_pinned(observation)) for observation in fact.observations)
    return ", ".join(filter(None, pins))
