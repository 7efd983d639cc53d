"""What follows from whole rulesets, for all cases at once: where two versions of the rules lead to different results.

Nothing here decides a case by itself: every result comes from `decide`, asked for whole boxes of facts.
"""
