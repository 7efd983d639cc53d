"""Example cases beside rulesets: run them, compare, and say what differs in the case's own words."""
