"""What needs evaluation beyond one case: other facts, other versions of the rules.

Nothing here decides a case by itself: every result comes from `decide`.
"""
