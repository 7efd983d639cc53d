"""The kinds of findings: stable names, how much they weigh, and where their articles come from.

Articles are never written here: they are those of the rules, measures and duties of the case. Where no rule speaks, the basis
of a fact of the ruleset that names the same thing (`ANCHORS`) is cited.
"""

from __future__ import annotations

from typing import Final

from enforcerules.model.review import Severity

KINDS: Final[dict[str, Severity]] = {
    # amounts and measures
    "outside_statutory_range": "error",
    "below_minimum_without_ground": "error",
    "outside_benchmark": "error",
    "deviation_unapproved": "warning",
    "mandatory_leniency_not_applied": "error",
    "leniency_without_ground": "error",
    "ground_not_established": "error",
    "ground_not_stated": "warning",
    "mandatory_measure_missing": "error",
    "order_missing": "warning",
    "package_unlawful": "error",
    "words_differ": "error",
    # whether and by whom
    "exemption_not_applied": "error",
    "time_barred": "error",
    "not_punishable": "error",
    "wrong_authority": "error",
    "order_first_skipped": "error",
    "not_handed_over": "error",
    "second_fine": "error",
    # law
    "wrong_version": "error",
    "citation_not_in_force": "error",
    "citation_not_found": "error",
    # steps
    "notice_missing": "error",
    "hearing_missing": "error",
    "legal_review_missing": "error",
    "collective_discussion_missing": "error",
    "reconsideration_first_not_told": "error",
    "step_missing": "warning",
    "wrong_order": "error",
    "deadline_passed": "warning",
    "unlike_notice": "error",
    "heavier_after_defence": "error",
    "excluded_evidence": "error",
    "rule_alert": "error",
    # for a person to look at
    "disproportion": "alert",
    "like_cases_differ": "warning",
}
"""Name to severity: an error is outside the rules, a warning a lesser breach, an alert nothing that was found wrong."""

ANCHORS: Final[dict[str, str]] = {
    "excluded_evidence": "illegal_evidence_only",
    "heavier_after_defence": "heavier_for_defence",
    "unlike_notice": "notified_fine",
    "second_fine": "prior_fine_same_act",
    "disproportion": "disproportionate",
    "like_cases_differ": "unlike_results",
    "words_differ": "amount_written",
    "leniency_without_ground": "other_lenient_by_law",
}
"""The fact whose basis is cited where no rule of the case gives one."""
