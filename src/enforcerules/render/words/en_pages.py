"""The frame of pages in English: headings, legend, marks, and the summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAGES: Final[Mapping[str, str]] = {
    "heading.proposal": "Proposed disposition",
    "heading.party_act": "Party and act",
    "heading.versions": "Versions and time limit",
    "heading.provisions": "Provisions violated and applied",
    "heading.consequences": "Statutory consequences",
    "heading.consequences.if": "Statutory consequences (if a penalty is imposed)",
    "heading.route": "Route {n}: {disposition}",
    "heading.route.only": "Route: {disposition}",
    "heading.relation": "How the routes relate",
    "heading.not_adopted": "Not adopted",
    "heading.benchmark": "Circumstances and benchmark",
    "heading.benchmark.if": "Circumstances and benchmark (if a penalty is imposed)",
    "heading.alerts": "Proportion and other alerts",
    "heading.procedure": "Procedure and deadlines",
    "heading.open": "Still to be found",
    "heading.asked": "Every rule that was asked",
    "heading.concurrence": "One act, one fine (act {act}, party {party})",
    "heading.combined": "Several acts together (party {party})",
    "heading.trace": "Traceability",
    "part": "Act {act}, party {party}: {matter}",
    "legend": "Marks: [law] statute; [table] benchmark; [found] found by a person or from evidence; [open] still to be found. "
    '★ decided; ✓ holds; × does not hold; ? open; ○ not raised. "from … up to" include the number, "above" and "below" do not.',
    "cited": " ({cites})",
    "secondary": " (read in another document)",
    "near": " [near miss: one test]",
    "again": " (as above)",
    "case": "Case: {case}",
    "page.title": "Explanation of an administrative-penalty proposal",
    "summary.head": "Act {act}, party {party} ({matter}): {disposition}.",
    "summary.candidates": "Possible: {candidates}.",
    "summary.measure": "{kind}: {modality}{state}.",
    "summary.measure.levels": "{kind}: {modality}{state}; {levels}.",
    "summary.point": "{level}, {point}",
    "summary.if_penalised": "If a penalty is imposed:",
    "summary.if_found": " (its condition is open)",
    "quoted": "{title}",
    "summary.gave_way": "No {kind} besides: the act is fined under another provision.",
    "summary.barred": "No {kind}: barred.",
    "summary.concurrence.settled": "Act {act}, party {party}: one fine only, that of {matters}.",
    "summary.concurrence.person": "Act {act}, party {party}: one fine only, that of {matters}; a person chooses.",
    "summary.concurrence.open": "Act {act}, party {party}: one fine only, that of {matters}; it turns on open facts.",
    "summary.combined": "Party {party}: the fines for several acts come to {range}.",
    "summary.combined.open": "Party {party}: the fines for several acts may come to {range}.",
    "summary.detention": "Party {party}: detention for several acts together, {length}.",
    "summary.question": "Open: {label}; {who}.",
}
