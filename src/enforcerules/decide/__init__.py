"""The stages of a decision in the law's order: Program and Case to Decision."""
