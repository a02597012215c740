"""What the program counts of itself, for ``/metrics``: how much came, was answered, left, failed, and what waits.

Numbers alone, by channel or kind at most: nothing here can tell one person from another.
"""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import Counter, Gauge

RECEIVED = Counter("lizhi_received", "Messages, presses and files put in the inbox, repeats left out.")
TURNS = Counter("lizhi_turns", "Turns taken and saved.")
TURNS_FAILED = Counter("lizhi_turns_failed", "Turns that raised or could not be saved, and were set aside.")
SENT = Counter("lizhi_sent", "Replies that are out.", ["channel"])
SEND_RETRIED = Counter("lizhi_send_retried", "Replies put back to be sent later.", ["channel"])
SEND_FAILED = Counter("lizhi_send_failed", "Replies given up.", ["channel"])
BLOCKED = Counter("lizhi_blocked", "Times that an address turned out to take no replies any more.", ["channel"])
ERRANDS = Counter("lizhi_errands", "Errands run to their end.", ["kind"])
ERRANDS_RETRIED = Counter("lizhi_errands_retried", "Errands put off to be run later.", ["kind"])
ERRANDS_FAILED = Counter("lizhi_errands_failed", "Tries in vain of errands that had many before.", ["kind"])
DUE = Counter("lizhi_due", "Times that somebody was found to have something due.")

STORED = Gauge("lizhi_stored", "What lies in the database now: what waits, what failed, persons, cases.", ["what"])


def show_stored(counts: Mapping[str, int]) -> None:
    """Set the gauges to what was counted just now."""
    for what, count in counts.items():
        STORED.labels(what).set(count)
