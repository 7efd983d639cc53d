"""What follows from whole rulesets, for all cases at once, and what would follow in one case for other facts.

Nothing here decides a case by itself: every result comes from `decide`, asked for whole boxes of facts.
"""
