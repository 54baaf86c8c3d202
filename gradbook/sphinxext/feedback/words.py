"""Every word that a reader sees of this part, and the reasons from which they choose."""

from __future__ import annotations

__all__ = ["RATINGS", "REASONS", "REPORT", "SAID", "WORDS"]

RATINGS = {"yes": "Yes, all of it", "no": "Not quite: tell us what"}
"""The answers to the question at the end of a chapter."""
REPORT = "problem"
"""What stands in place of an answer when a question is reported."""

REASONS = {
    "yes": (
        "What helped?",
        {
            "explanation": "the explanations",
            "example": "the examples",
            "figure": "the figures",
            "code": "the code",
            "quiz": "the questions",
        },
    ),
    "no": (
        "What was in the way?",
        {
            "maths": "the maths is unclear",
            "code": "the code fails",
            "mistake": "there is a mistake",
            "fast": "it goes too fast",
            "slow": "it goes too slowly",
            "translation": "the translation",
        },
    ),
    REPORT: (
        "What is wrong?",
        {
            "answer": "the answer marked as right is not",
            "question": "the question is unclear",
            "feedback": "the feedback does not help",
            "display": "something is not displayed, or does not work",
            "translation": "the translation",
        },
    ),
}
"""What is asked next, and the choices: what is sent, and what is shown."""

WORDS = {
    "block": "Feedback",
    "clear": "Was everything clear?",
    "close": "Close",
    "text": "In your own words, if you like",
    "preview": "All that leaves this page, if you choose so below",
    "open": "Open an issue on {host} (new tab)",
    "copy": "Copy",
    "send": "Send to {host}",
}
"""What the page shows."""

SAID = {
    "report": "Report a problem",
    "thanks": "Thank you. Nothing has been sent; say more if you like.",
    "opened": "Thank you. Nothing is published before you submit the form in the new tab.",
    "cut": "The new tab has only the beginning of your text. Copy the whole and paste it there.",
    "note": " [cut here: please paste the rest]",
    "copied": "Thank you. Copied.",
    "blocked": "The browser did not let the page copy. Copy the text above, which is selected.",
    "sending": "Sending.",
    "sent": "Thank you. It was sent.",
    "failed": "It could not be sent. Nothing is lost: try again, or copy it.",
}
"""What the script says."""
