"""Days and moments as answers: which are offered, and which cannot be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogs.moments import as_moment, recent_days, why_not

NOW = datetime(2026, 9, 30, 17, tzinfo=UTC)  # 1:00 on 1 October in Beijing


def test_days_are_offered_as_they_are_in_beijing():
    assert recent_days(NOW, 2) == {"2026-10-01": "今天", "2026-09-30": "昨天"}
    assert list(recent_days(NOW, 3).values()) == ["今天", "昨天", "前天"]


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ("2026-10-01", ""),
        ("2026-10-01T01:00", ""),
        ("2026-10-01T01:01", "to come"),
        ("2026-10-02", "to come"),
        ("2026-09-28", ""),
        ("2026-09-27", "too early"),
        ("2026-09-27T23:59", "too early"),
    ],
)
def test_what_is_to_come_or_too_early_cannot_be(stored: str, why: str):
    assert why_not(stored, NOW, "to come", as_moment("2026-09-28"), "too early") == why


def test_without_a_beginning_no_day_is_too_early():
    assert why_not("1999-01-01", NOW, "to come") == ""
