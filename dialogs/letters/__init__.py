"""The texts for the doors: what may be said of a case, in fixed sentences and the person's own words, soberly.

``writing`` puts a letter together from ``facts`` (what a case holds), ``laws`` (which articles fit) and ``rows`` (the
fixed sentences); ``words`` and ``tone`` make what a person said fit for it.
"""

from dialogs.letters.facts import mentioned
from dialogs.letters.writing import SHORT, Form, Letter, chase, write

__all__ = ["SHORT", "Form", "Letter", "chase", "mentioned", "write"]
