"""What a free message tells, by pure rules over data: platform, scenario, facts, urgency, alarms; and what is masked.

``message`` reads all of it at once with ``recognising`` (which platform, scenario, alarm) and ``particulars`` (numbers,
days, names); ``patterns`` holds the words of ``words.toml``.
"""

from dialogs.understanding.message import Read, Understood, understand

__all__ = ["Read", "Understood", "understand"]
