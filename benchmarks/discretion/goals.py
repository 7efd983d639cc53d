"""The ratios that this library is to reach, from one run: met, not met with the reason and what comes next, or not run."""

from render import f, med, ratio

SUBJECT = "enforcerules"

NEXT = {
    "trace": "the facts are checked one by one; the next idea is to check them in one pass of C (a compiled record type)",
    "expression": "the same: the checks of eight facts are most of it, zen's expression checks none",
    "read": "amounts become exact fractions in frozen records when they are read; the next idea is a record that works out the one amount asked for",
    "growth": "each matter has a function of its own, so the caches of the processor are what grows; next: one table of "
    "constants for all matters of a ruleset",
    "columns": "decimals are checked and exact decimals of 16 bytes come out, for two fines and not one, where the others give four columns of numbers: half of the "
    "time is reading and writing these; next: sparse tables of cells, so that matters with many facts share them too",
}


def goals(R):
    """Rows of (goal, what was asked, measured, met or why not)."""
    return [*_one(R), *_growth(R), *_columns(R)]


def _bulk(R, M, name):
    return R.get("latency", {}).get(str(M), {}).get("peers", {}).get(name, {}).get("bulk")


def _row(what, goal, stretch, found, why):
    if found is None:
        return [what, f(goal), "not run", "-"]
    mid, low, high = found
    said = "met" if mid <= goal else "not met: " + NEXT[why]
    if mid <= goal and stretch is not None:
        said += ", stretch %s met" % f(stretch) if mid <= stretch else ", stretch %s not met" % f(stretch)
    return [what, f(goal), "%s [%s-%s]" % (f(mid), f(low), f(high)), said]


def _one(R):
    for M in (20, 200, 2000):
        for name, said in ((SUBJECT, ""), ("enforcerules_read", ", every amount read")):
            mine = _bulk(R, M, name)
            for peer, words, goal, stretch, why in (
                ("zen_table_trace", "explained on demand, of zen's table with trace", 1 / 6, 1 / 10, "trace"),
                ("zen_expression", "without explanation, of zen's bare expression", 2, 1, "expression"),
                (
                    "limit_checked_lazy",
                    "of the hand-written limit that checks its facts (stretch only)",
                    2,
                    None,
                    "trace",
                ),
            ):
                base = _bulk(R, M, peer)
                found = ratio(mine, base) if mine and base else None
                yield _row(
                    "M = %d: one decision%s, %s" % (M, said, words), goal, stretch, found, "read" if said else why
                )


def _growth(R):
    for name in (SUBJECT, "zen_table_trace", "zen_expression", "limit_checked_lazy"):
        small, large = _bulk(R, 20, name), _bulk(R, 2000, name)
        grown = med(large) / med(small) if small and large else None
        if name == SUBJECT:
            yield _row("growth from 20 to 2,000 matters", 2, None, None if grown is None else (grown,) * 3, "growth")
        elif grown is not None:
            yield ["for comparison: growth of %s" % name, "-", f(grown), ""]


def _columns(R):
    for M in (20, 200, 2000):
        d = R.get("batch", {}).get(str(M), {})
        mine = d.get("enforcerules_batch", {}).get("t")
        for peer, goal in (("openfisca_batch", 1.5), ("numpy_grouped", 0.8)):
            if peer == "openfisca_batch" and M > 200:
                continue
            other = d.get(peer, {}).get("t")
            what = "M = %d: columns, of the speed of %s" % (M, peer)
            if not mine or not other:
                why = d.get("enforcerules_batch", {}).get("error", "")
                yield [what, "at least %s" % f(goal), "not run", why]
                continue
            k = min(len(mine), len(other))
            mid, low, high = ratio(other[:k], mine[:k])
            said = "met" if mid >= goal else "not met: " + NEXT["columns"]
            yield [what, "at least %s" % f(goal), "%s [%s-%s]" % (f(mid), f(low), f(high)), said]
