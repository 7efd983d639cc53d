"""All words of all languages: what each key of an explanation says, and how values are written."""

from __future__ import annotations

from enforcerules.render.words.saying import say, word

__all__ = ["say", "word"]
